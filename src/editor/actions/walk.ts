import { moveSelection, titleOf } from '../selection';
import type { Session } from '../session';
import type { Action } from './types';

type Direction = 'left' | 'right' | 'up' | 'down';

/** Selects the nearest card in a direction from the selected one; with nothing selected, the one at the top left. */
export function walk(session: Session, direction: Direction): void {
  const stage = session.stage.current;
  if (!stage) return;
  const boxes = stage.boxes();
  const from = [...session.get().selection].map((id) => boxes.get(id)).find((box) => box !== undefined);
  const centre = from && { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  let best: string | undefined;
  let bestCost = Infinity;
  for (const [id, box] of boxes) {
    const [dx, dy] = centre ? [box.x + box.width / 2 - centre.x, box.y + box.height / 2 - centre.y] : [box.x, box.y];
    const [ahead, aside] = direction === 'left' ? [-dx, dy] : direction === 'right' ? [dx, dy] : direction === 'up' ? [-dy, dx] : [dy, dx];
    if (centre && ahead <= 4) continue;
    const cost = centre ? ahead + Math.abs(aside) * 2 : box.x + box.y;
    if (cost < bestCost) {
      bestCost = cost;
      best = id;
    }
  }
  if (best === undefined) return;
  session.set({ selection: new Set([best]), selectedWire: undefined });
  session.announce(titleOf(session, best));
  void stage.reveal(best);
}

const nudge = (dx: number, dy: number) => (session: Session): void => moveSelection(session, dx, dy);
const some = (state: { readonly selection: ReadonlySet<string> }): boolean => state.selection.size > 0;

export const WALK_ACTIONS: readonly Action[] = [
  { id: 'walk.left', title: 'action.walkLeft', group: 'view', keys: ['ArrowLeft'], keysOnly: true, perform: (session) => walk(session, 'left') },
  { id: 'walk.right', title: 'action.walkRight', group: 'view', keys: ['ArrowRight'], keysOnly: true, perform: (session) => walk(session, 'right') },
  { id: 'walk.up', title: 'action.walkUp', group: 'view', keys: ['ArrowUp'], keysOnly: true, perform: (session) => walk(session, 'up') },
  { id: 'walk.down', title: 'action.walkDown', group: 'view', keys: ['ArrowDown'], keysOnly: true, perform: (session) => walk(session, 'down') },
  { id: 'nudge.left', title: 'action.nudgeLeft', group: 'edit', keys: ['shift+ArrowLeft'], keysOnly: true, when: some, perform: nudge(-8, 0) },
  { id: 'nudge.right', title: 'action.nudgeRight', group: 'edit', keys: ['shift+ArrowRight'], keysOnly: true, when: some, perform: nudge(8, 0) },
  { id: 'nudge.up', title: 'action.nudgeUp', group: 'edit', keys: ['shift+ArrowUp'], keysOnly: true, when: some, perform: nudge(0, -8) },
  { id: 'nudge.down', title: 'action.nudgeDown', group: 'edit', keys: ['shift+ArrowDown'], keysOnly: true, when: some, perform: nudge(0, 8) },
];
