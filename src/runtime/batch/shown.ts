import type { Checked } from '../check';
import { portsOf, type Definitions } from '../ports';

/** What a viewer or writer of the flat graph shows: its first output, or what comes into its first linked input. */
export function shownBy(id: string, checked: Checked, definitions: Definitions): readonly [node: string, port: string] | undefined {
  const node = checked.flat.nodes[id];
  const definition = node && definitions.get(node.type);
  if (!definition?.sink) return undefined;
  const ports = portsOf(definition, node!.params);
  const output = Object.keys(ports.outputs)[0];
  if (output !== undefined) return [id, output];
  return Object.keys(ports.inputs).flatMap((port) => { const feed = checked.feeds.get(id)?.get(port); return feed ? [feed] : []; })[0];
}
