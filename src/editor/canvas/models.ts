import type { GraphBody, GraphDocument, GraphNode } from '../../graph/types';
import type { Definitions } from '../../runtime/ports';
import type { Kind } from '../../runtime/values';
import { describeNode, withLinkedPorts, type NodeView } from '../describe';
import { cardLayout, type CardLayout } from './layout';

export interface CardModel { readonly node: GraphNode; readonly view: NodeView; readonly layout: CardLayout; readonly collapsed: boolean }

interface Kept { readonly macros: GraphDocument['macros']; readonly width: number | undefined; readonly collapsed: boolean; readonly ports: string; readonly model: CardModel }

/**
 * Describes and lays out cards, keeping each until something it depends on changes, so that an unchanged card is the very same object.
 * Kept by node and id: a copy may share its node with the original.
 */
export class CardModels {
  private readonly kept = new WeakMap<GraphNode, Map<string, Kept>>();
  private linked: { readonly links: GraphBody['links']; readonly inputs: Map<string, string[]>; readonly outputs: Map<string, string[]> } | undefined;

  constructor(private readonly definitions: Definitions) {}

  model(document: GraphDocument, body: GraphBody, id: string): CardModel | undefined {
    const node = body.nodes[id];
    if (!node) return undefined;
    const place = body.view.nodes[id];
    const collapsed = place?.collapsed ?? false;
    const { inputs, outputs } = this.linkedPorts(body);
    const ports = `${inputs.get(id)?.join() ?? ''}>${outputs.get(id)?.join() ?? ''}`;
    const kept = this.kept.get(node) ?? new Map<string, Kept>();
    const before = kept.get(id);
    if (before && before.macros === document.macros && before.width === place?.width && before.collapsed === collapsed && before.ports === ports) return before.model;
    const view = withLinkedPorts(describeNode(node, document, this.definitions), inputs.get(id) ?? [], outputs.get(id) ?? []);
    const model: CardModel = { node, view, layout: cardLayout(view, collapsed, place?.width), collapsed };
    this.kept.set(node, kept.set(id, { macros: document.macros, width: place?.width, collapsed, ports, model }));
    return model;
  }

  /** The kind an output carries, followed back through reroutes; undefined where that cannot be said. */
  outputKind(document: GraphDocument, body: GraphBody, id: string, port: string): Kind | undefined {
    let at: readonly [string, string] | undefined = [id, port];
    for (let steps = 0; at && steps < 100; steps++) {
      const [node, name]: readonly [string, string] = at;
      const view = this.model(document, body, node)?.view;
      if (view?.what !== 'reroute') {
        const kinds = view?.outputs.find((output) => output.name === name)?.kinds;
        return kinds?.length === 1 ? kinds[0] : undefined;
      }
      at = body.links.find((link) => link.to[0] === node)?.from;
    }
    return undefined;
  }

  private linkedPorts(body: GraphBody): { readonly inputs: Map<string, string[]>; readonly outputs: Map<string, string[]> } {
    if (this.linked?.links === body.links) return this.linked;
    const inputs = new Map<string, string[]>();
    const outputs = new Map<string, string[]>();
    const note = (map: Map<string, string[]>, [node, port]: readonly [string, string]): void => {
      const names = map.get(node);
      if (!names) map.set(node, [port]);
      else if (!names.includes(port)) names.push(port);
    };
    for (const link of body.links) {
      note(outputs, link.from);
      note(inputs, link.to);
    }
    this.linked = { links: body.links, inputs, outputs };
    return this.linked;
  }
}
