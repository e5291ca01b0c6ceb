import { COMPARE } from '../graph/lanes';
import { downstreamOf } from '../graph/order';
import type { RunEvent, RunReport } from '../runtime/engine-types';
import { carriesGraphs } from './compare/compared';
import { asMade, joinedReport } from './run-parts';
import type { Session } from './session';
import type { StepView, Thumbnail } from './state';

/** Sides of a card's picture; viewers ask for larger ones. */
const THUMBNAIL_PX = 224;
const SETTLE_MS = 350;
const CHECK_MS = 80;

/** Runs the document on the engine and keeps the session's steps, pictures and reasons up to date. One run at a time; a newer one takes its place. */
export class Runner {
  private readonly wanted = new Map<string, { readonly node: string; readonly port: string; users: number }>();
  private settle: ReturnType<typeof setTimeout> | undefined;
  private checking: ReturnType<typeof setTimeout> | undefined;
  private current: { readonly runId: string; readonly done: Promise<unknown> } | undefined;
  private runs = 0;
  /** How often a run or a stop was asked for: a newer wish ends an older one between its parts. */
  private asked = 0;
  /** What the first part of a run said whose second part is running. */
  private firstPart: RunReport | undefined;
  private stop: (() => void) | undefined;

  constructor(private readonly session: Session) {}

  /** Watches the document: what is out of date after a change and, where the user wants it, a new run when the hand rests. */
  watch(): void {
    let seen = this.session.get();
    this.stop = this.session.store.subscribe((state) => {
      const before = seen;
      seen = state;
      if (state.checked !== before.checked) {
        this.forgetFailures();
        this.scheduleCheck();
        if (state.settings.autoRun) this.scheduleRun();
      }
      if (state.settings.autoRun && !before.settings.autoRun) this.scheduleRun();
      if (state.settings.autoRun && carriesGraphs(state.document) && (state.compare.open !== before.compare.open || state.document[COMPARE] !== before.document[COMPARE])) this.scheduleRun();
    });
    this.scheduleCheck();
  }

  dispose(): void {
    this.stop?.();
    clearTimeout(this.settle);
    clearTimeout(this.checking);
  }

  /** Computes the given nodes (flat ids), or everything that is shown or written. A newer wish takes the place of an older one, which then ends early. */
  async run(targets?: readonly string[]): Promise<void> {
    clearTimeout(this.settle);
    const asked = ++this.asked;
    await this.endCurrent();
    if (this.asked !== asked) return;
    this.firstPart = undefined;
    // A sweep takes many times as long as all else, which is shown before it begins.
    const early = targets ? undefined : this.withoutSweeps();
    if (early) {
      const first = await this.runOnce(early);
      if (this.asked !== asked || !first || first.state === 'cancelled') return;
      this.firstPart = first;
    }
    await this.runOnce(targets);
  }

  /** The report, or undefined where the engine stopped. */
  private async runOnce(targets: readonly string[] | undefined): Promise<RunReport | undefined> {
    const runId = `run-${++this.runs}`;
    const done = this.perform(runId, targets);
    this.current = { runId, done };
    const report = await done;
    this.current = undefined;
    return report;
  }

  /** What is shown or written apart from sweeps and what follows them; undefined where there are none, or nothing else. */
  private withoutSweeps(): readonly string[] | undefined {
    const { definitions } = this.session, { flat } = this.session.get().checked;
    const sweeps = Object.keys(flat.nodes).filter((id) => definitions.get(flat.nodes[id]!.type)?.sweep);
    if (sweeps.length === 0) return undefined;
    const late = downstreamOf(flat, sweeps);
    const early = Object.keys(flat.nodes).filter((id) => definitions.get(flat.nodes[id]!.type)?.sink && !late.has(id));
    return early.length > 0 ? early : undefined;
  }

  /** Stops between two steps and waits until the run has ended. */
  async cancel(): Promise<void> {
    this.asked++;
    await this.endCurrent();
  }

  private async endCurrent(): Promise<void> {
    const { current } = this;
    if (!current) return;
    await this.session.engine.cancel(current.runId);
    await current.done;
  }

  /** Asks for a node's picture on its card for as long as the card is in the page. */
  wantThumbnail(node: string, port: string): () => void {
    const key = `${node}.${port}`;
    const entry = this.wanted.get(key) ?? { node, port, users: 0 };
    entry.users++;
    this.wanted.set(key, entry);
    if (!this.session.get().thumbnails[key] && this.session.get().run.state !== 'idle') void this.fetchThumbnail(node, port, `late:${this.runs}`);
    return () => {
      entry.users--;
      if (entry.users === 0) this.wanted.delete(key);
    };
  }

  private async perform(runId: string, targets: readonly string[] | undefined): Promise<RunReport | undefined> {
    let report: RunReport | undefined;
    const { session } = this;
    const { settings } = session.get();
    const document = session.comparing.documentToRun();
    session.set({ run: { state: 'running', runId, startedAtMs: performance.now() } });
    session.announce(session.t('run.started'));
    try {
      report = await session.engine.run({ runId, document, backend: settings.backend, ...(targets ? { targets } : {}) }, (event) => this.note(event));
      this.finish(this.firstPart ? joinedReport(this.firstPart, report) : report);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      session.set({ run: { state: 'failed', runId, fault: words }, steps: withoutRunning(session.get().steps) });
      session.announce(session.t('run.failed'));
      session.notify({ en: `The engine stopped: ${words} It was started anew; run again.`, zh: `引擎已停止：${words} 引擎已重新启动，请再次运行。` }, 'bad');
    }
    this.scheduleCheck();
    return report;
  }

  private note(event: RunEvent): void {
    const { session } = this;
    if (event.runId !== session.get().run.runId) return;
    const put = (node: string, step: StepView): void => session.set({ steps: { ...session.get().steps, [node]: step } });
    if (event.kind === 'step-started') put(event.node, { state: 'running' });
    else if (event.kind === 'step-progress') put(event.node, { state: 'running', progress: event.fraction });
    else if (event.kind === 'step-done') {
      const report = asMade(this.firstPart, event.step), { node, state, key } = report;
      put(node, { state, report });
      // The first picture is shown when it is there, not when the last is.
      if (state === 'ran') for (const wish of this.wanted.values()) if (wish.node === node) void this.fetchThumbnail(node, wish.port, key);
    }
  }

  private finish(report: RunReport): void {
    const { session } = this;
    const steps = { ...withoutRunning(session.get().steps) };
    const fresh: Record<string, 'fresh'> = {};
    for (const step of report.steps) {
      steps[step.node] = { state: step.state, report: step };
      if (step.state === 'ran' || step.state === 'cached') fresh[step.node] = 'fresh';
    }
    session.set({ run: { state: report.state, runId: report.runId, report }, steps, dirty: { ...session.get().dirty, ...fresh } });
    session.announce(session.t(report.state === 'done' ? 'run.done' : report.state === 'cancelled' ? 'run.cancelled' : 'run.failed'));
    if (report.steps.some((step) => step.problems.some((problem) => problem.code === 'pack-missing'))) this.offerPack();
    for (const { node, port } of this.wanted.values()) void this.fetchThumbnail(node, port, steps[node]?.report?.key ?? report.runId);
  }

  private offerPack(): void {
    const { session } = this;
    session.notify({ en: 'Finding faces in photographs needs a model that is not on this machine yet.', zh: '检测照片中的人脸需要本机尚无的模型。' }, 'info', {
      label: { en: session.t('pack.get'), zh: session.t('pack.get') },
      perform: () => session.set({ dialog: { name: 'pack' } }),
    });
  }

  private async fetchThumbnail(node: string, port: string, key: string): Promise<void> {
    const name = `${node}.${port}`;
    if (this.session.get().thumbnails[name]?.key === key) return;
    const preview = await this.session.engine.preview(node, port, THUMBNAIL_PX).catch(() => undefined);
    if (preview?.kind !== 'picture') return;
    const thumbnail: Thumbnail = { key, width: preview.width, height: preview.height, rgba: preview.rgba, fullWidth: preview.fullWidth, fullHeight: preview.fullHeight };
    this.session.set({ thumbnails: { ...this.session.get().thumbnails, [name]: thumbnail } });
  }

  /** A failure is told until something is changed: after that it may no longer be true. */
  private forgetFailures(): void {
    const { steps, run } = this.session.get();
    if (run.state === 'running') return;
    const kept = Object.entries(steps).filter(([, step]) => step.state === 'ran' || step.state === 'cached');
    if (kept.length < Object.keys(steps).length) this.session.set({ steps: Object.fromEntries(kept) });
  }

  private scheduleRun(): void {
    clearTimeout(this.settle);
    this.settle = setTimeout(() => {
      if (Object.keys(this.session.get().document.nodes).length > 0) void this.run();
    }, SETTLE_MS);
  }

  private scheduleCheck(): void {
    clearTimeout(this.checking);
    this.checking = setTimeout(() => {
      const { document } = this.session.get();
      void this.session.engine.check(document).then(({ dirty }) => {
        if (this.session.get().document.nodes === document.nodes) this.session.set({ dirty });
      }).catch(() => undefined);
    }, CHECK_MS);
  }
}

function withoutRunning(steps: Readonly<Record<string, StepView>>): Record<string, StepView> {
  return Object.fromEntries(Object.entries(steps).filter(([, step]) => step.state !== 'running'));
}
