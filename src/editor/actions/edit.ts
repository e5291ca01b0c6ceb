import { removeNodes, setBypass } from '../../graph/edit';
import { disconnect } from '../../graph/edit-links';
import { addFrame, addNote, removeFramesAndNotes, setNodeView } from '../../graph/edit-view';
import { labels } from '../../graph/history';
import type { GraphBody } from '../../graph/types';
import { align, distribute } from '../canvas/align';
import { boundsOf, overlaps, snap } from '../canvas/layout';
import { copySelection, duplicateSelection, pasteFromClipboard } from '../documents/clipboard';
import { splitWireKey } from '../link';
import { openBody } from '../scope';
import type { Session } from '../session';
import type { SessionState } from '../state';
import { disconnectName, stepName, subject } from '../step-names';
import type { Action } from './types';

const body = (state: SessionState): GraphBody => openBody(state.document, state.scope);
export const chosenNodes = (state: SessionState): readonly string[] => [...state.selection].filter((id) => Object.hasOwn(body(state).nodes, id));
const hasNodes = (state: SessionState): boolean => chosenNodes(state).length > 0;
const several = (state: SessionState): boolean => chosenNodes(state).length > 1;

function removeSelection(session: Session): void {
  const { selection, selectedWire } = session.get();
  if (selectedWire !== undefined) {
    const to = splitWireKey(selectedWire);
    session.edit((open) => disconnect(open, to), { label: disconnectName(session, to) });
    return;
  }
  session.edit((open) => removeFramesAndNotes(removeNodes(open, selection).document, selection), { label: stepName('step.delete', { what: subject(session, selection) }) });
}

function frameSelection(session: Session): void {
  const stage = session.stage.current;
  if (!stage) return;
  const boxes = stage.boxes();
  const chosen = boundsOf(chosenNodes(session.get()).flatMap((id) => boxes.get(id) ?? []));
  const view = stage.viewBox();
  const around = chosen ? { x: chosen.x - 24, y: chosen.y - 56, width: chosen.width + 48, height: chosen.height + 80 } : { x: view.x + view.width / 2 - 160, y: view.y + view.height / 2 - 100, width: 320, height: 200 };
  const box = { x: snap(around.x), y: snap(around.y), width: snap(around.width), height: snap(around.height) };
  session.edit((open) => addFrame(open, { title: session.t('frame.new'), ...box }, session.random), { label: chosen ? stepName('step.frame', { what: subject(session, chosenNodes(session.get())) }) : stepName('step.frameAdd'), select: 'added' });
}

function note(session: Session): void {
  const view = session.stage.current?.viewBox() ?? { x: 0, y: 0, width: 400, height: 300 };
  const size = { width: 208, height: 120 };
  const taken = [...session.stage.current?.boxes().values() ?? [], ...body(session.get()).view.notes];
  const tries = Array.from({ length: 60 }, (_, index) => ({ x: snap(view.x + 96 + (index % 6) * (view.width - 320) / 5), y: snap(view.y + view.height / 2 - 60 + Math.ceil(Math.floor(index / 6) / 2) * 48 * (Math.floor(index / 6) % 2 === 0 ? 1 : -1)) }));
  const at = tries.find((place) => !taken.some((box) => overlaps({ ...place, ...size }, box))) ?? { x: snap(view.x + view.width / 2), y: snap(view.y + view.height / 2) };
  session.edit((open) => addNote(open, { text: session.t('note.new'), ...at, ...size }, session.random), { label: stepName('step.note'), select: 'added' });
}

function fold(session: Session): void {
  const ids = chosenNodes(session.get());
  const collapsed = ids.some((id) => !body(session.get()).view.nodes[id]?.collapsed);
  session.edit((open) => ids.reduce((edited, id) => setNodeView(edited.document, id, { collapsed }), { document: open }), { label: stepName(collapsed ? 'step.collapse' : 'step.expand', { what: subject(session, ids) }) });
}

export const EDIT_ACTIONS: readonly Action[] = [
  { id: 'edit.undo', title: 'action.undo', group: 'edit', icon: 'undo', keys: ['mod+z'], when: (state) => state.history.past.length > 0, detail: (state) => labels(state.history).undo, perform: (session) => session.undo() },
  { id: 'edit.redo', title: 'action.redo', group: 'edit', icon: 'redo', keys: ['mod+shift+z', 'mod+y'], when: (state) => state.history.future.length > 0, detail: (state) => labels(state.history).redo, perform: (session) => session.redo() },
  { id: 'edit.cut', title: 'action.cut', group: 'edit', keys: ['mod+x'], when: hasNodes, perform: async (session) => { if (await copySelection(session)) removeSelection(session); } },
  { id: 'edit.copy', title: 'action.copy', group: 'edit', keys: ['mod+c'], when: hasNodes, perform: async (session) => { await copySelection(session); } },
  { id: 'edit.paste', title: 'action.paste', group: 'edit', keys: ['mod+v'], perform: pasteFromClipboard },
  { id: 'edit.duplicate', title: 'action.duplicate', group: 'edit', keys: ['mod+d'], when: hasNodes, perform: duplicateSelection },
  { id: 'edit.delete', title: 'action.delete', group: 'edit', keys: ['Delete', 'Backspace'], when: (state) => state.selection.size > 0 || state.selectedWire !== undefined, perform: removeSelection },
  {
    id: 'edit.selectAll', title: 'action.selectAll', group: 'edit', keys: ['mod+a'],
    perform: (session) => {
      const { nodes, view } = body(session.get());
      session.set({ selection: new Set([...Object.keys(nodes), ...view.frames.map((frame) => frame.id), ...view.notes.map((item) => item.id)]) });
    },
  },
  {
    id: 'edit.bypass', title: 'action.bypass', group: 'edit', keys: ['m'], when: hasNodes,
    perform: (session) => {
      const ids = chosenNodes(session.get());
      const on = ids.some((id) => !body(session.get()).nodes[id]?.bypass);
      session.edit((open) => setBypass(open, ids, on), { label: stepName(on ? 'step.bypass' : 'step.use', { what: subject(session, ids) }) });
    },
  },
  { id: 'edit.collapse', title: 'action.collapse', group: 'edit', keys: ['c'], when: hasNodes, perform: fold },
  { id: 'edit.frame', title: 'action.frame', group: 'edit', icon: 'frame', keys: ['mod+j'], perform: frameSelection },
  { id: 'edit.note', title: 'action.note', group: 'edit', icon: 'note', keys: ['mod+shift+n'], perform: note },
  { id: 'edit.alignLeft', title: 'action.alignLeft', group: 'edit', when: several, perform: (session) => align(session, 'left') },
  { id: 'edit.alignTop', title: 'action.alignTop', group: 'edit', when: several, perform: (session) => align(session, 'top') },
  { id: 'edit.distribute', title: 'action.distribute', group: 'edit', when: (state) => chosenNodes(state).length > 2, perform: distribute },
];
