import { flatten } from '../../graph/flatten';
import type { Lane } from '../../graph/lanes';
import type { GraphDocument, LocalText } from '../../graph/types';
import { checkGraph } from '../../runtime/check';
import type { Definitions } from '../../runtime/ports';
import type { Kind, WireType } from '../../runtime/values';
import { both, shownIn, titleOfStep, type Compared } from './compared';
import { FAMILIES, familyOf, LANE_KINDS, type Family } from './families';

export interface LaneChoice { readonly lane: Lane; readonly title: LocalText; readonly kind: Kind }

/** Every output of a document that can be a lane, with the names of node and port. */
export function laneChoices(document: GraphDocument, definitions: Definitions): readonly LaneChoice[] {
  const { nodes } = flatten(document);
  return Object.entries(nodes).flatMap(([node, { type }]) => Object.entries(definitions.get(type)?.outputs ?? {}).flatMap(([port, { kind, title }]) => (
    LANE_KINDS.includes(kind) ? [{ lane: { node, port }, kind, title: both(titleOfStep(document, node, definitions), title) }] : [])));
}

/**
 * The lane of another graph that is most like a given one. Pictures: of its kind and size, else its result, else the first picture it shows. Meshes and vectors: at
 * the same place, as in another version of one graph, else the last of its kind; else a picture.
 */
export function laneLike(graph: GraphDocument, like: WireType | undefined, definitions: Definitions, at?: Pick<Lane, 'node' | 'port'>): Lane | undefined {
  const checked = checkGraph(graph, definitions);
  if (familyOf(like?.kind) !== 'pixels') {
    const place = (id: string): number => checked.order.order.indexOf(id);
    const choices = laneChoices(graph, definitions).filter(({ kind }) => kind === like?.kind).map(({ lane }) => lane).sort((a, b) => place(b.node) - place(a.node));
    const found = choices.find(({ node, port }) => node === at?.node && port === at.port) ?? choices[0];
    if (found) return found;
  }
  const shown = shownIn(graph, checked, definitions);
  const typeOf = ({ node, port }: Lane): WireType | undefined => checked.types[`${node}.${port}`];
  const alike = shown.filter((lane) => typeOf(lane)?.kind === like?.kind && typeOf(lane)?.width === like?.width && typeOf(lane)?.height === like?.height);
  return [...alike, ...shown].find(({ node }) => node === 'result') ?? alike[0] ?? shown[0];
}

/**
 * Chosen nodes as lanes, by outputs of one family, since only they can be compared: that of which most of the nodes have one, pictures before meshes before vectors.
 * What the graph goes on with is meant, where it goes on at all.
 */
export function lanesOfNodes(document: GraphDocument, ids: readonly string[], definitions: Definitions): readonly Lane[] {
  const portOf = (id: string, family: Family): string | undefined => {
    const outputs = Object.entries(definitions.get(document.nodes[id]?.type ?? '')?.outputs ?? {});
    const ports = LANE_KINDS.filter((kind) => familyOf(kind) === family).flatMap((wanted) => outputs.filter(([, { kind }]) => kind === wanted)).map(([name]) => name);
    return ports.find((name) => document.links.some(({ from }) => from[0] === id && from[1] === name)) ?? ports[0];
  };
  const lanesBy = (family: Family): readonly Lane[] => ids.flatMap((node) => { const port = portOf(node, family); return port === undefined ? [] : [{ node, port }]; });
  return FAMILIES.map(lanesBy).reduce((most, lanes) => (lanes.length > most.length ? lanes : most));
}

export interface LanePort { readonly port: string; readonly title: LocalText }

/** What else the node of a lane gives that a lane can show, its present output included; none for a folded macro. */
export function portsOfLane({ checked, lanes }: Pick<Compared, 'checked' | 'lanes'>, index: number, definitions: Definitions): readonly LanePort[] {
  const type = checked.flat.nodes[lanes[index]?.pin.node ?? '']?.type;
  return Object.entries(definitions.get(type ?? '')?.outputs ?? {}).flatMap(([port, { kind, title }]) => (LANE_KINDS.includes(kind) ? [{ port, title }] : []));
}
