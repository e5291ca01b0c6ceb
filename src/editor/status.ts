import type { Backend } from '../runtime/define';
import type { Problem } from '../runtime/engine-types';
import type { SessionState, StepView } from './state';

/** What a card says about its node. */
export interface NodeStatus {
  readonly state: 'idle' | 'dirty' | 'fresh' | 'cached' | 'running' | 'failed' | 'blocked' | 'cancelled' | 'invalid';
  readonly problem: Problem | undefined;
  readonly progress: number | undefined;
  readonly ms: number | undefined;
  readonly backend: string | undefined;
}

type Known = Pick<SessionState, 'checked' | 'steps' | 'dirty'>;

/** The state of a node by its id in the flattened graph; a macro node sums up what is inside it. */
export function nodeStatus(known: Known, flat: string, isMacro: boolean): NodeStatus {
  const mine = (id: string | undefined): boolean => id === flat || (isMacro && id !== undefined && id.startsWith(`${flat}/`));
  const fault = known.checked.problems.find((problem) => problem.severity === 'error' && mine(problem.node));
  const steps = isMacro ? Object.entries(known.steps).filter(([id]) => mine(id)).map(([, step]) => step) : [known.steps[flat]].filter((step) => step !== undefined);
  const dirty = isMacro ? Object.entries(known.dirty).some(([id, state]) => mine(id) && state === 'dirty') : known.dirty[flat] === 'dirty';
  const total = { ms: steps.length > 0 ? steps.reduce((sum, step) => sum + (step.report?.ms ?? 0), 0) : undefined, backend: steps.at(-1)?.report?.backend };
  const status = (state: NodeStatus['state'], problem?: Problem, progress?: number): NodeStatus => ({ state, problem, progress, ...total });
  const running = steps.find((step) => step.state === 'running');
  if (running) return status('running', undefined, running.progress);
  if (fault) return status('invalid', fault);
  if (steps.length === 0) return status('idle');
  const bad = worst(steps);
  if (bad) return status(bad.state === 'failed' ? 'failed' : bad.state === 'blocked' ? 'blocked' : 'cancelled', bad.report?.problems[0]);
  if (dirty) return status('dirty');
  const warning = steps.flatMap((step) => step.report?.problems ?? [])[0];
  return status(steps.every((step) => step.state === 'cached') ? 'cached' : 'fresh', warning);
}

function worst(steps: readonly StepView[]): StepView | undefined {
  return steps.find((step) => step.state === 'failed') ?? steps.find((step) => step.state === 'blocked') ?? steps.find((step) => step.state === 'cancelled');
}

export function sameStatus(a: NodeStatus, b: NodeStatus): boolean {
  return a.state === b.state && a.problem === b.problem && a.progress === b.progress && a.ms === b.ms && a.backend === b.backend;
}

/** The backends that are worth naming: plain code on the CPU goes without saying beside networks there. */
export function toldBackends(backends: readonly Backend[]): readonly Backend[] {
  return backends.includes('wasm') || backends.includes('native') ? backends.filter((backend) => backend !== 'typescript') : backends;
}

/** What computed the results at hand, each backend once, in one string: the same string as long as nothing changed. */
export function backendsOf({ steps }: Pick<SessionState, 'steps'>): string {
  return toldBackends([...new Set(Object.values(steps).flatMap((step) => step.report?.backend ?? []))]).toSorted().join(' ');
}

/** 0.4 ms, 12 ms, 1.3 s, 2 min: short enough for a card. */
export function shortTime(ms: number): string {
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
