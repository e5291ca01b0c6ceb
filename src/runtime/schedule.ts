import type { Step } from './plan';

export interface Taker {
  /** Whether a heavy step whose inputs are there can be computed in a helper thread now. */
  mayMove(step: Step): boolean;
  /** Takes a step to its end, in a helper thread when `moved`. */
  take(step: Step, moved: boolean): Promise<void>;
}

/**
 * Takes every step once, inputs first. Heavy steps begin in helper threads as soon as what they need is there and a thread is free; all others follow one
 * another here, in the order given. Two heavy steps of one content key do not begin together: the second finds the result of the first.
 */
export async function takeAll(steps: readonly Step[], heavy: ReadonlySet<Step>, taker: Taker): Promise<void> {
  const left = [...steps];
  const toMove = new Set(heavy);
  const done = new Set<string>();
  const moving = new Map<string, Promise<void>>();
  const ready = (step: Step): boolean => step.needs.every((from) => done.has(from));

  const move = (step: Step): void => {
    toMove.delete(step);
    left.splice(left.indexOf(step), 1);
    const taken = taker.take(step, true).finally(() => {
      done.add(step.node);
      moving.delete(step.key);
    });
    // Whoever waits for it next hears of an error; until then it is not an unheard one.
    taken.catch(() => undefined);
    moving.set(step.key, taken);
  };

  while (left.length > 0) {
    for (const step of toMove) if (ready(step) && !moving.has(step.key) && taker.mayMove(step)) move(step);
    let next = left.findIndex((step) => !toMove.has(step) && ready(step));
    if (next < 0 && moving.size > 0) {
      await Promise.race(moving.values());
      continue;
    }
    // Heavy steps that cannot move are taken here. Of nodes that wait for one another none is ever ready: they carry their error.
    if (next < 0) next = Math.max(0, left.findIndex(ready));
    const [step] = left.splice(next, 1);
    if (!step) continue;
    toMove.delete(step);
    await taker.take(step, false);
    done.add(step.node);
  }
  await Promise.all(moving.values());
}

/** Most visits spent on the order of steps; above it the order stays as it is. */
const MOST_VISITS = 200_000;

/** The steps, inputs first as they were, but so that the result that needs the fewest of them is there the soonest. */
export function soonestFirst(steps: readonly Step[], results: ReadonlySet<string>): readonly Step[] {
  const wanted = steps.filter(({ node }) => results.has(node));
  if (wanted.length < 2 || wanted.length * steps.length > MOST_VISITS) return steps;
  const byNode = new Map(steps.map((step) => [step.node, step]));
  const place = new Map(steps.map((step, index) => [step.node, index]));
  const behind = (step: Step): readonly Step[] => {
    const found = new Set<Step>([step]);
    for (const { needs } of found) for (const from of needs) { const before = byNode.get(from); if (before) found.add(before); }
    return [...found].sort((a, b) => place.get(a.node)! - place.get(b.node)!);
  };
  const chains = wanted.map(behind).sort((a, b) => a.length - b.length);
  return [...new Set([...chains.flat(), ...steps])];
}
