import { upstreamOf } from '../../../graph/order';
import type { GraphDocument, LocalText } from '../../../graph/types';
import type { BothLanguages } from '../../../runtime/define';
import type { Engine, RunRequest } from '../../../runtime/engine-types';
import { sentenceOf } from '../../../runtime/errors';
import type { Definitions } from '../../../runtime/ports';
import { measureGraph, METRICS, withPhotos, withSeeds, type Metric, type Roles } from './measure-graph';
import type { Photo, PhotoPair } from './photo-pairs';

/** Pairs are numbered from 0; drawn pair k has the seeds first + 2k for the source and first + 2k + 1 for the target. */
export interface PairsRequest {
  readonly pairs: number;
  readonly firstSeed: number;
  readonly roles: Roles;
  /** Photographs instead of drawn faces, as many pairs as there are; then the seed is that of the intervals alone. */
  readonly photos?: readonly PhotoPair[];
}

export interface LaneNumbers { readonly values: Readonly<Partial<Record<Metric, number>>>; readonly problem: BothLanguages | undefined }
export interface PairNumbers { /** Seeds, or names of files. */ readonly of: readonly [source: number | string, target: number | string]; readonly ms: number; readonly lanes: readonly LaneNumbers[] }

/** The table as far as it is. */
export interface MetricsView {
  readonly request: PairsRequest;
  readonly titles: readonly LocalText[];
  readonly reference: number;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly pairs: readonly PairNumbers[];
  /** Share of the running pair that is done, 0..1. */
  readonly part: number;
  /** Backends and networks that made each lane, in words. */
  readonly made: readonly string[];
  readonly problem: BothLanguages | undefined;
  /** The graph it was started on. */
  readonly of: GraphDocument;
}

export function seedsOfPair({ firstSeed }: Pick<PairsRequest, 'firstSeed'>, pair: number): readonly [number, number] {
  // Seeds are 32-bit; a set that would run over begins again at 0.
  return [(firstSeed + 2 * pair) % 2 ** 32, (firstSeed + 2 * pair + 1) % 2 ** 32];
}

interface Told { readonly pairs?: readonly PairNumbers[]; readonly part?: number; readonly made?: readonly string[] }

/**
 * Computes every lane on every pair, aside, so that what is shown stays and the user can go on. A lane that fails on a pair says why, the others go on.
 * @returns a sentence where the graph cannot be measured at all
 */
export async function runPairs(engine: Pick<Engine, 'run' | 'cancel' | 'value' | 'putAsset'>, document: GraphDocument, request: PairsRequest, definitions: Definitions, backend: RunRequest['backend'], signal: AbortSignal, told: (news: Told) => void): Promise<BothLanguages | undefined> {
  const pairs: PairNumbers[] = [];
  const stored = new Map<Photo, string>();
  const store = async (photo: Photo): Promise<string> => {
    const known = stored.get(photo) ?? await engine.putAsset(new Uint8Array(await photo.arrayBuffer()), photo.type || 'application/octet-stream');
    stored.set(photo, known);
    return known;
  };
  for (let pair = 0; pair < request.pairs && !signal.aborted; pair++) {
    const seeds = seedsOfPair(request, pair), photos = request.photos?.[pair];
    const runId = `pair-${pair}-${Math.round(performance.now())}`;
    const stop = (): void => { void engine.cancel(runId); };
    signal.addEventListener('abort', stop);
    try {
      const start = performance.now();
      const given = photos ? withPhotos(document, request.roles, [await store(photos.source), await store(photos.target)]) : withSeeds(document, request.roles, seeds);
      const graph = measureGraph(given, request.roles, definitions);
      if ('problem' in graph) return graph.problem;
      let done = 0;
      const report = await engine.run({ runId, document: graph.document, targets: graph.targets, aside: true, ...(backend ? { backend } : {}) }, (event) => {
        if (event.kind === 'step-done') told({ part: ++done / Object.keys(graph.document.nodes).length });
      });
      if (report.state === 'cancelled' || signal.aborted) return undefined;
      if (report.steps.length === 0) return report.problems[0]?.message;
      const lanes: LaneNumbers[] = [];
      for (const [index, places] of graph.places.entries()) {
        const values: Partial<Record<Metric, number>> = {};
        for (const { name } of METRICS) {
          const place = places[name], value = place && await engine.value(...place);
          if (value?.kind === 'number') values[name] = value.value;
        }
        const mine = new Set([...Object.values(places).map(([node]) => node), graph.ends[index]!]);
        const failed = report.steps.find(({ node, state }) => mine.has(node) && (state === 'failed' || state === 'blocked'));
        // What waits for another says only that; the reason is told by what failed, such as a photograph without a face.
        const reason = failed?.state === 'blocked' ? report.steps.find(({ node, state }) => state === 'failed' && upstreamOf(graph.document, [failed.node]).has(node)) ?? failed : failed;
        lanes.push({ values, problem: reason?.problems[0]?.message });
      }
      pairs.push({ of: photos ? [photos.source.name, photos.target.name] : seeds, ms: performance.now() - start, lanes });
      const made = graph.ends.map((end) => {
        const provenance = report.steps.find(({ node }) => node === end)?.provenance;
        return provenance ? [provenance.backends.join(' + '), ...provenance.weights.map(({ name, sha256 }) => `${name} ${sha256.slice(0, 10)}`)].join(', ') : '';
      });
      told({ pairs: [...pairs], part: 0, made });
    } catch (error) {
      return signal.aborted ? undefined : sentenceOf(error);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
  return undefined;
}
