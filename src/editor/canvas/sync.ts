import type { Endpoint, GraphBody } from '../../graph/types';
import { openBody } from '../scope';
import type { Session } from '../session';
import type { CanvasWire } from './area';
import { NodeDrags } from './drags';
import type { SocketRef } from './flow';
import { WireHandling } from './connect';
import { placeOf, socketOffset, type Point } from './layout';
import { CardModels } from './models';
import { Stage, type Camera } from './stage';

/** The canvas of a session: Rete's objects, kept equal to the open body. */
export interface Canvas {
  readonly stage: Stage;
  readonly models: CardModels;
  readonly drags: NodeDrags;
  /** Resolves when the canvas shows the document as it is now. */
  settled(): Promise<void>;
  destroy(): void;
}

export function wireId(from: Endpoint, to: Endpoint): string {
  return `${from[0]}/${from[1]}>${to[0]}/${to[1]}`;
}

/**
 * The one place where document and Rete meet. Downwards, every change of the document is carried over as the least change of Rete's objects;
 * upwards, gestures become edits of the document (`NodeDrags`, `WireHandling`) and come back down the same way.
 */
export function connectCanvas(session: Session, container: HTMLElement): Canvas {
  const models = new CardModels(session.definitions);
  const body = (): GraphBody => openBody(session.get().document, session.get().scope);
  const model = (id: string) => models.model(session.get().document, body(), id);
  const socketAt = ({ node, side, port }: SocketRef, position: (node: string) => Point | undefined): Point | undefined => {
    const at = position(node);
    const card = model(node);
    if (!at || !card) return undefined;
    const offset = socketOffset(card.view, card.layout, side, port);
    return { x: at.x + offset.x, y: at.y + offset.y };
  };
  const outputKind = (node: string, port: string) => models.outputKind(session.get().document, body(), node, port);
  const drags = new NodeDrags(session, () => stage);
  const gestures = new WireHandling(session, models, () => stage);
  const stage: Stage = new Stage(container, {
    sizeOf: (id) => model(id)?.layout,
    inMacro: () => session.get().scope.length > 0,
    groundBoxes: () => [...body().view.frames, ...body().view.notes],
    wireEnds: (wire, position) => {
      const from = socketAt({ node: wire.source, side: 'output', port: wire.sourceOutput }, position);
      const to = socketAt({ node: wire.target, side: 'input', port: wire.targetInput }, position);
      return from && to && { from, to, kind: outputKind(wire.source, wire.sourceOutput) };
    },
    drags,
    gestures,
    socketAt,
    kindOf: ({ node, side, port }) => (side === 'output' ? outputKind(node, port) : model(node)?.view.inputs.find((input) => input.name === port)?.kinds[0]),
    pans: (event) => event.shiftKey === session.get().settings.dragSelects,
  });

  let shownScope = scopeKey(session);
  const cameras = new Map<string, Camera>();
  const shownModels = new Map<string, unknown>();

  const project = async (): Promise<void> => {
    const scope = scopeKey(session);
    const entered = scope !== shownScope;
    if (entered) {
      cameras.set(shownScope, stage.cameraNow());
      await stage.editor.clear();
      shownModels.clear();
      shownScope = scope;
    }
    const now = body();
    const wires = new Map(now.links.filter((link) => Object.hasOwn(now.nodes, link.from[0]) && Object.hasOwn(now.nodes, link.to[0]))
      .map((link): readonly [string, CanvasWire] => {
        const id = wireId(link.from, link.to);
        return [id, { id, source: link.from[0], sourceOutput: link.from[1], target: link.to[0], targetInput: link.to[1] }];
      }));
    for (const { id } of stage.editor.getConnections()) if (!wires.has(id)) await stage.editor.removeConnection(id);
    for (const { id } of stage.editor.getNodes()) {
      if (Object.hasOwn(now.nodes, id)) continue;
      await stage.editor.removeNode(id);
      shownModels.delete(id);
    }
    for (const id of Object.keys(now.nodes)) {
      const isNew = !stage.area.nodeViews.has(id);
      if (isNew) await stage.editor.addNode({ id });
      const at = placeOf(now, id);
      const shown = stage.positionOf(id);
      if (!drags.holds(id) && (!shown || shown.x !== at.x || shown.y !== at.y)) await stage.area.translate(id, { x: at.x, y: at.y });
      const card = model(id);
      if (card && shownModels.get(id) !== card) {
        shownModels.set(id, card);
        const element = stage.element(id);
        if (element) {
          element.style.width = `${card.layout.width}px`;
          element.style.minHeight = `${card.layout.height}px`;
          element.dataset.what = card.view.what;
          element.dataset.category = card.view.category;
        }
        stage.wires.drawNode(id);
      }
    }
    const drawn = new Set(stage.editor.getConnections().map((wire) => wire.id));
    for (const [id, wire] of wires) if (!drawn.has(id)) await stage.editor.addConnection(wire);
    stage.refreshMounted();
    if (entered) await (cameras.has(scope) ? stage.lookFrom(cameras.get(scope)) : stage.fit());
  };

  let working: Promise<void> | undefined;
  let again = false;
  const reconcile = (): Promise<void> => {
    again = true;
    working ??= (async () => {
      while (again) {
        again = false;
        await project();
      }
    })().finally(() => { working = undefined; });
    return working;
  };

  let seen = session.get();
  const unsubscribe = session.store.subscribe((state) => {
    const changed = state.document !== seen.document || state.scope !== seen.scope;
    const wireChanged = state.selectedWire !== seen.selectedWire || state.checked !== seen.checked || state.wireInHand !== seen.wireInHand;
    seen = state;
    if (changed) void reconcile().then(() => gestures.markWires());
    else if (wireChanged) gestures.markWires();
  });
  session.stage.current = stage;
  void reconcile().then(() => stage.fit());

  return {
    stage, models, drags,
    settled: async () => {
      await drags.settled();
      await reconcile();
    },
    destroy: () => {
      unsubscribe();
      session.stage.current = undefined;
      stage.destroy();
    },
  };
}

/** What is on the canvas: another document, or the inside of another macro, is another place with a camera of its own. */
function scopeKey(session: Session): string {
  const { document, scope } = session.get();
  return [document.id, ...scope.map((step) => step.node)].join('/');
}
