import { flatten } from '../../../graph/flatten';
import { joinGraphs } from '../../../graph/join';
import { EMPTY_VIEW, type Endpoint, type GraphDocument, type GraphNode, type JsonObject, type Link } from '../../../graph/types';
import type { Checked } from '../../../runtime/check';
import type { BothLanguages } from '../../../runtime/define';
import type { Definitions } from '../../../runtime/ports';
import { comparedIn } from '../compared';

/** Key of the measured graph, so that none of its ids is one of the shown graph's. */
const ASIDE = 'measured';
/** The crop that the judges read. */
const CROP = { template: 'ffhq_512', sizePx: 128 };

/** What is measured of a lane's picture; `node` and `port` of the nodes that `measureGraph` adds. What needs the truth is measured on drawn faces only. */
export const METRICS = [
  { name: 'cosSource', node: 'likeSource', port: 'similarity', unit: '', better: 'higher', digits: 3, truth: false },
  { name: 'cosTarget', node: 'likeTarget', port: 'similarity', unit: '', better: 'lower', digits: 3, truth: false },
  { name: 'pose', node: 'pose', port: 'error', unit: '°', better: 'lower', digits: 2, truth: false },
  { name: 'shape', node: 'shape', port: 'points', unit: 'mm', better: 'lower', digits: 2, truth: true },
  { name: 'expression', node: 'expression', port: 'points', unit: 'mm', better: 'lower', digits: 2, truth: false },
  { name: 'psnr', node: 'errors', port: 'psnr', unit: 'dB', better: 'higher', digits: 2, truth: true },
  { name: 'ssim', node: 'errors', port: 'ssim', unit: '', better: 'higher', digits: 3, truth: true },
] as const satisfies readonly { readonly name: string; readonly node: string; readonly port: string; readonly unit: string; readonly better: 'higher' | 'lower'; readonly digits: number; /** It compares with the true swap. */ readonly truth: boolean }[];
export type Metric = (typeof METRICS)[number]['name'];

/** What can be measured: photographs have no true swap. */
export function metricsOn(photographs: boolean): readonly (typeof METRICS)[number][] {
  return METRICS.filter(({ truth }) => !photographs || !truth);
}

export interface MeasureGraph {
  readonly document: GraphDocument;
  readonly targets: readonly string[];
  /** Where the number of each lane and metric is found. */
  readonly places: readonly Readonly<Partial<Record<Metric, Endpoint>>>[];
  /** The node that makes each lane's picture. */
  readonly ends: readonly string[];
}

/** The two faces that pairs are put in for, by their ids in the open graph: synthetic faces or picture files. */
export interface Roles { readonly source: string; readonly target: string }

/** Where pairs come from: faces drawn anew from a seed, with the true swap known, or photographs of the user. */
export type PairsOf = 'drawn' | 'photos';
const INPUT: Readonly<Record<PairsOf, string>> = { drawn: 'synthetic-face', photos: 'load-image' };

/** The nodes of a graph that pairs can be put into. */
export function faceInputs(document: GraphDocument, of: PairsOf): readonly string[] {
  return Object.entries(flatten(document).nodes).filter(([id, { type }]) => type === INPUT[of] && Object.hasOwn(document.nodes, id)).map(([id]) => id);
}

/** Which face gives the identity and which takes it, by id or name, else in the order of the graph. */
export function guessRoles(document: GraphDocument, of: PairsOf = 'drawn'): Roles | undefined {
  const faces = faceInputs(document, of);
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

/** The open graph with other photographs, stored as `sha256:…`, in its two pictures. */
export function withPhotos(document: GraphDocument, { source, target }: Roles, [sourceFile, targetFile]: readonly [string, string]): GraphDocument {
  const given = (id: string, file: string): GraphNode => ({ ...document.nodes[id]!, params: { ...document.nodes[id]!.params, file } });
  return { ...document, nodes: { ...document.nodes, [source]: given(source, sourceFile), [target]: given(target, targetFile) } };
}

/**
 * The joined graph of all lanes with nodes that measure each lane's picture: the judges' similarity to source and target, pose and expression against the target,
 * shape, PSNR and SSIM against the true swap. Pictures are cut to the judges' crop at the target's landmarks, which a swap keeps: true ones of drawn faces, found ones
 * of photographs, which have no true swap to compare with.
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
  const photographs = flat.nodes[roles.target]?.type === INPUT.photos;
  const faceOf = (role: string): FoundFace => (photographs ? foundFace(role, { flat, feeds }, (image) => [add(`+${role}.faces`, 'detect-faces', {}, { image }), 'faces']) : { faces: [role, 'faces'], index: 0 });
  const cut = (id: string, image: Endpoint, { faces, index }: FoundFace): Endpoint => [add(id, 'align-face', { ...CROP, ...index === 0 ? {} : { index } }, { image, faces }), 'crop'];
  const sourceFace = faceOf(roles.source), targetFace = faceOf(roles.target);
  const source = cut('+source', [roles.source, 'image'], sourceFace), target = cut('+target', [roles.target, 'image'], targetFace);
  const truth: Endpoint | undefined = photographs ? undefined : [add('+truth', 'true-swap', {}, { source: [roles.source, 'coefficients'], target: [roles.target, 'coefficients'] }), 'image'];
  const right = truth && cut('+right', truth, targetFace);
  const places: Partial<Record<Metric, Endpoint>>[] = [];
  const ends: string[] = [];
  for (const [index, { end: shown, title }] of lanes.entries()) {
    const at = (name: string): string => `+${index}.${name}`;
    // A viewer shows a crop as a picture, and forgets where it was cut out.
    const feed = shown && definitions.get(flat.nodes[shown[0]]!.type)?.sink ? [...feeds.get(shown[0])?.values() ?? []][0] : undefined;
    const end = feed ?? shown, kind = end && types[`${end[0]}.${end[1]}`]?.kind;
    if (!end || (kind !== 'image' && kind !== 'crop')) return noPicture(title);
    const picture = kind === 'crop' ? end : cut(at('crop'), end, targetFace);
    add(at('likeSource'), 'identity-similarity', {}, { first: picture, second: source });
    add(at('likeTarget'), 'identity-similarity', {}, { first: picture, second: target });
    add(at('pose'), 'pose-error', {}, { first: picture, second: target });
    add(at('expression'), 'expression-error', {}, { first: picture, second: target });
    if (truth && right) {
      add(at('shape'), 'shape-error', {}, { first: picture, second: right });
      const error = add(at('truth'), 'true-swap-error', {}, { swap: picture, truth });
      add(at('errors'), 'compare-images', {}, { reference: [error, 'truth'], first: picture });
    }
    ends.push(`${ASIDE}~${end[0]}`);
    places.push(Object.fromEntries(metricsOn(photographs).map(({ name, node, port }): [string, Endpoint] => [name, [`${ASIDE}~${at(node)}`, port]])));
  }
  const empty: GraphDocument = { format: 1, id: ASIDE, title: '', nodes: {}, links: [], macros: {}, view: EMPTY_VIEW };
  return {
    document: joinGraphs(empty, { [ASIDE]: { ...empty, nodes: { ...flat.nodes, ...nodes }, links: [...flat.links, ...links] } }),
    targets: [...new Set(places.flatMap((place) => Object.values(place).map(([node]) => node)))],
    places,
    ends,
  };
}

/** Where a photograph's face is: the output that found it, and which of the faces found is meant. */
interface FoundFace { readonly faces: Endpoint; readonly index: number }

/** The face that the graph itself aligns in a photograph, so that the judges look at the one that is swapped; else the first that a detector of the graph, or a new one, finds. */
function foundFace(role: string, { flat, feeds }: Pick<Checked, 'flat' | 'feeds'>, detect: (image: Endpoint) => Endpoint): FoundFace {
  const reads = (id: string): boolean => { const from = feeds.get(id)?.get('image'); return from?.[0] === role && from[1] === 'image'; };
  const readers = Object.keys(flat.nodes).filter(reads);
  const aligned = readers.find((id) => flat.nodes[id]!.type === 'align-face'), faces = aligned === undefined ? undefined : feeds.get(aligned)?.get('faces');
  if (aligned !== undefined && faces) { const index = flat.nodes[aligned]!.params['index']; return { faces, index: typeof index === 'number' ? index : 0 }; }
  const detector = readers.find((id) => flat.nodes[id]!.type === 'detect-faces');
  return { faces: detector === undefined ? detect([role, 'image']) : [detector, 'faces'], index: 0 };
}

function noPicture(title: BothLanguages | string): { readonly problem: BothLanguages } {
  const of = (language: 'en' | 'zh'): string => (typeof title === 'string' ? title : title[language]);
  return { problem: {
    en: `“${of('en')}” is no picture of a face, so it cannot be measured. Choose lanes that show pictures or aligned crops.`,
    zh: `“${of('zh')}”不是人脸图片，无法测量。请选择显示图片或对齐裁剪的支路。`,
  } };
}
