import { disconnect } from '../../graph/edit-links';
import type { Endpoint, GraphBody } from '../../graph/types';
import { linkPorts, splitWireKey } from '../link';
import { portOf } from '../ports-at';
import { flatId, openBody } from '../scope';
import type { Session } from '../session';
import { disconnectName } from '../step-names';
import { sameSocket, type SocketRef, type WireGestures } from './flow';
import type { CardModels } from './models';
import type { Stage } from './stage';

/** Wires by hand: what may be linked, what a refusal says, and what a wire dropped in the open opens. */
export class WireHandling implements WireGestures {
  constructor(private readonly session: Session, private readonly models: CardModels, private readonly stage: () => Stage) {}

  linkInto(socket: SocketRef): { readonly id: string; readonly from: SocketRef } | undefined {
    const link = this.body().links.find(({ to }) => to[0] === socket.node && to[1] === socket.port);
    return link && { id: `${link.to[0]}/${link.to[1]}`, from: { node: link.from[0], side: 'output', port: link.from[1] } };
  }

  begin(from: SocketRef, detached: string | undefined): void {
    const kind = from.side === 'output' ? this.models.outputKind(this.session.get().document, this.body(), from.node, from.port) : undefined;
    const port = portOf(this.session, this.body(), [from.node, from.port], from.side);
    this.session.set({ wireInHand: { from, kinds: kind ? [kind] : port?.kinds ?? [], detached } });
  }

  finish(from: SocketRef, to: SocketRef, detached: string | undefined): void {
    this.session.set({ wireInHand: undefined });
    if (from.side === to.side || from.node === to.node) {
      if (!sameSocket(from, to)) this.session.notify({ en: 'A wire runs from the output of one node to the input of another.', zh: '连线必须从一个节点的输出连到另一个节点的输入。' }, 'bad');
      return;
    }
    const [source, target]: readonly [Endpoint, Endpoint] = from.side === 'output' ? [[from.node, from.port], [to.node, to.port]] : [[to.node, to.port], [from.node, from.port]];
    linkPorts(this.session, source, target, detached);
  }

  dropInTheOpen(from: SocketRef, detached: string | undefined): void {
    this.session.set({ wireInHand: undefined });
    if (detached !== undefined) {
      const to = splitWireKey(detached);
      this.session.edit((body) => disconnect(body, to), { label: disconnectName(this.session, to) });
      return;
    }
    const world = this.stage().area.area.pointer;
    this.session.set({ palette: { world: { ...world }, client: this.stage().toClient(world), socket: from } });
  }

  abandon(): void {
    this.session.set({ wireInHand: undefined });
  }

  /** Shows on the wires what is selected, in hand, and refused by the check. */
  markWires(): void {
    const { selectedWire, wireInHand, checked, scope } = this.session.get();
    const ids = new Map(this.body().links.map((link) => [`${link.to[0]}/${link.to[1]}`, `${link.from[0]}/${link.from[1]}>${link.to[0]}/${link.to[1]}`]));
    const pick = (key: string | undefined): ReadonlySet<string> => new Set(key !== undefined && ids.has(key) ? [ids.get(key) ?? ''] : []);
    const prefix = flatId(scope, '');
    const refused = checked.problems.filter((problem) => problem.port !== undefined && problem.node?.startsWith(prefix) && problem.severity === 'error')
      .flatMap((problem) => ids.get(`${problem.node?.slice(prefix.length)}/${problem.port}`) ?? []);
    const { wires } = this.stage();
    wires.mark('wire-selected', pick(selectedWire));
    wires.mark('wire-away', pick(wireInHand?.detached));
    wires.mark('wire-refused', new Set(refused));
  }

  private body(): GraphBody {
    return openBody(this.session.get().document, this.session.get().scope);
  }
}
