import { layOut } from '../canvas/auto-layout';
import { openBody } from '../scope';
import type { Session } from '../session';
import type { Settings, Theme } from '../state';
import type { Action } from './types';

const THEMES: readonly Theme[] = ['light', 'dark', 'projector'];

function change(session: Session, settings: Partial<Settings>): void {
  session.set({ settings: { ...session.get().settings, ...settings } });
}

function zoom(session: Session, factor: number): Promise<void> | undefined {
  const stage = session.stage.current;
  return stage?.zoomTo(stage.area.area.transform.k * factor);
}

export const VIEW_ACTIONS: readonly Action[] = [
  { id: 'view.fit', title: 'action.fit', group: 'view', icon: 'fit', keys: ['f', 'Home'], perform: (session) => session.stage.current?.fit() },
  { id: 'view.fitSelection', title: 'action.fitSelection', group: 'view', keys: ['shift+f'], when: (state) => state.selection.size > 0, perform: (session) => session.stage.current?.fit([...session.get().selection]) },
  { id: 'view.zoomIn', title: 'action.zoomIn', group: 'view', keys: ['+', '='], perform: (session) => zoom(session, 1.2) },
  { id: 'view.zoomOut', title: 'action.zoomOut', group: 'view', keys: ['-'], perform: (session) => zoom(session, 1 / 1.2) },
  { id: 'view.actualSize', title: 'action.actualSize', group: 'view', keys: ['0'], perform: (session) => session.stage.current?.zoomTo(1) },
  { id: 'view.layout', title: 'action.layout', group: 'view', icon: 'layout', keys: ['l'], when: (state) => Object.keys(openBody(state.document, state.scope).nodes).length > 1, perform: layOut },
  { id: 'view.minimap', title: 'action.minimap', group: 'view', icon: 'map', keys: ['n'], checked: (state) => state.settings.minimap, perform: (session) => change(session, { minimap: !session.get().settings.minimap }) },
  { id: 'view.inspector', title: 'action.inspector', group: 'view', icon: 'panel', keys: ['i'], checked: (state) => state.settings.inspectorOpen, perform: (session) => change(session, { inspectorOpen: !session.get().settings.inspectorOpen }) },
  { id: 'view.dock', title: 'action.dock', group: 'view', icon: 'dock', keys: ['v'], checked: (state) => state.settings.dockOpen, perform: (session) => change(session, { dockOpen: !session.get().settings.dockOpen }) },
  { id: 'view.compare', title: 'action.compare', group: 'view', icon: 'compare', keys: ['x'], checked: (state) => state.compare.open, when: (state) => Object.keys(state.document.nodes).length > 0, perform: (session) => (session.get().compare.open ? session.comparing.close() : session.comparing.open()) },
  { id: 'view.problems', title: 'action.problems', group: 'view', icon: 'warn', keys: ['p'], checked: (state) => state.problemsOpen, perform: (session) => session.set({ problemsOpen: !session.get().problemsOpen }) },
  { id: 'view.dragSelects', title: 'action.dragSelects', group: 'view', icon: 'select', keys: ['b'], checked: (state) => state.settings.dragSelects, perform: (session) => change(session, { dragSelects: !session.get().settings.dragSelects }) },
  { id: 'view.theme', title: 'action.theme', group: 'view', keys: ['mod+shift+d'], perform: (session) => change(session, { theme: THEMES[(THEMES.indexOf(session.get().settings.theme) + 1) % THEMES.length] ?? 'light' }) },
  { id: 'view.language', title: 'action.language', group: 'view', perform: (session) => change(session, { language: session.get().settings.language === 'en' ? 'zh' : 'en' }) },
  { id: 'view.settings', title: 'action.settings', group: 'view', icon: 'gear', keys: ['mod+,'], perform: (session) => session.set({ dialog: { name: 'settings' } }) },
  { id: 'help.commands', title: 'action.commands', group: 'help', icon: 'search', keys: ['mod+k'], inFields: true, perform: (session) => session.set({ dialog: { name: 'commands' } }) },
  { id: 'help.shortcuts', title: 'action.shortcuts', group: 'help', icon: 'keyboard', keys: ['?'], perform: (session) => session.set({ dialog: { name: 'shortcuts' } }) },
  { id: 'help.tour', title: 'action.tour', group: 'help', icon: 'help', perform: (session) => session.set({ tour: 0, dialog: undefined }) },
];
