import type { GraphBody } from '../../graph/types';
import type { Param } from '../../runtime/define';
import type { Kind } from '../../runtime/values';
import type { NodeView } from '../describe';

/**
 * Where everything on a card is, in canvas units, from the definition alone. Wires, minimap and box selection read these numbers, so nothing
 * ever asks the page for its layout; the card's style sheet uses the same constants (see `cardVariables`).
 */
export const CARD = { width: 208, head: 32, pad: 4, row: 24, param: 28, thumb: 120, foot: 24, reroute: 24, grid: 8 } as const;

export interface CardLayout {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly inlineParams: readonly string[];
  readonly thumbnail: string | undefined;
}

export interface Point { readonly x: number; readonly y: number }
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const PICTURED: readonly Kind[] = ['image', 'crop', 'mask', 'features'];

/** The output whose picture a card shows. */
export function thumbnailPort(view: NodeView): string | undefined {
  if (view.what === 'reroute') return undefined;
  for (const kind of PICTURED) {
    const port = view.outputs.find((output) => output.kinds.length === 1 && output.kinds[0] === kind);
    if (port) return port.name;
  }
  return undefined;
}

/** At most two settings stand on the card itself; the inspector has all of them. */
function inlineParams(view: NodeView): readonly string[] {
  const fits = (param: Param) => !param.advanced && (param.kind === 'number' || param.kind === 'choice' || param.kind === 'boolean' || param.kind === 'seed' || param.kind === 'file');
  return view.params.filter(([, param]) => fits(param)).slice(0, 2).map(([name]) => name);
}

export function cardLayout(view: NodeView, collapsed: boolean, width: number = CARD.width): CardLayout {
  if (view.what === 'reroute') return { width: CARD.reroute, height: CARD.reroute, rows: 0, inlineParams: [], thumbnail: undefined };
  const rows = Math.max(view.inputs.length, view.outputs.length);
  if (collapsed) return { width, height: CARD.head + CARD.pad * 2 + rows * CARD.row, rows, inlineParams: [], thumbnail: undefined };
  const params = inlineParams(view);
  const thumbnail = thumbnailPort(view);
  const height = CARD.head + CARD.pad * 2 + rows * CARD.row + params.length * CARD.param + (thumbnail ? CARD.thumb + CARD.pad : 0) + CARD.foot;
  return { width, height, rows, inlineParams: params, thumbnail };
}

/** The middle of a socket, relative to the card's top left corner. */
export function socketOffset(view: NodeView, layout: CardLayout, side: 'input' | 'output', port: string): Point {
  if (view.what === 'reroute') return { x: side === 'input' ? 0 : CARD.reroute, y: CARD.reroute / 2 };
  const ports = side === 'input' ? view.inputs : view.outputs;
  const index = Math.max(0, ports.findIndex((candidate) => candidate.name === port));
  return { x: side === 'input' ? 0 : layout.width, y: CARD.head + CARD.pad + CARD.row * (index + 0.5) };
}

/** A wire leaves to the right and arrives from the left; one that runs backwards swings out first. */
export function wirePath(from: Point, to: Point): string {
  const dx = to.x - from.x;
  const reach = dx >= 0 ? Math.max(24, Math.min(dx * 0.5, 160)) : Math.min(200, 48 - dx * 0.35);
  return `M${round(from.x)} ${round(from.y)}C${round(from.x + reach)} ${round(from.y)} ${round(to.x - reach)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
}

export function boundsOf(boxes: Iterable<Box>): Box | undefined {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** A node without a place in the document stands at the origin; opening a document gives every node a place. */
export function placeOf(body: GraphBody, id: string): Point {
  return body.view.nodes[id] ?? { x: 0, y: 0 };
}

export function snap(value: number): number {
  return Math.round(value / CARD.grid) * CARD.grid;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
