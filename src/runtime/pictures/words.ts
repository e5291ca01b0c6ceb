import { serialise } from '../../graph/serialise';
import type { GraphDocument, GraphNode } from '../../graph/types';
import type { StepReport } from '../engine-types';
import { resolveParams } from '../params';
import type { Definitions } from '../ports';
import { writeJpegWords } from './jpeg-xmp';
import { writePngWords, type PictureWords } from './png-text';
import { writeWebpXmp } from './webp-xmp';
import { syntheticXmp } from './xmp';

export type PictureFormat = 'png' | 'jpeg' | 'webp';
export const PICTURE_ENDINGS: Readonly<Record<PictureFormat, string>> = { png: 'png', jpeg: 'jpg', webp: 'webp' };

/** How a picture is written. */
export interface SaveOptions {
  readonly format: PictureFormat;
  /** 1 .. 100, for JPEG and WebP. */
  readonly quality: number;
  readonly embedGraph: boolean;
}

export const PLAIN_PNG: SaveOptions = { format: 'png', quality: 92, embedGraph: true };

/** What a node says of how its picture is written; a PNG with the graph inside where it says nothing. */
export function saveOptionsOf(node: GraphNode | undefined, definitions: Definitions): SaveOptions {
  const definition = node && definitions.get(node.type);
  if (!definition || !Object.hasOwn(definition.params, 'embedGraph')) return PLAIN_PNG;
  const { format, quality, embedGraph } = resolveParams(definition, node.params) as unknown as SaveOptions;
  return { format, quality, embedGraph };
}

/** What is written into a picture of a step: the graph without anybody's files, what made it, and that it is synthetic. */
export function pictureWords(document: GraphDocument, definitions: Definitions, report: StepReport | undefined, embedGraph: boolean, references?: ReadonlyMap<string, string>): PictureWords {
  const made = report?.provenance;
  const weights = made?.weights.map(({ name, sha256 }) => `${name} (${sha256.slice(0, 12)})`).join(', ') ?? '';
  return {
    graph: embedGraph ? serialise(graphForPicture(document, definitions, references)) : undefined,
    description: `Synthetic picture made with Swapgraph. Backends: ${made?.backends.join(', ') ?? 'unknown'}. Weights: ${weights || 'none'}.`,
    xmp: syntheticXmp(made?.photograph ?? false),
  };
}

/** Puts the words into an encoded picture. */
export function withWords(bytes: Uint8Array, format: PictureFormat, size: { readonly width: number; readonly height: number }, words: PictureWords): Uint8Array {
  switch (format) {
    case 'png': return writePngWords(bytes, words);
    case 'jpeg': return writeJpegWords(bytes, words);
    case 'webp': return writeWebpXmp(bytes, words.xmp, size);
  }
}

const FILE_NAME = /[^/\\]\.(png|jpe?g|webp|gif|bmp|avif|heic|tiff?|onnx|task)$/i;

/**
 * A graph as it may travel in a picture: file params keep `sha256:…` and nothing else, so that no name and no path goes out with it; a path becomes the hash
 * that `references` knows for it. Labels that are names of files are left out.
 */
export function graphForPicture(document: GraphDocument, definitions: Definitions, references: ReadonlyMap<string, string> = new Map()): GraphDocument {
  const clean = (nodes: GraphDocument['nodes']): GraphDocument['nodes'] => Object.fromEntries(Object.entries(nodes).map(([id, node]) => {
    const { label, ...rest } = node;
    const named = typeof label === 'string' && FILE_NAME.test(label.trim());
    const params = Object.fromEntries(Object.entries(node.params).map(([name, value]) => {
      const isFile = definitions.get(node.type)?.params[name]?.kind === 'file';
      const loose = typeof value === 'string' && (isFile ? !value.startsWith('sha256:') : FILE_NAME.test(value));
      return [name, loose ? references.get(value) ?? '' : value];
    }));
    return [id, { ...rest, ...(label === undefined || named ? {} : { label }), params }];
  }));
  return {
    ...document,
    nodes: clean(document.nodes),
    macros: Object.fromEntries(Object.entries(document.macros).map(([id, macro]) => [id, { ...macro, nodes: clean(macro.nodes) }])),
  };
}
