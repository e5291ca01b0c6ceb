import type { Edited } from './edited';
import { refuse } from './edited';
import { freshId } from './names';
import { own, withKey } from './record';
import type { GraphBody, View } from './types';

export type Frame = View['frames'][number];
export type Note = View['notes'][number];
export type Place = View['nodes'][string];

/** Puts nodes at places, in canvas units; ids that are not there and places that are not finite are passed over. */
export function moveNodes<B extends GraphBody>(body: B, places: Readonly<Record<string, { readonly x: number; readonly y: number }>>): Edited<B> {
  const changes: Record<string, Place> = Object.create(null) as Record<string, Place>;
  let any = false;
  for (const [id, { x, y }] of Object.entries(places)) {
    const before = own(body.view.nodes, id);
    if (!Object.hasOwn(body.nodes, id) || !finite(x, y) || (before && before.x === x && before.y === y)) continue;
    changes[id] = { ...before, x, y };
    any = true;
  }
  return any ? withView(body, { nodes: { ...body.view.nodes, ...changes } }) : { document: body };
}

/** Moves nodes, frames and notes by a distance in canvas units. Nodes without a place start from the origin. */
export function moveBy<B extends GraphBody>(body: B, ids: Iterable<string>, dx: number, dy: number): Edited<B> {
  const chosen = new Set(ids);
  if (!finite(dx, dy) || (dx === 0 && dy === 0)) return { document: body };
  const shift = <T extends { readonly id: string; readonly x: number; readonly y: number }>(items: readonly T[]): readonly T[] =>
    (items.some((item) => chosen.has(item.id)) ? items.map((item) => (chosen.has(item.id) ? { ...item, x: item.x + dx, y: item.y + dy } : item)) : items);
  const frames = shift(body.view.frames);
  const notes = shift(body.view.notes);
  const places = Object.fromEntries([...chosen].filter((id) => Object.hasOwn(body.nodes, id)).map((id) => {
    const place = own(body.view.nodes, id);
    return [id, { x: (place?.x ?? 0) + dx, y: (place?.y ?? 0) + dy }];
  }));
  const moved = moveNodes(body, places).document;
  if (frames === body.view.frames && notes === body.view.notes) return { document: moved };
  return withView(moved, { frames, notes });
}

/** Sets a node's width in canvas units, or folds it to its title bar. */
export function setNodeView<B extends GraphBody>(body: B, id: string, change: { readonly width?: number; readonly collapsed?: boolean }): Edited<B> {
  if (!Object.hasOwn(body.nodes, id) || (change.width !== undefined && !(change.width > 0 && finite(change.width)))) return { document: body };
  const before: Place = own(body.view.nodes, id) ?? { x: 0, y: 0 };
  if ((change.width ?? before.width) === before.width && (change.collapsed ?? before.collapsed ?? false) === (before.collapsed ?? false)) return { document: body };
  return withView(body, { nodes: withKey(body.view.nodes, id, { ...before, ...change }) });
}

export function addFrame<B extends GraphBody>(body: B, frame: Omit<Frame, 'id'>, random: () => number): Edited<B> {
  if (!isBox(frame)) return refuseBox(body);
  const id = freshId('frame', (candidate) => viewIdTaken(body, candidate), random);
  return { ...withView(body, { frames: [...body.view.frames, { ...frame, id }] }), added: [id] };
}

export function changeFrame<B extends GraphBody>(body: B, id: string, change: Partial<Omit<Frame, 'id'>>): Edited<B> {
  return changeItem(body, 'frames', id, change);
}

export function addNote<B extends GraphBody>(body: B, note: Omit<Note, 'id'>, random: () => number): Edited<B> {
  if (!isBox(note)) return refuseBox(body);
  const id = freshId('note', (candidate) => viewIdTaken(body, candidate), random);
  return { ...withView(body, { notes: [...body.view.notes, { ...note, id }] }), added: [id] };
}

export function changeNote<B extends GraphBody>(body: B, id: string, change: Partial<Omit<Note, 'id'>>): Edited<B> {
  return changeItem(body, 'notes', id, change);
}

/** Removes frames and notes by id; what lies in a frame stays. */
export function removeFramesAndNotes<B extends GraphBody>(body: B, ids: Iterable<string>): Edited<B> {
  const gone = new Set(ids);
  const frames = body.view.frames.filter((frame) => !gone.has(frame.id));
  const notes = body.view.notes.filter((note) => !gone.has(note.id));
  if (frames.length === body.view.frames.length && notes.length === body.view.notes.length) return { document: body };
  return withView(body, { frames, notes });
}

/** Nodes whose top left corner lies in the frame, and notes likewise: what moves when the frame is dragged. */
export function insideFrame(body: GraphBody, frameId: string): readonly string[] {
  const frame = body.view.frames.find((candidate) => candidate.id === frameId);
  if (!frame) return [];
  const holds = ({ x, y }: { readonly x: number; readonly y: number }): boolean =>
    x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
  const nodes = Object.entries(body.view.nodes).filter(([id, place]) => Object.hasOwn(body.nodes, id) && holds(place)).map(([id]) => id);
  return [...nodes, ...body.view.notes.filter(holds).map((note) => note.id)];
}

/** Frames, notes and nodes share one space of ids, so that a selection can hold all three. */
export function viewIdTaken(body: GraphBody, id: string): boolean {
  return Object.hasOwn(body.nodes, id) || body.view.frames.some((frame) => frame.id === id) || body.view.notes.some((note) => note.id === id);
}

function changeItem<B extends GraphBody>(body: B, list: 'frames' | 'notes', id: string, change: Partial<Frame & Note>): Edited<B> {
  const items: readonly { readonly id: string }[] = body.view[list];
  const before = items.find((item) => item.id === id);
  if (!before) return { document: body };
  const after = { ...before, ...change, id };
  if (!isBox(after as Frame & Note)) return refuseBox(body);
  if (Object.entries(change).every(([key, value]) => (before as Record<string, unknown>)[key] === value)) return { document: body };
  return withView(body, { [list]: items.map((item) => (item.id === id ? after : item)) });
}

function withView<B extends GraphBody>(body: B, change: Partial<View>): Edited<B> {
  return { document: { ...body, view: { ...body.view, ...change } } };
}

function isBox(box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): boolean {
  return finite(box.x, box.y, box.width, box.height) && box.width >= 0 && box.height >= 0;
}

function refuseBox<B>(body: B): Edited<B> {
  return refuse(body, 'A frame or note needs a finite place and a size of zero or more.', '边框或便签的位置必须为有限数值，尺寸不能为负。');
}

function finite(...values: readonly number[]): boolean {
  return values.every(Number.isFinite);
}
