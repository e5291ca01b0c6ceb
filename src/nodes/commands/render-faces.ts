import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { usageOf } from './arguments';
import { galleryLength } from './render-faces/galleries';
import type { RenderFacesOptions } from './render-faces/options';
import { readRenderFacesOptions, RENDER_FACES_OPTIONS } from './render-faces/options';
import { renderInWorkers } from './render-faces/pool';
import { readSceneFile } from './render-faces/scene-file';
import { createSheet, placeOnSheet, writeSheet } from './render-faces/sheet';

/** Where a command writes its words. */
export interface CommandOutput {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/**
 * `render-faces`: pictures of faces that the model draws, with the truth of each in `faces.jsonl`. Returns the exit code: 0, or 1 after a sentence
 * about what is wrong.
 */
export async function renderFacesCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  if (args.includes('--help')) {
    io.out(usageOf('render-faces', 'draws faces of nobody, with the truth of each', RENDER_FACES_OPTIONS));
    return 0;
  }
  const read = readRenderFacesOptions(args);
  if (!read.ok) {
    io.error(`${read.problem}\n`);
    return 1;
  }
  try {
    await renderFaces(read.options, io);
    return 0;
  } catch (error) {
    io.error(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function renderFaces(options: RenderFacesOptions, io: CommandOutput): Promise<void> {
  const started = performance.now();
  const { out, sheet: sheetFile, columns, sizePx } = options;
  const scenes = options.scenes === undefined ? undefined : await readSceneFile(options.scenes, (sentence) => io.error(`${sentence}\n`));
  const total = scenes?.length ?? galleryLength(options.gallery, options.count);
  if (out !== undefined) await mkdir(out, { recursive: true });
  const lines = out === undefined ? undefined : createWriteStream(join(out, 'faces.jsonl'));
  const sheet = sheetFile === undefined ? undefined : createSheet(total, columns, sizePx);
  await renderInWorkers({ options, scenes }, total, async ({ index, colour, files, record }) => {
    if (sheet !== undefined) placeOnSheet(sheet, colour, index, columns, sizePx);
    if (out === undefined) return;
    for (const [name, bytes] of files) await writeFile(join(out, name), bytes);
    lines?.write(`${record}\n`);
  });
  if (lines !== undefined) {
    lines.end();
    await finished(lines);
  }
  if (sheet !== undefined && sheetFile !== undefined) await writeSheet(sheet, sheetFile);
  const seconds = (performance.now() - started) / 1000;
  const places = [out, sheetFile].filter((place) => place !== undefined).join(' and ');
  io.out(`${total} pictures of ${sizePx} × ${sizePx} pixels in ${seconds.toFixed(1)} s (${(total / seconds).toFixed(1)} a second), written to ${places}\n`);
}
