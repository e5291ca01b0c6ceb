import { NodeEditor } from 'rete';
import { Drag } from 'rete-area-plugin';
import { ConnectionPlugin } from 'rete-connection-plugin';
import { CanvasArea, type CanvasScheme, type CanvasWire, type NodeDragHost, type PluginScheme } from './area';
import { farLevel, type Far } from './far';
import { WireFlow, type SocketRef, type WireGestures } from './flow';
import { boundsOf, overlaps, type Box, type Point } from './layout';
import { WireLayer, type WireEnds } from './wires';

/** From this many nodes on, cards outside the view are empty boxes. */
const SPARSE_FROM = 150;
/** Below this zoom nothing on a card can be read, so large graphs show plain boxes. */
const LEGIBLE_ZOOM = 0.35;
export const ZOOM = { min: 0.1, max: 2.5 } as const;

/** Free room around what is shown whole, in window pixels; the tools stand at the left, and in low windows at the top. */
const MARGIN = { left: 76, right: 24, top: 20, bottom: 20 } as const;
const LOW_MARGIN = { left: 16, right: 16, top: 56, bottom: 12 } as const;

/** The style sheet lays the tools down in windows no higher than this. */
const LOW_WINDOW_PX = 620;

export interface StageHost {
  /** Size of a card, from its layout; undefined for a node that is not in the open body. */
  sizeOf(id: string): { readonly width: number; readonly height: number } | undefined;
  wireEnds(wire: CanvasWire, position: (node: string) => Point | undefined): WireEnds | undefined;
  /** Frames and notes of the open body. */
  groundBoxes(): readonly Box[];
  /** Inside a macro there is a path above the cards, and tags of its ports beside them. */
  inMacro(): boolean;
  readonly drags: NodeDragHost;
  readonly gestures: WireGestures;
  /** Start of a wire in hand. */
  socketAt(socket: SocketRef, position: (node: string) => Point | undefined): WireEnds['from'] | undefined;
  kindOf(socket: SocketRef): WireEnds['kind'];
  /** Whether a press on the ground pans; otherwise it draws a selection box. */
  pans(event: PointerEvent): boolean;
}

export interface Camera { readonly x: number; readonly y: number; readonly zoom: number }

/** Owns Rete's editor and area inside one element, and what of it is in the page. Views subscribe to the camera and to the set of mounted cards. */
export class Stage {
  readonly editor = new NodeEditor<CanvasScheme>();
  readonly area: CanvasArea;
  readonly wires: WireLayer;
  /** Below the wires, moving with the canvas: frames and notes. */
  readonly ground = document.createElement('div');
  readonly flow: WireFlow;
  private readonly sockets = new Map<string, HTMLElement>();
  private readonly cameraListeners = new Set<() => void>();
  private readonly mountListeners = new Set<() => void>();
  private mounted: readonly string[] = [];
  private mountedElements: readonly (HTMLElement | undefined)[] = [];
  private cameraFrame = 0;
  private far: Far | undefined;
  private seenCamera: Camera = { x: 0, y: 0, zoom: 1 };
  private readonly resize: ResizeObserver;

  constructor(readonly container: HTMLElement, private readonly host: StageHost) {
    this.wires = new WireLayer((wire) => host.wireEnds(wire, this.positionOf));
    this.area = new CanvasArea(container, this.wires, host.drags);
    this.area.area.setDragHandler(new Drag({ down: (event) => event.button === 1 || (event.button === 0 && host.pans(event)), move: () => true }));
    this.flow = new WireFlow(host.gestures, (socket) => this.sockets.get(socketKey(socket)) ?? container);
    const connection = new ConnectionPlugin<PluginScheme>();
    connection.addPreset(() => this.flow);
    this.editor.use(this.area as never);
    this.area.use(connection as never);
    this.ground.className = 'ground';
    this.area.area.content.holder.classList.add('world');
    this.area.area.content.holder.prepend(this.ground, this.wires.element);
    this.pipe();
    this.resize = new ResizeObserver(() => this.cameraMoved());
    this.resize.observe(container);
  }

  readonly positionOf = (node: string): Point | undefined => this.area.nodeViews.get(node)?.position;

  readonly subscribeCamera = (listener: () => void): (() => void) => {
    this.cameraListeners.add(listener);
    return () => this.cameraListeners.delete(listener);
  };

  readonly subscribeMounted = (listener: () => void): (() => void) => {
    this.mountListeners.add(listener);
    return () => this.mountListeners.delete(listener);
  };

  readonly camera = (): Camera => this.seenCamera;
  readonly mountedIds = (): readonly string[] => this.mounted;

  element(id: string): HTMLElement | undefined {
    return this.area.nodeViews.get(id)?.element;
  }

  /** A socket's element tells the connection plugin where a wire may begin and end. */
  registerSocket(element: HTMLElement, socket: SocketRef): () => void {
    this.sockets.set(socketKey(socket), element);
    void this.area.emit({ type: 'render', data: { type: 'socket', element, nodeId: socket.node, side: socket.side, key: socket.port, filled: true } } as never);
    return () => {
      if (this.sockets.get(socketKey(socket)) === element) this.sockets.delete(socketKey(socket));
      void this.area.emit({ type: 'unmount', data: { element } });
    };
  }

  toWorld(clientX: number, clientY: number): Point {
    const { left, top } = this.container.getBoundingClientRect();
    const { x, y, k } = this.area.area.transform;
    return { x: (clientX - left - x) / k, y: (clientY - top - y) / k };
  }

  toClient(point: Point): Point {
    const { left, top } = this.container.getBoundingClientRect();
    const { x, y, k } = this.area.area.transform;
    return { x: point.x * k + x + left, y: point.y * k + y + top };
  }

  boxOf(id: string): Box | undefined {
    const position = this.positionOf(id);
    const size = this.host.sizeOf(id);
    return position && size && { ...position, ...size };
  }

  boxes(): ReadonlyMap<string, Box> {
    return new Map([...this.area.nodeViews.keys()].flatMap((id) => {
      const box = this.boxOf(id);
      return box ? [[id, box] as const] : [];
    }));
  }

  viewBox(): Box {
    const { x, y, k } = this.area.area.transform;
    return { x: -x / k, y: -y / k, width: this.container.clientWidth / k, height: this.container.clientHeight / k };
  }

  async zoomTo(zoom: number): Promise<void> {
    const { x, y, k } = this.area.area.transform;
    const next = Math.min(ZOOM.max, Math.max(ZOOM.min, zoom));
    const [cx, cy] = [this.container.clientWidth / 2, this.container.clientHeight / 2];
    await this.area.area.zoom(next, (x - cx) * (next / k - 1), (y - cy) * (next / k - 1));
  }

  async lookAt(point: Point, zoom = this.area.area.transform.k): Promise<void> {
    const next = Math.min(ZOOM.max, Math.max(ZOOM.min, zoom));
    await this.area.area.zoom(next, 0, 0);
    await this.area.area.translate(this.container.clientWidth / 2 - point.x * next, this.container.clientHeight / 2 - point.y * next);
  }

  cameraNow(): Camera {
    const { x, y, k } = this.area.area.transform;
    return { x, y, zoom: k };
  }

  /** Goes back to a camera kept before. */
  async lookFrom(camera: Camera | undefined): Promise<void> {
    if (!camera) return;
    await this.area.area.zoom(camera.zoom, 0, 0);
    await this.area.area.translate(camera.x, camera.y);
  }

  /** Shows the given nodes (or all), never larger than life. */
  async fit(ids?: readonly string[]): Promise<void> {
    const boxes = this.boxes();
    const bounds = boundsOf([...(ids ?? [...boxes.keys()]).flatMap((id) => boxes.get(id) ?? []), ...(ids ? [] : this.host.groundBoxes())]);
    if (!bounds) return this.lookAt({ x: 0, y: 0 }, 1);
    const room = window.innerHeight <= LOW_WINDOW_PX ? LOW_MARGIN : MARGIN;
    const margin = this.host.inMacro() ? { ...room, left: room.left + 56, right: room.right + 56, top: room.top + 44 } : room;
    const [width, height] = [this.container.clientWidth - margin.left - margin.right, this.container.clientHeight - margin.top - margin.bottom];
    const zoom = Math.max(ZOOM.min, Math.min(1, width / bounds.width, height / bounds.height));
    await this.area.area.zoom(zoom, 0, 0);
    await this.area.area.translate(margin.left + (width - bounds.width * zoom) / 2 - bounds.x * zoom, margin.top + (height - bounds.height * zoom) / 2 - bounds.y * zoom);
  }

  /** Pans just enough that a node is in view, for a walk by keyboard. */
  async reveal(id: string): Promise<void> {
    const box = this.boxOf(id);
    if (!box) return;
    const view = this.viewBox();
    const pad = 24;
    if (box.x > view.x + pad && box.y > view.y + pad && box.x + box.width < view.x + view.width - pad && box.y + box.height < view.y + view.height - pad) return;
    await this.lookAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }

  /** After nodes came or went: sizes of the boxes, and which cards are in the page. */
  refreshMounted(): void {
    const ids = [...this.area.nodeViews.keys()];
    const zoom = this.area.area.transform.k;
    const next = ids.length < SPARSE_FROM ? ids : zoom < LEGIBLE_ZOOM ? [] : this.visible(ids);
    // A node that left and came back within one turn has a new element under its old name.
    const elements = next.map((id) => this.element(id));
    if (next.length === this.mounted.length && next.every((id, index) => id === this.mounted[index] && elements[index] === this.mountedElements[index])) return;
    this.mounted = next;
    this.mountedElements = elements;
    for (const listener of this.mountListeners) listener();
  }

  destroy(): void {
    this.resize.disconnect();
    cancelAnimationFrame(this.cameraFrame);
    this.area.destroy();
  }

  private visible(ids: readonly string[]): readonly string[] {
    const view = this.viewBox();
    const margin = 0.5 * Math.max(view.width, view.height);
    const wide = { x: view.x - margin, y: view.y - margin, width: view.width + margin * 2, height: view.height + margin * 2 };
    return ids.filter((id) => {
      const box = this.boxOf(id);
      return box && overlaps(box, wide);
    });
  }

  private pipe(): void {
    this.area.addPipe((signal) => {
      if (signal.type === 'zoom') {
        if (signal.data.source === 'dblclick') return undefined;
        signal.data.zoom = Math.min(ZOOM.max, Math.max(ZOOM.min, signal.data.zoom));
      } else if (signal.type === 'zoomed' || signal.type === 'translated') this.cameraMoved();
      else if (signal.type === 'nodetranslated') this.wires.drawNode(signal.data.id);
      else if (signal.type === 'render' && signal.data.type === 'connection' && signal.data.payload.isPseudo) this.drawPseudo(signal.data.payload, signal.data.end ?? signal.data.start);
      return signal;
    });
  }

  private drawPseudo(wire: CanvasWire, pointer: Point | undefined): void {
    const socket: SocketRef = wire.source ? { node: wire.source, side: 'output', port: wire.sourceOutput } : { node: wire.target, side: 'input', port: wire.targetInput };
    const at = this.host.socketAt(socket, this.positionOf);
    if (!at || !pointer) return;
    const [from, to] = socket.side === 'output' ? [at, pointer] : [pointer, at];
    this.wires.drag(from, to, this.host.kindOf(socket));
  }

  private cameraMoved(): void {
    if (this.cameraFrame) return;
    this.cameraFrame = requestAnimationFrame(() => {
      this.cameraFrame = 0;
      const { x, y, k } = this.area.area.transform;
      this.seenCamera = { x, y, zoom: k };
      const cell = 24 * k * (k < 0.5 ? 2 : 1);
      this.container.style.setProperty('--grid-x', `${x % cell}px`);
      this.container.style.setProperty('--grid-y', `${y % cell}px`);
      this.container.style.setProperty('--grid-cell', `${cell}px`);
      const far = farLevel(k);
      if (far !== this.far) {
        this.far = far;
        this.container.dataset.far = String(far);
      }
      this.refreshMounted();
      for (const listener of this.cameraListeners) listener();
    });
  }
}

function socketKey(socket: SocketRef): string {
  return `${socket.side}:${socket.node}:${socket.port}`;
}
