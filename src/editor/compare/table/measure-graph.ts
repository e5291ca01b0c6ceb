import { flatten } from '../../../graph/flatten';
import { joinGraphs } from '../../../graph/join';
import { EMPTY_VIEW, type Endpoint, type GraphDocument, type GraphNode, type JsonObject, type Link } from '../../../graph/types';
import type { BothLanguages } from '../../../runtime/define';
import type { Definitions } from '../../../runtime/ports';
import { comparedIn } from '../compared';

/** Key of the measured graph, so that none of its ids is one of the shown graph's. */
const ASIDE = 'measured';
/** The crop that the judges read. */
const CROP = { template: 'ffhq_512', sizePx: 128 };

/** What is measured of a lane's picture; `node` and `port` of the nodes that `measureGraph` adds. */
export const METRICS = [
  { name: 'cosSource', node: 'likeSource', port: 'similarity', unit: '', better: 'higher', digits: 3 },
  { name: 'cosTarget', node: 'likeTarget', port: 'similarity', unit: '', better: 'lower', digits: 3 },
  { name: 'pose', node: 'pose', port: 'error', unit: '°', better: 'lower', digits: 2 },
  { name: 'shape', node: 'shape', port: 'points', unit: 'mm', better: 'lower', digits: 2 },
  { name: 'expression', node: 'expression', port: 'points', unit: 'mm', better: 'lower', digits: 2 },
  { name: 'psnr', node: 'errors', port: 'psnr', unit: 'dB', better: 'higher', digits: 2 },
  { name: 'ssim', node: 'errors', port: 'ssim', unit: '', better: 'higher', digits: 3 },
] as const satisfies readonly { readonly name: string; readonly node: string; readonly port: string; readonly unit: string; readonly better: 'higher' | 'lower'; readonly digits: number }[];
export type Metric = (typeof METRICS)[number]['name'];

export interface MeasureGraph {
  readonly document: GraphDocument;
  readonly targets: readonly string[];
  /** Where the number of each lane and metric is found. */
  readonly places: readonly Readonly<Record<Metric, Endpoint>>[];
  /** The node that makes each lane's picture. */
  readonly ends: readonly string[];
}

/** The two synthetic faces that pairs are drawn for, by their ids in the open graph. */
export interface Roles { readonly source: string; readonly target: string }

/** Synthetic faces of a graph; only those can be drawn anew from a seed, with the true swap known. */
export function syntheticFaces(document: GraphDocument): readonly string[] {
  return Object.entries(flatten(document).nodes).filter(([id, { type }]) => type === 'synthetic-face' && Object.hasOwn(document.nodes, id)).map(([id]) => id);
}

/** Which face gives the identity and which takes it, by id or name, else in the order of the graph. */
export function guessRoles(document: GraphDocument): Roles | undefined {
  const faces = syntheticFaces(document);
  const named = (words: RegExp): string | undefined => faces.find((id) => words.test(id)) ?? faces.find((id) => words.test(JSON.stringify(document.nodes[id]!.label ?? '')));
  const source = named(/source|源/i) ?? faces.find((id) => id !== named(/target|目标/i));
  const target = named(/target|目标/i) ?? faces.find((id) => id !== source);
  return source !== undefined && target !== undefined && source !== target ? { source, target } : undefined;
}

/** The open graph with other seeds in its two faces. */
export function withSeeds(document: GraphDocument, { source, target }: Roles, [sourceSeed, targetSeed]: readonly [number, number]): GraphDocument {
  const seeded = (id: string, seed: number): GraphNode => ({ ...document.nodes[id]!, params: { ...document.nodes[id]!.params, seed } });
  return { ...document, nodes: { ...document.nodes, [source]: seeded(source, sourceSeed), [target]: seeded(target, targetSeed) } };
}

/**
 * The joined graph of all lanes with nodes that measure each lane's picture: the judges' similarity to source and target, pose and expression against the target,
 * shape, PSNR and SSIM against the true swap. Pictures are cut to the judges' crop at the target's true landmarks, which a swap keeps.
 */
export function measureGraph(document: GraphDocument, roles: Roles, definitions: Definitions): MeasureGraph | { readonly problem: BothLanguages } {
  // Macros are opened, so that lanes inside them can be linked to.
  const { lanes, checked: { flat, feeds, types } } = comparedIn(document, definitions);
  const nodes: Record<string, GraphNode> = {};
  const links: Link[] = [];
  const add = (id: string, type: string, params: JsonObject, inputs: Readonly<Record<string, Endpoint>>): string => {
    nodes[id] = { type, version: definitions.get(type)?.version ?? 1, params };
    for (const [port, from] of Object.entries(inputs)) links.push({ from, to: [id, port] });
    return id;
  };
  const cut = (id: string, image: Endpoint, face: string): Endpoint => [add(id, 'align-face', CROP, { image, faces: [face, 'faces'] }), 'crop'];
  const source = cut('+source', [roles.source, 'image'], roles.source), target = cut('+target', [roles.target, 'image'], roles.target);
  const truth: Endpoint = [add('+truth', 'true-swap', {}, { source: [roles.source, 'coefficients'], target: [roles.target, 'coefficients'] }), 'image'];
  const right = cut('+right', truth, roles.target);
  const places: Record<Metric, Endpoint>[] = [];
  const ends: string[] = [];
  for (const [index, { end: shown, title }] of lanes.entries()) {
    const at = (name: string): string => `+${index}.${name}`;
    // A viewer shows a crop as a picture, and forgets where it was cut out.
    const feed = shown && definitions.get(flat.nodes[shown[0]]!.type)?.sink ? [...feeds.get(shown[0])?.values() ?? []][0] : undefined;
    const end = feed ?? shown, kind = end && types[`${end[0]}.${end[1]}`]?.kind;
    if (!end || (kind !== 'image' && kind !== 'crop')) return noPicture(title);
    const picture = kind === 'crop' ? end : cut(at('crop'), end, roles.target);
    add(at('likeSource'), 'identity-similarity', {}, { first: picture, second: source });
    add(at('likeTarget'), 'identity-similarity', {}, { first: picture, second: target });
    add(at('pose'), 'pose-error', {}, { first: picture, second: target });
    add(at('shape'), 'shape-error', {}, { first: picture, second: right });
    add(at('expression'), 'expression-error', {}, { first: picture, second: target });
    const error = add(at('truth'), 'true-swap-error', {}, { swap: picture, truth });
    add(at('errors'), 'compare-images', {}, { reference: [error, 'truth'], first: picture });
    ends.push(`${ASIDE}~${end[0]}`);
    places.push(Object.fromEntries(METRICS.map(({ name, node, port }): [string, Endpoint] => [name, [`${ASIDE}~${at(node)}`, port]])) as Record<Metric, Endpoint>);
  }
  const empty: GraphDocument = { format: 1, id: ASIDE, title: '', nodes: {}, links: [], macros: {}, view: EMPTY_VIEW };
  return {
    document: joinGraphs(empty, { [ASIDE]: { ...empty, nodes: { ...flat.nodes, ...nodes }, links: [...flat.links, ...links] } }),
    targets: [...new Set(places.flatMap((place) => Object.values(place).map(([node]) => node)))],
    places,
    ends,
  };
}

function noPicture(title: BothLanguages | string): { readonly problem: BothLanguages } {
  const of = (language: 'en' | 'zh'): string => (typeof title === 'string' ? title : title[language]);
  return { problem: {
    en: `“${of('en')}” is no picture of a face, so it cannot be measured. Choose lanes that show pictures or aligned crops.`,
    zh: `“${of('zh')}”不是人脸图片，无法测量。请选择显示图片或对齐裁剪的支路。`,
  } };
}
