import type { Problem, RunEvent, StepReport } from '../engine-types';
import { renamed, type Expanded } from './expand';

/** Most remarks of its points that a sweep repeats. */
const MOST_REMARKS = 3;

/**
 * What the outside hears of a run with sweeps: the nodes of the document and nothing of their copies. While points are computed the sweep is running, its
 * progress the share of the points that are done; at the end it has their time and their remarks.
 */
export function foldSweeps({ sweeps, copies }: Expanded, emit: (event: RunEvent) => void): { readonly emit: (event: RunEvent) => void; readonly fold: (reports: readonly StepReport[]) => readonly StepReport[] } {
  if (sweeps.size === 0) return { emit, fold: (reports) => reports };
  const done = new Map<string, Set<string>>();
  const started = new Set<string>();
  const points = new Map([...sweeps].flatMap(([sweep, { cells }]) => cells.map(({ id }) => [id, sweep] as const)));

  const start = (sweep: string, runId: string): void => {
    if (started.has(sweep)) return;
    started.add(sweep);
    emit({ kind: 'step-started', runId, node: sweep });
  };
  return {
    emit(event) {
      const node = event.kind === 'step-done' ? event.step.node : event.kind === 'done' ? '' : event.node;
      const copy = copies.get(node);
      if (!copy) {
        if (event.kind === 'step-done') emit({ ...event, step: { ...event.step, problems: event.step.problems.map(renamed) } });
        else if (event.kind !== 'step-started' || !started.has(node)) emit(event);
        return;
      }
      const { sweep } = copy;
      if (event.kind === 'step-started') start(sweep, event.runId);
      if (event.kind !== 'step-done' || !points.has(node) || event.step.state === 'cancelled') return;
      start(sweep, event.runId);
      const finished = done.get(sweep) ?? new Set<string>();
      done.set(sweep, finished.add(node));
      emit({ kind: 'step-progress', runId: event.runId, node: sweep, fraction: finished.size / sweeps.get(sweep)!.cells.length });
    },
    fold(reports) {
      const parts = new Map<string, StepReport[]>();
      for (const report of reports) {
        const sweep = copies.get(report.node)?.sweep;
        if (sweep !== undefined) parts.set(sweep, [...parts.get(sweep) ?? [], report]);
      }
      return reports.filter(({ node }) => !copies.has(node)).map((report) => {
        const own = parts.get(report.node);
        if (!own) return report;
        const ms = own.reduce((sum, part) => sum + part.ms, report.ms);
        return { ...report, ms, problems: [...report.problems.map(renamed), ...remarksOf(own, report.node)] };
      });
    },
  };
}

/** What points remark, each sentence once, said of the sweep. */
function remarksOf(parts: readonly StepReport[], sweep: string): readonly Problem[] {
  const warnings = parts.flatMap(({ problems }) => problems).filter(({ severity }) => severity === 'warning').map(renamed);
  return [...new Map(warnings.map((problem) => [problem.message.en, problem])).values()].slice(0, MOST_REMARKS).map(({ code, message, severity }) => ({ severity, code, message, node: sweep }));
}
