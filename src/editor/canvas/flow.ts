import { Flow, type PickParams, type SocketData } from 'rete-connection-plugin';
import type { PluginScheme } from './area';

export interface SocketRef { readonly node: string; readonly side: 'input' | 'output'; readonly port: string }

export interface WireGestures {
  /** The link that ends at an input, if any: pulling there takes the link off. */
  linkInto(socket: SocketRef): { readonly id: string; readonly from: SocketRef } | undefined;
  /** A wire is in hand; `detached` names the link it was pulled from. */
  begin(from: SocketRef, detached: string | undefined): void;
  finish(from: SocketRef, to: SocketRef, detached: string | undefined): void;
  dropInTheOpen(from: SocketRef, detached: string | undefined): void;
  abandon(): void;
}

/**
 * Dragging a wire never touches Rete's editor: it ends in one edit of the document, or in none. A wire can be dragged, or clicked at one
 * socket and then at the other. Pulling at a linked input takes its wire off; Escape puts it back.
 */
export class WireFlow extends Flow<PluginScheme, never[]> {
  private picked: SocketData | undefined;
  private origin: SocketRef | undefined;
  private detached: string | undefined;

  constructor(private readonly gestures: WireGestures, private readonly socketElement: (socket: SocketRef) => HTMLElement) {
    super();
  }

  override pick({ socket, event }: PickParams): Promise<void> {
    const at: SocketRef = { node: socket.nodeId, side: socket.side, port: socket.key };
    if (!this.picked) {
      if (event === 'down') this.begin(socket, at);
      return Promise.resolve();
    }
    const from: SocketRef = { node: this.picked.nodeId, side: this.picked.side, port: this.picked.key };
    const back = this.origin !== undefined && sameSocket(at, this.origin);
    if (event === 'up' && back) return Promise.resolve();
    this.end();
    if (back || sameSocket(at, from)) this.gestures.abandon();
    else this.gestures.finish(from, at, this.detachedOnce());
    return Promise.resolve();
  }

  override getPickedSocket(): SocketData | undefined {
    return this.picked;
  }

  override drop(): void {
    if (!this.picked) return;
    const from: SocketRef = { node: this.picked.nodeId, side: this.picked.side, port: this.picked.key };
    this.end();
    this.gestures.dropInTheOpen(from, this.detachedOnce());
  }

  /** Escape: as if nothing had been touched. */
  cancel(): void {
    this.end();
    this.detachedOnce();
    this.gestures.abandon();
  }

  private begin(socket: SocketData, at: SocketRef): void {
    const link = at.side === 'input' ? this.gestures.linkInto(at) : undefined;
    const from = link?.from ?? at;
    this.origin = at;
    this.detached = link?.id;
    this.picked = link ? { element: this.socketElement(from), type: 'socket', nodeId: from.node, side: from.side, key: from.port } : socket;
    this.gestures.begin(from, link?.id);
  }

  private end(): void {
    this.picked = undefined;
    this.origin = undefined;
  }

  private detachedOnce(): string | undefined {
    const detached = this.detached;
    this.detached = undefined;
    return detached;
  }
}

export function sameSocket(a: SocketRef, b: SocketRef): boolean {
  return a.node === b.node && a.side === b.side && a.port === b.port;
}
