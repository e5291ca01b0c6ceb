import type { GraphDocument, GraphNode, LocalText } from '../graph/types';
import type { Category, InputPort, NodeDefinition, OutputPort, Param } from '../runtime/define';
import { kindsOf, portsOf, type Definitions } from '../runtime/ports';
import { KINDS, type Kind } from '../runtime/values';

export interface PortView {
  readonly name: string;
  readonly title: LocalText;
  readonly help?: LocalText | undefined;
  /** The kinds it takes or the one it gives; a reroute takes all of them. */
  readonly kinds: readonly Kind[];
  readonly optional: boolean;
}

/** What the editor shows of a node, whatever it is: a registered type, a macro, a reroute, or a type this build does not know. */
export interface NodeView {
  readonly what: 'node' | 'macro' | 'reroute' | 'unknown';
  readonly type: string;
  readonly category: Category | 'macro' | 'unknown';
  readonly title: LocalText;
  readonly ownTitle?: LocalText | undefined;
  readonly summary?: LocalText | undefined;
  readonly inputs: readonly PortView[];
  readonly outputs: readonly PortView[];
  readonly params: readonly (readonly [name: string, param: Param])[];
  readonly definition?: NodeDefinition | undefined;
}

const REROUTE_TITLE = { en: 'Reroute', zh: '中继点' };

export function describeNode(node: GraphNode, document: GraphDocument, definitions: Definitions): NodeView {
  const base = { type: node.type, ownTitle: node.label };
  if (node.type === 'reroute') {
    return { ...base, what: 'reroute', category: 'utility', title: REROUTE_TITLE, params: [], inputs: [anyPort('in')], outputs: [anyPort('out')] };
  }
  if (node.type === 'macro') return { ...base, ...describeMacro(node, document, definitions) };
  const definition = definitions.get(node.type);
  if (!definition) return { ...base, what: 'unknown', category: 'unknown', title: node.type, params: [], inputs: [], outputs: [] };
  const ports = portsOf(definition, node.params);
  return {
    ...base,
    what: 'node',
    category: definition.category,
    title: definition.title,
    summary: definition.summary,
    definition,
    params: Object.entries(definition.params),
    inputs: Object.entries(ports.inputs).map(([name, port]) => inputView(name, port)),
    outputs: Object.entries(ports.outputs).map(([name, port]) => outputView(name, port)),
  };
}

function describeMacro(node: GraphNode, document: GraphDocument, definitions: Definitions): Omit<NodeView, 'type' | 'ownTitle'> {
  const macro = typeof node.params.macro === 'string' ? document.macros[node.params.macro] : undefined;
  if (!macro) return { what: 'unknown', category: 'unknown', title: { en: 'Missing macro', zh: '缺失的宏' }, params: [], inputs: [], outputs: [] };
  const inside = (id: string): NodeView | undefined => {
    const inner = macro.nodes[id];
    return inner && describeNode(inner, document, definitions);
  };
  const ownerIn = (ports: typeof macro.inputs) => (name: string): LocalText | undefined => {
    const end = ports.find((port) => port.name === name)?.ends[0];
    return end && (macro.nodes[end[0]]?.label ?? inside(end[0])?.title);
  };
  return {
    what: 'macro',
    category: 'macro',
    title: macro.title,
    params: (macro.params ?? []).flatMap(({ name, title, node: id, param }) => exposed(name, title, macro.nodes[id], inside(id), param)),
    inputs: toldApart(macro.inputs.map((port) => {
      const views = port.ends.flatMap(([id, name]) => inside(id)?.inputs.find((input) => input.name === name) ?? []);
      return { name: port.name, title: port.title ?? views[0]?.title ?? port.name, kinds: views[0]?.kinds ?? KINDS, optional: views.every((view) => view.optional) };
    }), ownerIn(macro.inputs)),
    outputs: toldApart(macro.outputs.map((port) => {
      const end = port.ends[0];
      const view = end && inside(end[0])?.outputs.find((output) => output.name === end[1]);
      return { name: port.name, title: port.title ?? view?.title ?? port.name, kinds: view?.kinds ?? KINDS, optional: false };
    }), ownerIn(macro.outputs)),
  };
}

/** Ports that share their words are told apart by the node inside that each belongs to. */
function toldApart(ports: readonly PortView[], ownerOf: (name: string) => LocalText | undefined): readonly PortView[] {
  const words = (text: LocalText) => (typeof text === 'string' ? { en: text, zh: text } : text);
  return ports.map((port) => {
    const [own, owner] = [words(port.title), ownerOf(port.name)];
    if (owner === undefined || ports.every((other) => other === port || words(other.title).en !== own.en)) return port;
    return { ...port, title: { en: `${words(owner).en} · ${own.en}`, zh: `${words(owner).zh} · ${own.zh}` } };
  });
}

/** An exposed setting as one of the macro node's own: what holds inside is its default. */
function exposed(name: string, title: LocalText | undefined, inner: GraphNode | undefined, view: NodeView | undefined, param: string): readonly (readonly [string, Param])[] {
  const known = view?.params.find(([key]) => key === param)?.[1];
  if (!inner || !known) return [];
  const words = title ?? known.title;
  const own = inner.params[param];
  const initial = own !== undefined && typeof own === typeof known.initial && Array.isArray(own) === Array.isArray(known.initial) ? own : known.initial;
  return [[name, { ...known, initial, advanced: false, title: typeof words === 'string' ? { en: words, zh: words } : words } as Param]];
}

/** Ports that a link names but the type does not know (an unknown type, a renamed port), so that the link can still be drawn. */
export function withLinkedPorts(view: NodeView, linkedInputs: readonly string[], linkedOutputs: readonly string[]): NodeView {
  const missing = (known: readonly PortView[], names: readonly string[]) => [...new Set(names)].filter((name) => !known.some((port) => port.name === name));
  const inputs = missing(view.inputs, linkedInputs);
  const outputs = missing(view.outputs, linkedOutputs);
  if (inputs.length + outputs.length === 0) return view;
  return { ...view, inputs: [...view.inputs, ...inputs.map(anyPort)], outputs: [...view.outputs, ...outputs.map(anyPort)] };
}

function anyPort(name: string): PortView {
  return { name, title: name, kinds: KINDS, optional: true };
}

function inputView(name: string, port: InputPort): PortView {
  return { name, title: port.title, help: port.help, kinds: kindsOf(port), optional: port.optional ?? false };
}

function outputView(name: string, port: OutputPort): PortView {
  return { name, title: port.title, help: port.help, kinds: [port.kind], optional: false };
}
