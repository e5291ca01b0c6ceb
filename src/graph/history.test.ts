import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setTitle } from './edit-document';
import { closeGroup, labels, record, redo, startHistory, undo } from './history';
import type { History } from './history';
import type { GraphDocument } from './types';
import { EMPTY_VIEW } from './types';

const first: GraphDocument = { format: 1, id: 'd', title: '0', nodes: {}, links: [], macros: {}, view: EMPTY_VIEW };
const titled = (history: History, title: string, group?: string): History => record(history, setTitle(history.present, title).document, title, group);

describe('history', () => {
  it('goes back and forth, and forgets what was undone when something new is done', () => {
    const two = titled(titled(startHistory(first), '1'), '2');
    const one = undo(two);
    expect([one.present.title, labels(one)]).toEqual(['1', { undo: '1', redo: '2' }]);
    expect(redo(one)).toEqual({ ...two });
    const other = titled(one, '3');
    expect([other.future, undo(undo(undo(other))).present]).toEqual([[], first]);
  });
  it('makes one step of one group, until it is closed or something else comes between', () => {
    const dragged = titled(titled(titled(startHistory(first), '1', 'g'), '2', 'g'), '3', 'g');
    expect(dragged.past).toHaveLength(1);
    expect(undo(dragged).present).toBe(first);
    expect(titled(closeGroup(dragged), '4', 'g').past).toHaveLength(2);
    expect(titled(titled(dragged, '4'), '5', 'g').past).toHaveLength(3);
    expect(titled(undo(titled(dragged, '4')), '5', 'g').past).toHaveLength(2);
  });
  it('adds nothing for the same document and keeps a bounded number of steps', () => {
    const start = startHistory(first);
    expect(record(start, first, 'nothing')).toBe(start);
    let history = start;
    for (let i = 1; i <= 10; i += 1) history = record(history, { ...first, title: String(i) }, 's', undefined, 3);
    expect(history.past.map(({ document }) => document.title)).toEqual(['7', '8', '9']);
  });
  it('undo after any steps, then redo, ends where it was', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.option(fc.constantFrom('a', 'b'), { nil: undefined })), { maxLength: 20 }), (steps) => {
      const end = steps.reduce((history, [title, group]) => titled(history, title, group), startHistory(first));
      let back = end;
      while (back.past.length > 0) back = undo(back);
      expect(back.present).toBe(first);
      while (back.future.length > 0) back = redo(back);
      expect(back.present).toBe(end.present);
    }));
  });
});
