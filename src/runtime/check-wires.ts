import { nodeName } from '../graph/names';
import { findConverter, nameKinds } from './converters';
import type { Problem } from './engine-types';
import type { FlatWiring } from './flat';
import { accepts, kindsOf, portsOf, type Definitions } from './ports';

/** What comes into each input port: the link's other end, by node and port. */
export type Feeds = ReadonlyMap<string, ReadonlyMap<string, readonly [node: string, port: string]>>;

/** Links by the input they end in. */
export function feedsOf(wiring: FlatWiring): Feeds {
  const feeds = new Map<string, Map<string, readonly [string, string]>>();
  for (const { from, to: [node, port] } of wiring.links) {
    const ports = feeds.get(node) ?? new Map<string, readonly [string, string]>();
    if (!ports.has(port)) ports.set(port, from);
    feeds.set(node, ports);
  }
  return feeds;
}

/** Links that end nowhere or in a wrong kind, and inputs left open. */
export function checkWires(wiring: FlatWiring, feeds: Feeds, definitions: Definitions): readonly Problem[] {
  const problems: Problem[] = [];
  const known = new Map(Object.entries(wiring.nodes).flatMap(([id, node]) => {
    const definition = definitions.get(node.type);
    return definition ? [[id, portsOf(definition, node.params)] as const] : [];
  }));
  for (const { from: [source, output], to: [target, input] } of wiring.links) {
    const name = (id: string): string => nodeName(id, wiring.nodes[id]);
    const fault = (code: string, en: string, zh: string, remedy?: Problem['remedy']): void => {
      problems.push({ severity: 'error', code, node: target, port: input, message: { en, zh }, ...(remedy ? { remedy } : {}) });
    };
    const inputs = known.get(target)?.inputs;
    const outputs = known.get(source)?.outputs;
    if (inputs && !Object.hasOwn(inputs, input)) { fault('no-port', `${name(target)} has no input "${input}". Remove the link, or use one of: ${Object.keys(inputs).join(', ') || 'none'}.`, `${name(target)} 没有输入“${input}”。请删除该连线，或使用：${Object.keys(inputs).join('、') || '无'}。`); continue; }
    if (!Object.hasOwn(wiring.nodes, source)) { fault('no-node', `The link into "${input}" of ${name(target)} starts at "${source}", which is not in the graph. Remove the link.`, `连到 ${name(target)} 的“${input}”的连线起点“${source}”不在图中。请删除该连线。`); continue; }
    if (outputs && !Object.hasOwn(outputs, output)) { fault('no-port', `${name(source)} has no output "${output}". Link one of: ${Object.keys(outputs).join(', ') || 'none'}.`, `${name(source)} 没有输出“${output}”。请连接其中之一：${Object.keys(outputs).join('、') || '无'}。`); continue; }
    if (!inputs || !outputs) continue;
    const offered = outputs[output]!.kind;
    const wanted = inputs[input]!;
    if (accepts(wanted, offered)) continue;
    const converter = findConverter(definitions, offered, kindsOf(wanted));
    const needs = nameKinds(kindsOf(wanted));
    const gets = nameKinds([offered]);
    fault('kind',
      `Input "${input}" of ${name(target)} needs ${needs.en}; "${output}" of ${name(source)} gives ${gets.en}.${converter ? ` Insert "${converter.title.en}" between them.` : ''}`,
      `${name(target)} 的输入“${input}”需要${needs.zh}；${name(source)} 的“${output}”给出的是${gets.zh}。${converter ? `请在两者之间插入“${converter.title.zh}”。` : ''}`,
      converter ? { message: { en: `Insert "${converter.title.en}"`, zh: `插入“${converter.title.zh}”` }, insertNode: converter.type } : undefined);
  }
  for (const [id, { inputs }] of known) {
    for (const [port, input] of Object.entries(inputs)) {
      if (input.optional || feeds.get(id)?.has(port)) continue;
      const needs = nameKinds(kindsOf(input));
      problems.push({
        severity: 'error', code: 'missing-input', node: id, port,
        message: {
          en: `${nodeName(id, wiring.nodes[id])} needs ${needs.en} on its input "${port}" (${input.title.en}). Link one to it.`,
          zh: `${nodeName(id, wiring.nodes[id])} 的输入“${port}”（${input.title.zh}）需要${needs.zh}。请连接一个。`,
        },
      });
    }
  }
  return problems;
}
