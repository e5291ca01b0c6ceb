import type { RunReport, StepReport } from '../runtime/engine-types';

/** What a run is told as that was computed in two parts: the time of both, and what the second part took from the first as the first made it. */
export function joinedReport(first: RunReport, second: RunReport): RunReport {
  return { ...second, ms: first.ms + second.ms, readbacks: first.readbacks + second.readbacks, steps: second.steps.map((step) => asMade(first, step)) };
}

/** A step of the second part, or the same result as the first part told it. */
export function asMade(first: RunReport | undefined, step: StepReport): StepReport {
  if (step.state !== 'cached') return step;
  return first?.steps.find(({ node, key, state }) => node === step.node && key === step.key && state === 'ran') ?? step;
}
