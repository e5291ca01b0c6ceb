import { describe, expect, it } from 'vitest';
import type { NodeView } from '../describe';
import { boundsOf, CARD, cardLayout, overlaps, socketOffset, wirePath } from './layout';

const port = (name: string) => ({ name, title: name, kinds: ['image' as const], optional: false });
const VIEW: NodeView = { what: 'node', type: 'x', category: 'image', title: 'X', inputs: [port('a'), port('b'), port('c')], outputs: [port('out')], params: [] };

describe('layout of cards', () => {
  it('has a row for each port and places sockets at its edges', () => {
    const layout = cardLayout(VIEW, false);
    expect(layout.rows).toBe(3);
    expect(socketOffset(VIEW, layout, 'input', 'b')).toEqual({ x: 0, y: CARD.head + CARD.pad + CARD.row * 1.5 });
    expect(socketOffset(VIEW, layout, 'output', 'out')).toEqual({ x: CARD.width, y: CARD.head + CARD.pad + CARD.row * 0.5 });
  });

  it('is lower when collapsed, and keeps its sockets where they were', () => {
    const open = cardLayout(VIEW, false);
    const folded = cardLayout(VIEW, true);
    expect(folded.height).toBeLessThan(open.height);
    expect(socketOffset(VIEW, folded, 'input', 'c')).toEqual(socketOffset(VIEW, open, 'input', 'c'));
  });

  it('draws wires that leave to the right and arrive from the left', () => {
    const numbers = (wirePath({ x: 0, y: 0 }, { x: 100, y: 50 }).match(/-?[\d.]+/g) ?? []).map(Number);
    expect(numbers[2]).toBeGreaterThan(0);
    expect(numbers[4]).toBeLessThan(100);
    const backwards = (wirePath({ x: 100, y: 0 }, { x: 0, y: 0 }).match(/-?[\d.]+/g) ?? []).map(Number);
    expect(backwards[2]).toBeGreaterThan(100);
    expect(backwards[4]).toBeLessThan(0);
  });

  it('knows bounds and overlaps', () => {
    expect(boundsOf([])).toBeUndefined();
    expect(boundsOf([{ x: 0, y: 0, width: 10, height: 10 }, { x: 20, y: -5, width: 5, height: 5 }])).toEqual({ x: 0, y: -5, width: 25, height: 15 });
    expect(overlaps({ x: 0, y: 0, width: 10, height: 10 }, { x: 10, y: 0, width: 5, height: 5 })).toBe(false);
    expect(overlaps({ x: 0, y: 0, width: 10, height: 10 }, { x: 9, y: 9, width: 5, height: 5 })).toBe(true);
  });
});
