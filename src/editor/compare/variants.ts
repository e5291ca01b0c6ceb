import { upstreamOf } from '../../graph/order';
import type { BothLanguages } from '../../runtime/define';
import { resolveParams } from '../../runtime/params';
import type { Definitions } from '../../runtime/ports';
import type { Compared, LaneView } from './compared';

/** The variants of networks that a lane's nodes are set to, in the order they run, each once. */
export function variantsOf({ checked }: Compared, { end }: LaneView, definitions: Definitions): readonly BothLanguages[] {
  if (!end) return [];
  const upstream = upstreamOf(checked.flat, [end[0]]);
  const found = new Map<string, BothLanguages>();
  for (const id of checked.order.order) {
    const node = upstream.has(id) ? checked.flat.nodes[id] : undefined;
    const definition = node && definitions.get(node.type), param = definition?.params['variant'];
    if (!node || !definition || param?.kind !== 'choice') continue;
    const value = resolveParams(definition, node.params)['variant'];
    const title = typeof value === 'string' ? param.options[value] : undefined;
    if (title) found.set(title.en, title);
  }
  return [...found.values()];
}
