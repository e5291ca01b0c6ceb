import { joinedId } from '../../graph/join';
import type { Endpoint, LocalText } from '../../graph/types';
import type { Engine } from '../../runtime/engine-types';
import type { Divergence } from '../../runtime/look-types';
import type { Definitions } from '../../runtime/ports';
import { readable } from '../viewers/readable';
import { titleOfStep, type Compared, type LaneView } from './compared';
import { matchLanes, type Matching, type NodePair } from './match';

/** The largest distance the colours show: that of unrelated values. */
export const UNRELATED = Math.SQRT2;

/** Two corresponding nodes and how far each pair of outputs is apart; `worst` is the largest that could be measured. */
export interface DivergenceRow {
  readonly pair: NodePair;
  readonly titles: readonly [LocalText, LocalText];
  readonly ports: readonly { readonly a: Endpoint; readonly b: Endpoint; readonly found: Divergence }[];
  readonly worst: number | undefined;
}

export interface DivergenceView {
  /** Indices of the two lanes, the reference first. */
  readonly lanes: readonly [number, number];
  readonly titles: readonly [LocalText, LocalText];
  readonly rows: readonly DivergenceRow[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** The distance of every node of both lanes, for the canvas. */
  readonly nodes: ReadonlyMap<string, NodeDivergence>;
  /** The last step of each lane, and the content keys of both as one text: when they change, the distances are out of date. */
  readonly ends: readonly [string, string];
  readonly of: string;
}

/** What the matching needs of the last run: content keys of steps. */
export type KeyOf = (flat: string) => string | undefined;

/** The nodes of two lanes that correspond. */
export function matchingOf(compared: Compared, a: LaneView, b: LaneView, definitions: Definitions, keyOf: KeyOf): Matching | undefined {
  if (!a.end || !b.end) return undefined;
  const prefixes = [a, b].map(({ lane }) => joinedId(lane.graph, ''));
  const bare = (flat: string): string => { const prefix = prefixes.find((one) => one !== '' && flat.startsWith(one)); return prefix === undefined ? flat : flat.slice(prefix.length); };
  const equal = (x: string, y: string): boolean => keyOf(x) !== undefined && keyOf(x) === keyOf(y);
  return matchLanes(compared.checked, definitions, [a.end, b.end], equal, a.lane.graph === b.lane.graph ? undefined : bare);
}

/** Measures every corresponding pair of outputs where the tensors are. `fetchAll` is asked once to bring back results that left the cache. */
export async function measureDivergence(engine: Pick<Engine, 'look'>, matching: Matching, fetchAll: (nodes: readonly string[]) => Promise<void>, signal: AbortSignal, told: (done: number, total: number) => void): Promise<readonly Omit<DivergenceRow, 'titles'>[]> {
  let fetching: Promise<void> | undefined;
  const look = async (a: Endpoint, b: Endpoint): Promise<Divergence> => {
    const ask = async (): Promise<Divergence> => await engine.look(a[0], a[1], 'divergence', { other: { node: b[0], port: b[1] } }) ?? { comparable: false, why: 'no-result', own: '', other: '' };
    const found = await ask();
    if (found.comparable || found.why !== 'no-result' || signal.aborted) return found;
    fetching ??= fetchAll([...new Set(matching.pairs.flatMap((pair) => (pair.how === 'shared' ? [] : [pair.a, pair.b])))]);
    await fetching;
    return ask();
  };
  const rows: Omit<DivergenceRow, 'titles'>[] = [];
  for (const [index, pair] of matching.pairs.entries()) {
    if (signal.aborted) break;
    told(index, matching.pairs.length);
    // One step, or two that are equal by their content, have one result: there is nothing to measure.
    const ports = pair.how === 'shared' ? [] : await Promise.all(pair.ports.map(async ([portA, portB]) => {
      const a = [pair.a, portA] as const, b = [pair.b, portB] as const;
      return { a, b, found: await look(a, b) };
    }));
    const measured = ports.flatMap(({ found }) => (found.comparable ? [found.relativeL2] : []));
    rows.push({ pair, ports, worst: pair.how === 'shared' ? 0 : measured.length > 0 ? Math.max(...measured) : undefined });
  }
  return rows;
}

/** The distance of each node of the flat graph, for the canvas: a number, 'incomparable', or 'alone' where the other lane has nothing like it. */
export type NodeDivergence = number | 'incomparable' | 'alone';

export function byNode({ rows, onlyA, onlyB }: { readonly rows: readonly Pick<DivergenceRow, 'pair' | 'worst'>[]; readonly onlyA: readonly string[]; readonly onlyB: readonly string[] }): ReadonlyMap<string, NodeDivergence> {
  // The ends are compared whatever else they correspond to; what a node was found to correspond to first holds.
  return new Map<string, NodeDivergence>([
    ...[...onlyA, ...onlyB].map((id): [string, NodeDivergence] => [id, 'alone']),
    ...rows.flatMap(({ pair, worst }) => [[pair.a, worst ?? 'incomparable'], [pair.b, worst ?? 'incomparable']] as [string, NodeDivergence][]).reverse(),
  ]);
}

/** Where two lanes part: the first pair above the threshold, and the first whose values cannot be compared, if that comes before it. */
export function partingOf(rows: readonly DivergenceRow[], threshold: number): { readonly first: DivergenceRow | undefined; readonly unlike: DivergenceRow | undefined; readonly equal: readonly DivergenceRow[] } {
  const at = rows.findIndex(({ worst }) => worst !== undefined && worst > threshold);
  const unlikeAt = rows.findIndex(({ worst, ports }) => worst === undefined && ports.some(({ found }) => !found.comparable && (found.why === 'shapes' || found.why === 'kinds')));
  const before = rows.slice(0, at < 0 ? rows.length : at);
  return { first: rows[at], unlike: unlikeAt >= 0 && (at < 0 || unlikeAt < at) ? rows[unlikeAt] : undefined, equal: before.filter(({ worst }) => worst !== undefined && worst <= threshold) };
}

/** "Encoder", or "Aad fuse / Face encoder" where the two are called differently. */
export function rowTitle({ titles: [a, b] }: Pick<DivergenceRow, 'titles'>, of: (text: LocalText) => string): string {
  return of(a) === of(b) ? of(a) : `${of(a)} / ${of(b)}`;
}

export function titled(rows: readonly Omit<DivergenceRow, 'titles'>[], compared: Compared, definitions: Definitions): readonly DivergenceRow[] {
  return rows.map((row) => ({ ...row, titles: [titleOfStep(compared.whole, row.pair.a, definitions), titleOfStep(compared.whole, row.pair.b, definitions)] }));
}

/** "0", "0.0012", "0.43". */
export function distanceWords(distance: number): string {
  return distance === 0 ? '0' : distance < 0.0005 ? '<\u202f0.001' : readable(Number(distance.toPrecision(2)));
}
