import { flatId, openBody } from '../scope';
import type { Action } from './types';

export const RUN_ACTIONS: readonly Action[] = [
  { id: 'run.start', title: 'action.run', group: 'run', icon: 'run', keys: ['mod+Enter'], inFields: true, when: (state) => Object.keys(state.document.nodes).length > 0, perform: (session) => session.runner.run() },
  { id: 'run.stop', title: 'action.stop', group: 'run', icon: 'stop', keys: ['mod+.'], inFields: true, when: (state) => state.run.state === 'running', perform: (session) => session.runner.cancel() },
  {
    id: 'run.here', title: 'action.runHere', group: 'run', icon: 'run', keys: ['shift+Enter'],
    when: (state) => [...state.selection].some((id) => Object.hasOwn(openBody(state.document, state.scope).nodes, id)),
    perform: (session) => {
      const { document, scope, selection } = session.get();
      return session.runner.run([...selection].filter((id) => Object.hasOwn(openBody(document, scope).nodes, id)).map((id) => flatId(scope, id)));
    },
  },
  { id: 'run.auto', title: 'action.autoRun', group: 'run', checked: (state) => state.settings.autoRun, perform: (session) => session.set({ settings: { ...session.get().settings, autoRun: !session.get().settings.autoRun } }) },
];
