import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest } from '../../runtime/onnx/manifest';
import { FEATURE_COUNTS, pictureFeatures, type PictureFeatures } from '../shared/familiarity/picture-features';
import { distanceFrom, type TrainingPictures } from '../shared/familiarity/training-pictures';
import type { OptionTable } from './arguments';
import { parseArguments, usageOf } from './arguments';
import { fitSpread } from './learn-pictures/fit';
import type { CommandOutput } from './run';

const OPTIONS: OptionTable = {
  data: { kind: 'text', placeholder: 'DIR', help: 'a grid of "render-grid" with 128 px: the pictures that the networks were trained on' },
  pictures: { kind: 'integer', placeholder: 'N', min: 1000, max: 100_000, help: 'how many of them are measured, evenly spread; default 12000' },
  out: { kind: 'text', placeholder: 'FILE.json', help: 'where the figures are written; default public/models/training-pictures.json' },
};
/** Networks whose nodes speak of the distance. */
export const NETWORKS_SPOKEN_FOR = ['coefficients', 'face-parser', 'faceshifter-attributes', 'hififace-encoder', 'identity', 'identity-judge'] as const;
const LAYOUT_DIRECTIONS = 48;
const SHIPPED = new URL('../../../public/models/training-pictures.json', import.meta.url);
const MANIFEST = new URL('../../../public/models/manifest.json', import.meta.url);

interface GridAbout { readonly count: number; readonly size: number; readonly identities: number; readonly seed: number; readonly template: string; readonly model: { readonly version: string } }

/**
 * `learn-pictures`: measures what the pictures of a training grid look like, so that nodes can say how far another picture lies from them. Two of three measured pictures make the
 * distribution, each third one says how large distances usually are. Returns the exit code.
 */
export async function learnPicturesCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  if (args.includes('--help')) {
    io.out(usageOf('learn-pictures', 'measures what the training pictures look like', OPTIONS));
    return 0;
  }
  const parsed = parseArguments(args, OPTIONS);
  if (!parsed.ok) { io.error(`${parsed.problem}\n`); return 1; }
  const { data, out, pictures } = parsed.values;
  if (typeof data !== 'string') { io.error('Say where the training pictures are: --data DIR.\n'); return 1; }
  const about = JSON.parse(await readFile(join(data, 'grid.json'), 'utf8')) as GridAbout;
  const wanted = Math.min(about.count, (pictures as number | undefined) ?? 12_000);
  const features = await gridFeatures(join(data, 'colour.u8'), about, wanted);
  const fitted = features.filter((_, i) => i % 3 !== 2), kept = features.filter((_, i) => i % 3 === 2);
  const groups = {
    texture: fitSpread(fitted.map(({ texture }) => texture), FEATURE_COUNTS.texture),
    layout: fitSpread(fitted.map(({ layout }) => layout), LAYOUT_DIRECTIONS),
  };
  const distances = kept.map((one) => distanceFrom({ groups }, one)).sort((a, b) => a - b);
  const manifest = parseManifest(await readFile(MANIFEST, 'utf8'));
  const found: TrainingPictures = {
    data: { pictures: about.count, measured: wanted, identities: about.identities, seed: about.seed, template: about.template, sizePx: about.size, model: about.model.version },
    networks: Object.fromEntries(NETWORKS_SPOKEN_FOR.flatMap((name) => { const entry = manifest.get(name); return entry ? [[name, entry.sha256]] : []; })),
    groups,
    percentiles: Array.from({ length: 101 }, (_, k) => Number(distances[Math.min(distances.length - 1, Math.round(k / 100 * (distances.length - 1)))]!.toFixed(4))),
  };
  await writeFile(typeof out === 'string' ? out : SHIPPED, `${JSON.stringify(found)}\n`);
  io.out(`Of ${wanted} pictures, half lie below ${found.percentiles[50]!.toFixed(2)}, 95 % below ${found.percentiles[95]!.toFixed(2)}, 99 % below ${found.percentiles[99]!.toFixed(2)}.\n`);
  return 0;
}

/** Features of `count` pictures, evenly spread over a grid's file. @throws Error when the file ends before its last picture */
export async function gridFeatures(file: string, { count: all, size }: Pick<GridAbout, 'count' | 'size'>, count: number): Promise<readonly PictureFeatures[]> {
  const pixels = size * size, bytes = new Uint8Array(3 * pixels), rgb = new Float32Array(3 * pixels), found: PictureFeatures[] = [];
  const handle = await open(file, 'r');
  try {
    for (let k = 0; k < count; k++) {
      const picture = Math.floor((k + 0.5) * all / count), { bytesRead } = await handle.read(bytes, 0, bytes.length, picture * bytes.length);
      if (bytesRead < bytes.length) throw new Error(`${file} ends in picture ${picture + 1} of ${all}. Let "render-grid" finish it.`);
      for (let i = 0; i < pixels; i++) for (let c = 0; c < 3; c++) rgb[c * pixels + i] = bytes[3 * i + c]! / 255;
      found.push(pictureFeatures(rgb, size));
    }
  } finally {
    await handle.close();
  }
  return found;
}
