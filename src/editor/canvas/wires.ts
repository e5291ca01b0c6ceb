import type { Kind } from '../../runtime/values';
import type { CanvasWire, WireHost } from './area';
import { wirePath, type Point } from './layout';

const SVG = 'http://www.w3.org/2000/svg';

export interface WireEnds { readonly from: Point; readonly to: Point; readonly kind: Kind | undefined }

interface DrawnWire { readonly wire: CanvasWire; readonly path: SVGPathElement; ends: WireEnds | undefined }

/** All wires in one SVG, indexed by node: moving a card redraws its own wires and no others. Wires take no pointer events; `nearest` finds them by arithmetic. */
export class WireLayer implements WireHost {
  readonly element = document.createElementNS(SVG, 'svg');
  private readonly drawn = new Map<string, DrawnWire>();
  private readonly byNode = new Map<string, Set<string>>();
  private readonly dragged = document.createElementNS(SVG, 'path');
  /** How often a path was drawn, for the tests that count work. */
  draws = 0;

  constructor(private readonly endsOf: (wire: CanvasWire) => WireEnds | undefined) {
    this.element.classList.add('wires');
    this.element.setAttribute('aria-hidden', 'true');
    this.dragged.classList.add('wire', 'wire-dragged');
  }

  addWire(wire: CanvasWire): void {
    const path = document.createElementNS(SVG, 'path');
    path.classList.add('wire');
    path.dataset.wire = wire.id;
    this.drawn.set(wire.id, { wire, path, ends: undefined });
    for (const node of [wire.source, wire.target]) {
      const known = this.byNode.get(node) ?? new Set<string>();
      this.byNode.set(node, known.add(wire.id));
    }
    this.draw(wire.id);
    this.element.append(path);
  }

  removeWire(id: string): void {
    const wire = this.drawn.get(id);
    if (!wire) {
      this.dragged.remove();
      return;
    }
    wire.path.remove();
    this.drawn.delete(id);
    for (const node of [wire.wire.source, wire.wire.target]) this.byNode.get(node)?.delete(id);
  }

  drawNode(node: string): void {
    for (const id of this.byNode.get(node) ?? []) this.draw(id);
  }

  /** The wire in hand: from a socket to the pointer. */
  drag(from: Point, to: Point, kind: Kind | undefined): void {
    this.dragged.setAttribute('d', wirePath(from, to));
    this.dragged.style.stroke = kind ? `var(--kind-${kind})` : 'var(--line-strong)';
    if (!this.dragged.isConnected) this.element.append(this.dragged);
  }

  /** Gives a wire a class (selected, refused, hidden while it is in hand). */
  mark(className: string, ids: ReadonlySet<string>): void {
    for (const [id, { path }] of this.drawn) path.classList.toggle(className, ids.has(id));
  }

  ids(): readonly string[] {
    return [...this.drawn.keys()];
  }

  /** The wire within `reach` canvas units of a point, the nearest first. */
  nearest(point: Point, reach: number): CanvasWire | undefined {
    let best: CanvasWire | undefined;
    let bestDistance = reach;
    for (const { wire, ends, path } of this.drawn.values()) {
      if (!ends || !nearBox(point, ends, reach + 200)) continue;
      const length = path.getTotalLength();
      const samples = Math.max(8, Math.ceil(length / 8));
      for (let i = 0; i <= samples; i++) {
        const at = path.getPointAtLength((length * i) / samples);
        const distance = Math.hypot(at.x - point.x, at.y - point.y);
        if (distance < bestDistance) {
          bestDistance = distance;
          best = wire;
        }
      }
    }
    return best;
  }

  private draw(id: string): void {
    const drawn = this.drawn.get(id);
    if (!drawn) return;
    const ends = this.endsOf(drawn.wire);
    drawn.ends = ends;
    if (!ends) {
      drawn.path.removeAttribute('d');
      return;
    }
    this.draws++;
    drawn.path.setAttribute('d', wirePath(ends.from, ends.to));
    drawn.path.style.stroke = ends.kind ? `var(--kind-${ends.kind})` : 'var(--line-strong)';
  }
}

function nearBox(point: Point, ends: WireEnds, reach: number): boolean {
  return point.x > Math.min(ends.from.x, ends.to.x) - reach && point.x < Math.max(ends.from.x, ends.to.x) + reach
    && point.y > Math.min(ends.from.y, ends.to.y) - reach && point.y < Math.max(ends.from.y, ends.to.y) + reach;
}
