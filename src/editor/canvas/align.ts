import { moveNodes } from '../../graph/edit-view';
import { openBody } from '../scope';
import type { Session } from '../session';
import { stepName, subject } from '../step-names';
import { snap, type Box } from './layout';

function chosen(session: Session): readonly (readonly [string, Box])[] {
  const { document, scope, selection } = session.get();
  const { nodes } = openBody(document, scope);
  return [...session.stage.current?.boxes() ?? []].filter(([id]) => selection.has(id) && Object.hasOwn(nodes, id));
}

/** Puts the selected cards on one left or top edge, the outermost one's. */
export function align(session: Session, edge: 'left' | 'top'): void {
  const boxes = chosen(session);
  const x = Math.min(...boxes.map(([, box]) => box.x));
  const y = Math.min(...boxes.map(([, box]) => box.y));
  const places = Object.fromEntries(boxes.map(([id, box]) => [id, edge === 'left' ? { x, y: box.y } : { x: box.x, y }]));
  session.edit((body) => moveNodes(body, places), { label: stepName('step.align', { what: subject(session, Object.keys(places)) }) });
}

/** Makes the gaps between the selected cards equal, along the direction in which they stand further apart. */
export function distribute(session: Session): void {
  const boxes = chosen(session);
  const spread = (low: (box: Box) => number, size: (box: Box) => number): number => Math.max(...boxes.map(([, box]) => low(box) + size(box))) - Math.min(...boxes.map(([, box]) => low(box)));
  const wide = spread((box) => box.x, (box) => box.width) >= spread((box) => box.y, (box) => box.height);
  const low = (box: Box): number => (wide ? box.x : box.y);
  const size = (box: Box): number => (wide ? box.width : box.height);
  const sorted = [...boxes].sort(([, a], [, b]) => low(a) - low(b));
  const free = spread(low, size) - sorted.reduce((sum, [, box]) => sum + size(box), 0);
  const gap = free / (sorted.length - 1);
  let at = Math.min(...boxes.map(([, box]) => low(box)));
  const places = Object.fromEntries(sorted.map(([id, box]) => {
    const place = wide ? { x: snap(at), y: box.y } : { x: box.x, y: snap(at) };
    at += size(box) + gap;
    return [id, place];
  }));
  session.edit((body) => moveNodes(body, places), { label: stepName('step.distribute', { what: subject(session, Object.keys(places)) }) });
}
