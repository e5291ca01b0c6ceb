import { joinedId, joinGraphs } from '../../graph/join';
import { comparisonOf, MOST_LANES, type Lane } from '../../graph/lanes';
import { parseGraph } from '../../graph/parse';
import type { Endpoint, GraphDocument, LocalText } from '../../graph/types';
import { checkGraph, type Checked } from '../../runtime/check';
import type { Definitions } from '../../runtime/ports';
import type { Kind } from '../../runtime/values';
import { describeNode } from '../describe';
import { openBody, placeOfFlatId } from '../scope';
import type { Pin } from '../state';
import { familyOf } from './families';
import { putIn, type InputMatch } from './put-in';

/** A lane with everything the views need of it. */
export interface LaneView {
  readonly lane: Lane;
  /** In the joined document. */
  readonly pin: Pin;
  /** The step that makes what is shown, through reroutes and macros; undefined when nothing does. */
  readonly end: Endpoint | undefined;
  readonly kind: Kind | undefined;
  readonly title: LocalText;
}

export interface Compared {
  /** The document says so itself; else the lanes were found. */
  readonly declared: boolean;
  readonly lanes: readonly LaneView[];
  readonly reference: number;
  /** The open graph and the others beside it, the open one's inputs put into them: what is run. */
  readonly whole: GraphDocument;
  readonly checked: Checked;
  /** Which input of another graph was given what, by its id in the whole. */
  readonly inputs: readonly InputMatch[];
}

/** What is compared in a document: the lanes it declares, or else those that can be found in it. */
export function comparedIn(document: GraphDocument, definitions: Definitions): Compared {
  const declared = comparisonOf(document);
  const inputs: InputMatch[] = [];
  const others: Record<string, GraphDocument> = {};
  for (const [key, raw] of Object.entries(declared?.graphs ?? {})) {
    const { graph } = parseGraph(raw, (type) => definitions.get(type));
    if (!graph) continue;
    const put = putIn(document, graph, definitions);
    others[key] = put.graph;
    inputs.push(...put.inputs.map((match) => ({ ...match, other: joinedId(key, match.other) })));
  }
  const whole = joinGraphs(document, others);
  const checked = checkGraph(whole, definitions);
  const lanes = declared && declared.lanes.length > 0 ? declared.lanes : foundLanes(document, checked, definitions);
  return {
    declared: declared !== undefined && declared.lanes.length > 0, whole, checked, inputs,
    reference: declared?.reference ?? 0,
    lanes: distinct(lanes.map((lane): LaneView => {
      const pin = { node: joinedId(lane.graph, lane.node), port: lane.port };
      const node = titleOfStep(whole, pin.node, definitions);
      const graph = lane.graph === undefined ? undefined : others[lane.graph]?.title;
      const end = checked.resolve(pin.node, pin.port);
      return { lane, pin, end, kind: end && checked.types[`${end[0]}.${end[1]}`]?.kind, title: graph === undefined ? node : both(graph, node) };
    })),
  };
}

/** Whether the document holds other graphs that it is compared with. */
export function carriesGraphs(document: GraphDocument): boolean {
  return Object.keys(comparisonOf(document)?.graphs ?? {}).length > 0;
}

/**
 * Lanes that a document does not declare: what its viewers show, of those the largest number with the same kind and size, for only they can be laid over one another;
 * its result alone where no two are alike.
 */
export function foundLanes(document: GraphDocument, checked: Checked, definitions: Definitions): readonly Lane[] {
  const groups = new Map<string, Lane[]>();
  const taken = new Set<string>();
  for (const lane of shownIn(document, checked, definitions)) {
    const feed = checked.feeds.get(lane.node)!.values().next().value!.join('.');
    if (taken.has(feed)) continue;
    taken.add(feed);
    const known = checked.types[`${lane.node}.${lane.port}`];
    const name = `${known?.kind ?? ''} ${known?.width ?? ''}×${known?.height ?? ''}`;
    groups.set(name, [...groups.get(name) ?? [], lane]);
  }
  const largest = [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  const shown = [...groups.values()].flat();
  return largest.length < 2 ? [shown.find(({ node }) => node === 'result') ?? shown[0]].filter((lane) => lane !== undefined) : largest.slice(0, MOST_LANES);
}

/** The pictures that the viewers of a graph show, those that something comes into: the first output of each. */
export function shownIn(document: GraphDocument, { feeds }: Pick<Checked, 'feeds'>, definitions: Definitions): readonly Lane[] {
  return Object.entries(document.nodes).flatMap(([node, { type }]) => {
    const definition = definitions.get(type);
    const port = definition?.sink ? Object.entries(definition.outputs).find(([, { kind }]) => familyOf(kind) === 'pixels')?.[0] : undefined;
    return port === undefined || !feeds.get(node)?.size ? [] : [{ node, port }];
  });
}

/** What a step of the flat graph is called on its card. */
export function titleOfStep(document: GraphDocument, flat: string, definitions: Definitions): LocalText {
  const place = placeOfFlatId(document, flat);
  const node = place && openBody(document, place.scope).nodes[place.id];
  return node ? node.label ?? describeNode(node, document, definitions).title : flat;
}

/** "first · second" in both languages. */
export function both(first: LocalText, second: LocalText): LocalText {
  const of = (text: LocalText, language: 'en' | 'zh'): string => (typeof text === 'string' ? text : text[language]);
  return { en: `${of(first, 'en')} · ${of(second, 'en')}`, zh: `${of(first, 'zh')} · ${of(second, 'zh')}` };
}

/** Lanes of one name are told apart by their places. */
function distinct(lanes: readonly LaneView[]): readonly LaneView[] {
  const count = new Map<string, number>();
  for (const { title } of lanes) count.set(JSON.stringify(title), (count.get(JSON.stringify(title)) ?? 0) + 1);
  return lanes.map((lane) => ((count.get(JSON.stringify(lane.title)) ?? 0) > 1 ? { ...lane, title: both(lane.title, lane.pin.node) } : lane));
}
