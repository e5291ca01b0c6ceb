import type { Step } from './plan';

export interface Taker {
  /** Whether a heavy step whose inputs are there can be computed in a helper thread now. */
  mayMove(step: Step): boolean;
  /** Takes a step to its end, in a helper thread when `moved`. */
  take(step: Step, moved: boolean): Promise<void>;
}

/**
 * Takes every step once, inputs first. Heavy steps begin in helper threads as soon as what they need is there and a thread is free; all others follow one
 * another here, in the order given. Those of `first` have both to themselves: any other step begins when they are done, or a heavy one when all here wait for
 * helpers. Two heavy steps of one content key do not begin together: the second finds the result of the first.
 */
export async function takeAll(steps: readonly Step[], first: ReadonlySet<Step>, heavy: ReadonlySet<Step>, taker: Taker): Promise<void> {
  const left = [...steps];
  const toMove = new Set(heavy);
  const before = new Set(first);
  const done = new Set<string>();
  const moving = new Map<string, Promise<void>>();
  const ready = (step: Step): boolean => step.needs.every((from) => done.has(from));
  const due = (step: Step): boolean => ready(step) && (before.size === 0 || before.has(step));
  const end = (step: Step): void => {
    done.add(step.node);
    before.delete(step);
  };

  const move = (may: (step: Step) => boolean): void => {
    for (const step of toMove) {
      if (!may(step) || moving.has(step.key) || !taker.mayMove(step)) continue;
      toMove.delete(step);
      left.splice(left.indexOf(step), 1);
      const taken = taker.take(step, true).finally(() => {
        end(step);
        moving.delete(step.key);
      });
      // Whoever waits for it next hears of an error; until then it is not an unheard one.
      taken.catch(() => undefined);
      moving.set(step.key, taken);
    }
  };

  while (left.length > 0) {
    move(due);
    let next = left.findIndex((step) => !toMove.has(step) && due(step));
    if (next < 0) move(ready);
    if (next < 0 && moving.size > 0) {
      await Promise.race(moving.values());
      continue;
    }
    // Heavy steps that cannot move are taken here. Of nodes that wait for one another none is ever ready: they carry their error.
    if (next < 0) next = Math.max(0, left.findIndex(due));
    const [step] = left.splice(next, 1);
    if (!step) continue;
    toMove.delete(step);
    await taker.take(step, false);
    end(step);
  }
  await Promise.all(moving.values());
}

/** Most visits spent on the order of steps; above it the order stays as it is. */
const MOST_VISITS = 200_000;

/** The steps, inputs first as they were, but so that the result that needs the fewest of them is there the soonest; `first` are those it needs. */
export function soonestFirst(steps: readonly Step[], results: ReadonlySet<string>): { readonly order: readonly Step[]; readonly first: ReadonlySet<Step> } {
  const wanted = steps.filter(({ node }) => results.has(node));
  if (wanted.length < 2 || wanted.length * steps.length > MOST_VISITS) return { order: steps, first: new Set(steps) };
  const byNode = new Map(steps.map((step) => [step.node, step]));
  const place = new Map(steps.map((step, index) => [step.node, index]));
  const behind = (step: Step): readonly Step[] => {
    const found = new Set<Step>([step]);
    for (const { needs } of found) for (const from of needs) { const before = byNode.get(from); if (before) found.add(before); }
    return [...found].sort((a, b) => place.get(a.node)! - place.get(b.node)!);
  };
  const chains = wanted.map(behind).sort((a, b) => a.length - b.length);
  return { order: [...new Set([...chains.flat(), ...steps])], first: new Set(chains[0]) };
}
