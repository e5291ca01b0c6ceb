import { insertNodeOnLink } from '../../graph/edit-links';
import { insideFrame, moveBy } from '../../graph/edit-view';
import type { GraphBody } from '../../graph/types';
import { portsForWire } from '../ports-at';
import { openBody } from '../scope';
import type { Session } from '../session';
import { nodeWords, stepName, subject } from '../step-names';
import type { CanvasWire, NodeDragHost } from './area';
import { CARD, snap, type Point } from './layout';
import type { Stage } from './stage';

interface Drag {
  readonly picked: string;
  readonly ids: readonly string[];
  readonly from: ReadonlyMap<string, Point>;
  /** A press on a card of a larger selection selects it alone only if nothing is dragged. */
  readonly selectAloneOnClick: boolean;
  dx: number;
  dy: number;
  overWire: CanvasWire | undefined;
}

/** Dragging cards, frames and notes: the canvas moves along, the document is edited once, at the end. A lone unlinked card dropped on a wire is put onto it. */
export class NodeDrags implements NodeDragHost {
  private drag: Drag | undefined;
  private moves: Promise<unknown> = Promise.resolve();
  private readonly grounded = new Map<string, HTMLElement>();

  constructor(private readonly session: Session, private readonly stage: () => Stage) {}

  holds(id: string): boolean {
    return this.drag?.from.has(id) ?? false;
  }

  /** Frames and notes tell their element, so that a drag can move it. */
  registerGround(id: string, element: HTMLElement): () => void {
    this.grounded.set(id, element);
    return () => this.grounded.delete(id);
  }

  async settled(): Promise<void> {
    await this.moves;
  }

  start(id: string, event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }): void {
    const { selection } = this.session.get();
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    const next = new Set(selection);
    if (adds && selection.has(id)) next.delete(id);
    else if (adds) next.add(id);
    else if (!selection.has(id)) {
      next.clear();
      next.add(id);
    }
    this.session.set({ selection: next, selectedWire: undefined });
    const body = this.body();
    const ids = new Set([...(next.has(id) ? next : [])]);
    for (const chosen of [...ids]) for (const inside of insideFrame(body, chosen)) ids.add(inside);
    const from = new Map([...ids].flatMap((chosen) => {
      const at = this.stage().positionOf(chosen) ?? itemOf(body, chosen);
      return at ? [[chosen, { x: at.x, y: at.y }] as const] : [];
    }));
    this.drag = { picked: id, ids: [...ids], from, selectAloneOnClick: !adds && selection.size > 1 && selection.has(id), dx: 0, dy: 0, overWire: undefined };
  }

  move(id: string, x: number, y: number): void {
    const { drag } = this;
    const origin = drag?.from.get(id);
    if (!drag || !origin) return;
    const dx = snap(origin.x + x) - snap(origin.x);
    const dy = snap(origin.y + y) - snap(origin.y);
    if (dx === drag.dx && dy === drag.dy) return;
    drag.dx = dx;
    drag.dy = dy;
    this.place(drag, dx, dy);
    this.lookForWire(drag);
  }

  end(id: string): void {
    const { drag } = this;
    this.drag = undefined;
    if (!drag) return;
    this.stage().wires.mark('wire-target', new Set());
    for (const chosen of drag.ids) this.grounded.get(chosen)?.style.removeProperty('translate');
    if (drag.dx === 0 && drag.dy === 0) {
      if (drag.selectAloneOnClick) this.session.set({ selection: new Set([id]) });
      return;
    }
    const { overWire } = drag;
    const ports = overWire && portsForWire(this.session, id, overWire);
    this.session.edit((body) => {
      const moved = moveBy(body, drag.ids, drag.dx, drag.dy);
      return overWire && ports ? insertNodeOnLink(moved.document, [overWire.target, overWire.targetInput], id, ports) : moved;
    }, { label: overWire && ports ? stepName('step.insert', { what: nodeWords(this.session, id) }) : stepName('step.move', { what: subject(this.session, drag.ids) }) });
  }

  /** Escape in the middle of a drag: everything goes back. */
  cancel(): boolean {
    const { drag } = this;
    if (!drag) return false;
    this.drag = undefined;
    this.stage().wires.mark('wire-target', new Set());
    this.place(drag, 0, 0);
    return true;
  }

  private place(drag: Drag, dx: number, dy: number): void {
    for (const [id, at] of drag.from) {
      const ground = this.grounded.get(id);
      if (ground) ground.style.translate = dx === 0 && dy === 0 ? '' : `${dx}px ${dy}px`;
      else this.moves = Promise.all([this.moves, this.stage().area.translate(id, { x: at.x + dx, y: at.y + dy })]);
    }
  }

  private lookForWire(drag: Drag): void {
    const body = this.body();
    const lone = drag.ids.length === 1 && Object.hasOwn(body.nodes, drag.picked) && !body.links.some((link) => link.from[0] === drag.picked || link.to[0] === drag.picked);
    if (!lone) return;
    const from = drag.from.get(drag.picked);
    const box = this.stage().boxOf(drag.picked);
    const wire = from && box && this.stage().wires.nearest({ x: from.x + drag.dx + box.width / 2, y: from.y + drag.dy + CARD.head / 2 }, 32);
    drag.overWire = wire && portsForWire(this.session, drag.picked, wire) ? wire : undefined;
    this.stage().wires.mark('wire-target', new Set(drag.overWire ? [drag.overWire.id] : []));
  }

  private body(): GraphBody {
    return openBody(this.session.get().document, this.session.get().scope);
  }
}

function itemOf(body: GraphBody, id: string): Point | undefined {
  return body.view.frames.find((frame) => frame.id === id) ?? body.view.notes.find((note) => note.id === id);
}
