import type { OptionTable } from '../arguments';
import { parseArguments } from '../arguments';
import type { Gallery } from './galleries';
import { GALLERIES } from './galleries';

export const RENDER_FACES_OPTIONS: OptionTable = {
  count: { kind: 'integer', placeholder: 'N', min: 1, max: 10_000_000, help: 'how many faces, or with --pairs how many pairs; default 16' },
  seed: { kind: 'integer', placeholder: 'S', min: 0, max: 4_294_967_295, help: 'where chance starts; the same seed gives the same bytes; default 1' },
  size: { kind: 'integer', placeholder: 'PX', min: 16, max: 1024, help: 'width and height of each picture; default 128' },
  supersample: { kind: 'integer', placeholder: 'N', min: 1, max: 4, help: 'samples a pixel side against jagged edges; default 2' },
  out: { kind: 'text', placeholder: 'DIR', help: 'folder for the pictures and faces.jsonl; made when missing' },
  pairs: { kind: 'flag', help: 'source, target and their true swap instead of single faces' },
  layers: { kind: 'flag', help: 'also depth, normals, albedo, texture coordinates and labels' },
  sheet: { kind: 'text', placeholder: 'FILE', help: 'one contact sheet of all pictures: .png, or .jpg and .webp where sharp is installed' },
  columns: { kind: 'integer', placeholder: 'N', min: 1, max: 64, help: 'pictures in a row of the sheet; default 3 with pairs, else 8' },
  gallery: { kind: 'text', placeholder: 'NAME', choices: GALLERIES, help: `what to draw: ${GALLERIES.join(', ')}; default random` },
  scenes: { kind: 'text', placeholder: 'FILE', help: 'draw the scenes of this JSON file instead: one, an array, or one a line' },
  threads: { kind: 'integer', placeholder: 'N', min: 1, max: 256, help: 'worker threads; default all cores' },
};

export interface RenderFacesOptions {
  readonly count: number;
  readonly seed: number;
  readonly sizePx: number;
  readonly supersample: number;
  readonly out: string | undefined;
  readonly gallery: Gallery;
  readonly layers: boolean;
  readonly sheet: string | undefined;
  readonly columns: number;
  /** A file of scenes to draw instead of the gallery. */
  readonly scenes: string | undefined;
  /** Undefined: one for each core. */
  readonly threads: number | undefined;
}

/** The options of `render-faces`, or a sentence about the first thing that is wrong. */
export function readRenderFacesOptions(args: readonly string[]): { readonly ok: true; readonly options: RenderFacesOptions } | { readonly ok: false; readonly problem: string } {
  const parsed = parseArguments(args, RENDER_FACES_OPTIONS);
  if (!parsed.ok) return parsed;
  const { values } = parsed;
  const out = values['out'] as string | undefined;
  const sheet = values['sheet'] as string | undefined;
  if (out === undefined && sheet === undefined) return { ok: false, problem: 'Nothing would be written: give --out DIR for pictures, --sheet FILE for a contact sheet, or both.' };
  if (sheet !== undefined && !/\.(png|jpe?g|webp)$/i.test(sheet)) return { ok: false, problem: `--sheet must end in .png, .jpg or .webp, but is "${sheet}".` };
  const named = values['gallery'] as Gallery | undefined;
  const scenes = values['scenes'] as string | undefined;
  if (scenes !== undefined && (named !== undefined || values['pairs'] === true)) return { ok: false, problem: '--scenes draws what its file says, so it cannot be combined with --pairs or --gallery.' };
  if (values['pairs'] === true && named !== undefined && named !== 'swaps') return { ok: false, problem: `--pairs cannot be combined with --gallery ${named}.` };
  const gallery: Gallery = values['pairs'] === true ? 'swaps' : named ?? 'random';
  return {
    ok: true,
    options: {
      count: (values['count'] as number | undefined) ?? 16,
      seed: (values['seed'] as number | undefined) ?? 1,
      sizePx: (values['size'] as number | undefined) ?? 128,
      supersample: (values['supersample'] as number | undefined) ?? 2,
      out, gallery, sheet, scenes,
      layers: values['layers'] === true,
      columns: (values['columns'] as number | undefined) ?? (gallery === 'swaps' ? 3 : 8),
      threads: values['threads'] as number | undefined,
    },
  };
}
