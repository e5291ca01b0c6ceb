import type { BothLanguages, SweepResult } from '../define';
import type { StepReport } from '../engine-types';
import type { Value } from '../values';
import { pointPort, type SweepPlan } from './expand';

/** What the points gave, from the inputs of the step that gathers them. */
export function sweepResult({ axes, cells }: SweepPlan, inputs: Readonly<Record<string, Value>>, outputs: readonly string[]): SweepResult {
  return {
    axes: axes.map(({ name, title, unit, values, labels }) => ({ name, title, unit, values, labels })),
    points: cells.map(({ at }, index) => {
      const found = Object.fromEntries(outputs.flatMap((port) => { const value = inputs[pointPort(index, port)]; return value ? [[port, value]] : []; }));
      return { at, outputs: Object.keys(found).length === outputs.length ? found : undefined };
    }),
  };
}

/** Most points that are told of one by one. */
const TOLD = 3;

/** Sentences on the points that have no result: where, and what went wrong there at first. */
export function failedPoints({ axes, cells }: SweepPlan, states: ReadonlyMap<string, StepReport>, needsOf: (node: string) => readonly string[]): readonly BothLanguages[] {
  const failed = cells.filter(({ id }) => states.get(id)?.state === 'failed' || states.get(id)?.state === 'blocked');
  const sentences = failed.slice(0, TOLD).map(({ id, at }): BothLanguages => {
    const cause = firstCause(id, states, needsOf);
    const where = (language: 'en' | 'zh'): string => axes.map(({ title, labels }, axis) => `${title[language]} = ${labels[at[axis]!]![language]}`).join(language === 'en' ? ', ' : '，');
    return { en: `At ${where('en')} there is no result: ${cause?.en ?? ''}`, zh: `在 ${where('zh')} 处没有结果：${cause?.zh ?? ''}` };
  });
  const more = failed.length - sentences.length;
  return more > 0 ? [...sentences, { en: `${more} more of the ${cells.length} points have no result.`, zh: `另有 ${more} 个点（共 ${cells.length} 个）没有结果。` }] : sentences;
}

/** The sentence of the step that failed before others had to wait for it. */
function firstCause(id: string, states: ReadonlyMap<string, StepReport>, needsOf: (node: string) => readonly string[]): BothLanguages | undefined {
  const seen = new Set<string>();
  for (let open = [id]; open.length > 0;) {
    const next = open.shift()!;
    if (seen.has(next)) continue;
    seen.add(next);
    const report = states.get(next);
    if (report?.state === 'failed') return report.problems.find(({ severity }) => severity === 'error')?.message;
    open = [...open, ...needsOf(next)];
  }
  return undefined;
}
