import { expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument } from '../graph/types';
import type { Engine } from '../runtime/engine-types';
import { goTo } from './problems';
import { createSession } from './session';
import { defaultSettings } from './settings';

const node = { type: 'x', version: 1, params: {} };
const document: GraphDocument = {
  format: 1, id: 'd', title: 'D', links: [], view: EMPTY_VIEW, nodes: { a: node, b: node, m: { type: 'macro', version: 1, params: { macro: 'm' } } },
  macros: { m: { title: 'M', inputs: [], outputs: [], nodes: { inner: node }, links: [], view: EMPTY_VIEW } },
};

it('going to nodes selects all that stand beside the first', () => {
  const session = createSession({ document, definitions: new Map(), engine: {} as Engine, settings: defaultSettings({ languages: ['en'], dark: false, widthPx: 1440, heightPx: 900 }), random: () => 0.5, network: { allowPacks: () => undefined } });
  const went = (...flats: readonly string[]): readonly [string, readonly string[]] => { goTo(session, ...flats); return [session.get().scope.map((step) => step.node).join('/'), [...session.get().selection]]; };
  expect(went('a', 'b')).toEqual(['', ['a', 'b']]);
  expect(went('m/inner', 'b')).toEqual(['m', ['inner']]);
  expect(went('other~a', 'b')).toEqual(['', ['b']]);
  expect(went('nobody')).toEqual(['', ['b']]);
});
