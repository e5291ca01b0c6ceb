import type { GraphDocument, Json } from '../../../graph/types';
import type { Definitions } from '../../../runtime/ports';
import { keptModels, type KeptModel } from '../../../runtime/platform/model-folder';
import { PACKS } from '../../shared/packs/list';
import { say, type Language } from '../open-graph';
import type { CommandOutput } from '../run';

/** A file param of a node, and the pack whose weights belong there. */
interface Wanted { readonly node: string; readonly param: string; readonly pack: string; readonly file: string }

/**
 * Fills empty weights of a graph's nodes with the networks that were added for their packs, saying which hash was taken; and says, by name and hash, what a
 * graph names that is not here. A file is never found by its name.
 */
export async function withKeptModels(graph: GraphDocument, definitions: Definitions, folder: string, language: Language, io: CommandOutput): Promise<GraphDocument> {
  const wanted = Object.keys(graph.nodes).flatMap((id) => wantedBy(graph, definitions, id));
  if (wanted.length === 0) return graph;
  const kept = await keptModels(folder);
  let nodes = graph.nodes;
  for (const { node, param, pack, file } of wanted) {
    const found = file === '' ? newest(kept, pack) : undefined;
    if (found) {
      nodes = { ...nodes, [node]: { ...nodes[node]!, params: { ...nodes[node]!.params, [param]: `sha256:${found.sha256}` } } };
      io.error(`${say({ en: `${node}: ${pack}, sha256 ${found.sha256.slice(0, 12)}…, of the kept networks.`, zh: `${node}：${pack}，sha256 ${found.sha256.slice(0, 12)}…，来自所存网络。` }, language)}\n`);
    } else if (file.startsWith('sha256:') && !kept.some((one) => one.sha256 === file.slice('sha256:'.length))) {
      io.error(`${say({
        en: `${node} wants ${pack} with ${file}, which is not kept here. Fetch ${PACKS.get(pack)?.file.url ?? 'its file'} and run: swapgraph models add FILE --pack ${pack}`,
        zh: `${node} 需要 ${pack}（${file}），此处没有。请下载 ${PACKS.get(pack)?.file.url ?? '其文件'}，然后运行：swapgraph models add 文件 --pack ${pack}`,
      }, language)}\n`);
    }
  }
  return { ...graph, nodes };
}

function newest(kept: readonly KeptModel[], pack: string): KeptModel | undefined {
  const published = PACKS.get(pack)?.file.sha256, all = kept.filter((one) => one.pack === pack);
  return all.find((one) => one.sha256 === published) ?? all.at(-1);
}

function wantedBy(graph: GraphDocument, definitions: Definitions, id: string): readonly Wanted[] {
  const node = graph.nodes[id]!, params = definitions.get(node.type)?.params ?? {};
  const text = (name: string): string => { const value: Json | undefined = node.params[name] ?? (params[name]?.initial as Json | undefined); return typeof value === 'string' ? value : ''; };
  if (params['pack']?.kind === 'choice' && params['file']?.kind === 'file' && PACKS.has(text('pack'))) return [{ node: id, param: 'file', pack: text('pack'), file: text('file') }];
  if (node.type === 'detect-faces') return [{ node: id, param: 'model', pack: 'yunet-2023-mar', file: text('model') }];
  return [];
}
