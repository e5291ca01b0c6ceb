import type { ClassicPreset, GetSchemes } from 'rete';
import { AreaPlugin, Drag } from 'rete-area-plugin';

/** What the canvas draws: ids only. Everything else is read from the document when a card or a wire is painted. */
export interface CanvasNode { readonly id: string }
export interface CanvasWire { readonly id: string; readonly source: string; readonly sourceOutput: string; readonly target: string; readonly targetInput: string; readonly isPseudo?: boolean }
export interface CanvasScheme { Node: CanvasNode; Connection: CanvasWire }

export interface WireHost {
  addWire(wire: CanvasWire): void;
  removeWire(id: string): void;
}

/** A drag on a card, in canvas units from where it began. */
export interface NodeDragHost {
  start(id: string, event: PointerEvent): void;
  move(id: string, dx: number, dy: number): void;
  end(id: string): void;
}

const NODE_Z = 2;

/**
 * Rete's area with three things of our own: wires go to one shared SVG layer instead of one element each; cards are not dragged from their
 * fields and buttons; and a drag moves the whole selection through `NodeDragHost`.
 */
export class CanvasArea extends AreaPlugin<CanvasScheme> {
  private front = NODE_Z;

  constructor(container: HTMLElement, private readonly wires: WireHost, private readonly drags: NodeDragHost) {
    super(container);
  }

  override addNodeView(node: CanvasNode) {
    const view = super.addNodeView(node);
    view.element.style.zIndex = String(NODE_Z);
    view.element.classList.add('node-holder');
    view.element.dataset.node = node.id;
    view.dragHandler.destroy();
    const origin = { x: 0, y: 0 };
    view.dragHandler = new Drag({ down: (event) => event.button === 0 && !isField(event.target), move: () => true });
    view.dragHandler.initialize(view.element, { getCurrentPosition: () => origin, getZoom: () => this.area.transform.k }, {
      start: (event) => {
        this.bringToFront(node.id);
        this.drags.start(node.id, event);
      },
      translate: (x, y) => this.drags.move(node.id, x, y),
      drag: () => this.drags.end(node.id),
    });
    return view;
  }

  override addConnectionView(connection: CanvasWire) {
    const view = { element: document.createElement('div') };
    this.connectionViews.set(connection.id, view);
    if (!connection.isPseudo) this.wires.addWire(connection);
    return view;
  }

  override removeConnectionView(id: string): void {
    this.connectionViews.delete(id);
    this.wires.removeWire(id);
  }

  bringToFront(id: string): void {
    const view = this.nodeViews.get(id);
    if (view) view.element.style.zIndex = String(++this.front);
  }
}

/** The connection plugin's own scheme asks for classic nodes; it reads no more of them than ids. */
export type PluginScheme = GetSchemes<ClassicPreset.Node, ClassicPreset.Connection<ClassicPreset.Node, ClassicPreset.Node> & { isPseudo?: boolean }>;

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, button, [data-no-drag]') !== null;
}
