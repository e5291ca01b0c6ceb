import { joinedId } from '../../graph/join';
import { carriedGraph, COMPARE, comparisonOf, MOST_LANES, setComparison, type Comparison, type Lane } from '../../graph/lanes';
import { isSafeName, safeName } from '../../graph/names';
import type { GraphDocument, LocalText } from '../../graph/types';
import { sentenceOf } from '../../runtime/errors';
import type { Session } from '../session';
import { stepName } from '../step-names';
import { carriesGraphs, comparedIn, type Compared } from './compared';
import { byNode, matchingOf, measureDivergence, titled } from './divergence';
import { laneLike, lanesOfNodes, portsOfLane } from './lane-choices';
import type { CompareState } from './state';
import { runPairs, type MetricsView, type PairsRequest } from './table/run';

/** The comparison of the page: what is compared, its edits, and the measuring of distances. */
export class Comparing {
  private known: { readonly parts: readonly unknown[]; readonly compared: Compared } | undefined;
  private measuring: AbortController | undefined;
  private pairs: AbortController | undefined;

  constructor(private readonly session: Session) {}

  /** What the document compares; the same object until the graph or its lanes change. */
  compared(document: GraphDocument = this.session.get().document): Compared {
    const parts = [document.nodes, document.links, document.macros, document[COMPARE]];
    if (!this.known || parts.some((part, i) => part !== this.known!.parts[i])) this.known = { parts, compared: comparedIn(document, this.session.definitions) };
    return this.known.compared;
  }

  /** What a run computes: with the panel open, the graphs of all lanes in one, so that they share what is equal. */
  documentToRun(): GraphDocument {
    const { document, compare } = this.session.get();
    return compare.open && carriesGraphs(document) ? this.compared(document).whole : document;
  }

  change(change: Partial<CompareState>): void {
    this.session.set({ compare: { ...this.session.get().compare, ...change } });
  }

  /** Opens the panel; two to four selected nodes become the lanes. */
  open(): void {
    const { session } = this;
    const { scope, selection, settings, document } = session.get();
    const chosen = scope.length > 0 ? [] : lanesOfNodes(document, [...selection], session.definitions);
    if (chosen.length >= 2) this.declare({ lanes: chosen.slice(0, MOST_LANES), reference: 0, graphs: comparisonOf(document)?.graphs ?? {} });
    this.change({ open: true });
    session.set({ settings: { ...settings, dockOpen: true } });
    session.announce(session.t('compare.opened', { count: this.compared().lanes.length }));
  }

  close(): void {
    this.change({ open: false });
  }

  /** The comparison as the document would hold it, found lanes included. */
  private declared(): Comparison {
    const { lanes, reference } = this.compared();
    return { lanes: lanes.map(({ lane }) => lane), reference, graphs: comparisonOf(this.session.get().document)?.graphs ?? {} };
  }

  private declare(comparison: Comparison, label: LocalText = stepName('step.lanes')): void {
    this.session.editDocument((document) => setComparison(document, comparison), { label });
  }

  addLane(lane: Lane): void {
    const now = this.declared();
    if (now.lanes.length < MOST_LANES) this.declare({ ...now, lanes: [...now.lanes, lane] }, stepName('step.laneAdd'));
  }

  /** Adds what another graph shows as a lane; the graph goes into the document. Returns false when it shows nothing that can be compared. */
  addGraph(graph: GraphDocument): boolean {
    const { definitions } = this.session;
    const now = this.declared();
    const raw = carriedGraph(graph);
    const key = safeName(isSafeName(graph.id) ? graph.id : 'graph', (candidate) => Object.hasOwn(now.graphs, candidate));
    const { lanes, reference, checked } = this.compared();
    const end = lanes[reference]?.end;
    const shown = laneLike(graph, end && checked.types[end.join('.')], definitions, lanes[reference]?.lane);
    if (!shown || now.lanes.length >= MOST_LANES) return false;
    this.declare({ ...now, lanes: [...now.lanes, { graph: key, node: shown.node, port: shown.port }], graphs: { ...now.graphs, [key]: raw } }, stepName('step.laneAdd'));
    return true;
  }

  removeLane(index: number): void {
    const now = this.declared();
    const lanes = now.lanes.filter((_lane, at) => at !== index);
    const reference = now.reference === index ? 0 : now.reference - Number(now.reference > index);
    this.declare({ ...now, lanes, reference }, stepName('step.laneRemove'));
    this.forgetSteps();
  }

  /** Shows another output of a lane's node. Lanes that showed the output of the same name go along, where their nodes have the new one too. */
  setPort(index: number, port: string): void {
    const compared = this.compared(), now = this.declared(), before = now.lanes[index]?.port;
    const has = (at: number): boolean => portsOfLane(compared, at, this.session.definitions).some((one) => one.port === port);
    this.declare({ ...now, lanes: now.lanes.map((lane, at) => (at === index || (lane.port === before && has(at)) ? { ...lane, port } : lane)) }, stepName('step.laneOutput'));
  }

  /** What steps of graphs that are no longer compared told, failures above all, is no longer so. */
  private forgetSteps(): void {
    const { steps, document } = this.session.get();
    const keys = Object.keys(comparisonOf(document)?.graphs ?? {});
    const gone = Object.keys(steps).filter((id) => !Object.hasOwn(document.nodes, id.split('/')[0]!) && id.includes('~') && !keys.some((key) => id.startsWith(joinedId(key, ''))));
    if (gone.length > 0) this.session.set({ steps: Object.fromEntries(Object.entries(steps).filter(([id]) => !gone.includes(id))) });
  }

  setReference(index: number): void {
    this.declare({ ...this.declared(), reference: index }, stepName('step.laneReference'));
  }

  /** The content keys of the last steps of two lanes, which follow from all before them, as one text: what a measurement is of. */
  keysOf(compared: Compared, lanes: readonly [number, number]): string {
    const { steps } = this.session.get();
    return lanes.map((index) => steps[compared.lanes[index]?.end?.[0] ?? '']?.report?.key ?? '').join(' ');
  }

  /** Measures how far the corresponding nodes of two lanes are apart; a newer measurement takes the place of a running one. A fault of the engine is told. */
  async measure(lanes: readonly [number, number]): Promise<void> {
    const { session } = this;
    this.measuring?.abort();
    const controller = new AbortController();
    this.measuring = controller;
    const compared = this.compared();
    const [a, b] = [compared.lanes[lanes[0]], compared.lanes[lanes[1]]];
    const keyOf = (flat: string): string | undefined => session.get().steps[flat]?.report?.key;
    const matching = a && b && matchingOf(compared, a, b, session.definitions, keyOf);
    if (!a || !b || !matching) {
      this.change({ measuring: undefined });
      return;
    }
    const of = this.keysOf(compared, lanes), total = matching.pairs.length;
    this.change({ measuring: { done: 0, total, of } });
    try {
      const rows = await measureDivergence(session.engine, matching, (nodes) => session.runner.run(nodes), controller.signal, (done) => {
        if (this.measuring === controller) this.change({ measuring: { done, total, of } });
      });
      if (controller.signal.aborted) return;
      this.change({
        measuring: undefined, painted: true,
        divergence: {
          lanes, titles: [a.title, b.title], rows: titled(rows, compared, session.definitions), onlyA: matching.onlyA, onlyB: matching.onlyB,
          nodes: byNode({ rows, ...matching }), ends: [a.end?.[0] ?? '', b.end?.[0] ?? ''], of,
        },
      });
      session.announce(session.t('compare.measured'));
    } catch (error) {
      if (controller.signal.aborted) return;
      this.change({ measuring: undefined });
      session.notify(sentenceOf(error), 'bad');
    }
  }

  stopMeasuring(): void {
    this.measuring?.abort();
    this.change({ measuring: undefined });
  }

  /** Computes the table of all lanes over a set of pairs; it goes on when the panel is closed. A newer one takes the place of a running one. */
  async runTable(request: PairsRequest): Promise<void> {
    const { session } = this;
    this.pairs?.abort();
    const controller = new AbortController();
    this.pairs = controller;
    const { document, settings } = session.get();
    const { lanes, reference } = this.compared();
    let view: MetricsView = { request, titles: lanes.map(({ title }) => title), reference, state: 'running', pairs: [], part: 0, made: lanes.map(() => ''), problem: undefined, of: document };
    const put = (change: Partial<MetricsView>): void => {
      if (this.pairs !== controller) return;
      view = { ...view, ...change };
      this.change({ table: view });
    };
    put({});
    const problem = await runPairs(session.engine, document, request, session.definitions, settings.backend, controller.signal, put);
    put({ state: problem ? 'failed' : controller.signal.aborted ? 'stopped' : 'done', problem, part: 0 });
    if (this.pairs === controller) session.announce(session.t(problem ? 'compare.table.failed' : 'compare.table.finished', { count: view.pairs.length }));
  }

  /** Stops after the step that is running; pairs that are done stay. */
  stopTable(): void {
    this.pairs?.abort();
  }

  /** Lets go of everything that belongs to a document that was closed. */
  forget(): void {
    this.measuring?.abort();
    this.pairs?.abort();
    this.pairs = undefined;
  }
}
