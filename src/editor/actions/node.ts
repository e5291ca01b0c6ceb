import { enterMacro, foldSelection, unfoldSelection } from '../macros';
import { openBody } from '../scope';
import { pinSelection } from '../selection';
import type { SessionState } from '../state';
import { chosenNodes } from './edit';
import type { Action } from './types';

const chosenMacro = (state: SessionState): string | undefined => chosenNodes(state).find((id) => openBody(state.document, state.scope).nodes[id]?.type === 'macro');

export const NODE_ACTIONS: readonly Action[] = [
  {
    id: 'node.add', title: 'action.addNode', group: 'node', icon: 'plus', keys: ['Space', 'Tab'],
    perform: (session) => {
      const stage = session.stage.current;
      if (!stage) return;
      const view = stage.viewBox();
      const world = { x: view.x + view.width / 2, y: view.y + view.height / 3 };
      session.set({ palette: { world, client: stage.toClient(world) } });
    },
  },
  { id: 'node.fold', title: 'action.foldMacro', group: 'node', keys: ['mod+shift+m'], when: (state) => chosenNodes(state).length > 0, perform: foldSelection },
  { id: 'node.enter', title: 'action.openMacro', group: 'node', icon: 'enter', keys: ['mod+ArrowDown'], when: (state) => chosenMacro(state) !== undefined, perform: (session) => enterMacro(session, chosenMacro(session.get())) },
  { id: 'node.leave', title: 'action.leaveMacro', group: 'node', keys: ['mod+ArrowUp'], when: (state) => state.scope.length > 0, perform: (session) => session.set({ scope: session.get().scope.slice(0, -1), selection: new Set() }) },
  { id: 'node.unfold', title: 'action.unfoldMacro', group: 'node', keys: ['mod+shift+u'], when: (state) => chosenMacro(state) !== undefined, perform: (session) => unfoldSelection(session, chosenMacro(session.get())) },
  {
    id: 'node.view', title: 'action.pinOutputs', group: 'node', icon: 'pin', keys: ['Enter'], when: (state) => chosenNodes(state).length > 0,
    perform: pinSelection,
  },
  { id: 'node.inspect', title: 'action.inspect', group: 'node', keys: ['e', 'F2'], when: (state) => state.selection.size > 0, perform: () => document.querySelector<HTMLElement>('.inspector input, .inspector select, .inspector button')?.focus() },
  {
    id: 'edit.escape', title: 'action.escape', group: 'edit', keys: ['Escape'], keysOnly: true, inFields: true,
    perform: (session) => {
      const state = session.get();
      const stage = session.stage.current;
      if (state.dialog || state.palette) session.set({ dialog: undefined, palette: undefined });
      else if (state.wireInHand) stage?.flow.cancel();
      else if (state.tour !== undefined) session.set({ tour: undefined });
      else if (state.selection.size > 0 || state.selectedWire !== undefined) session.set({ selection: new Set(), selectedWire: undefined });
      else if (state.scope.length > 0) session.set({ scope: state.scope.slice(0, -1) });
      stage?.container.focus();
    },
  },
];
