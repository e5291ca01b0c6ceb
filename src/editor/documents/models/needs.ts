import type { GraphDocument, GraphNode, Json } from '../../../graph/types';
import type { packs } from '../../../nodes/catalog';
import type { Definitions } from '../../../runtime/ports';

export type Pack = typeof packs extends ReadonlyMap<string, infer P> ? P : never;
type Packs = ReadonlyMap<string, Pack>;

/** One network that a graph wants: its pack, the hash where the graph names one, and the nodes that use it. */
export interface Need { readonly pack: Pack; readonly sha256: string | undefined; readonly nodes: readonly string[] }
export interface Kept { readonly sha256: string; readonly bytes: number; readonly pack: string; readonly fileName: string }

/** The file param of a node and the pack that belongs there; undefined for nodes that run no public network. */
function placeOf(node: GraphNode, definitions: Definitions, known: Packs): { readonly param: string; readonly pack: Pack; readonly reference: string } | undefined {
  const params = definitions.get(node.type)?.params ?? {};
  const text = (name: string): string => { const value: Json | undefined = node.params[name] ?? (params[name]?.initial as Json | undefined); return typeof value === 'string' ? value : ''; };
  const pack = params['pack']?.kind === 'choice' && params['file']?.kind === 'file' ? known.get(text('pack')) : undefined;
  if (pack) return { param: 'file', pack, reference: text('file') };
  const yunet = known.get('yunet-2023-mar');
  return node.type === 'detect-faces' && yunet && text('engine') === 'yunet' ? { param: 'model', pack: yunet, reference: text('model') } : undefined;
}

/** Every public network of a graph, its macros included. */
export function needsOf(document: GraphDocument, definitions: Definitions, known: Packs): readonly Need[] {
  const needs = new Map<string, { readonly pack: Pack; readonly sha256: string | undefined; readonly nodes: string[] }>();
  for (const body of [document, ...Object.values(document.macros)]) {
    for (const [id, node] of Object.entries(body.nodes)) {
      const place = placeOf(node, definitions, known);
      if (!place) continue;
      const sha256 = place.reference.startsWith('sha256:') ? place.reference.slice('sha256:'.length) : undefined;
      const key = `${place.pack.id} ${sha256 ?? ''}`, need = needs.get(key) ?? { pack: place.pack, sha256, nodes: [] };
      need.nodes.push(id);
      needs.set(key, need);
    }
  }
  return [...needs.values()];
}

/** Those whose bytes are not on this machine, or that name no file yet. Found by pack and hash, never by the name of a file. */
export function missingOf(needs: readonly Need[], kept: readonly Kept[], stored: (sha256: string) => boolean): readonly Need[] {
  return needs.filter(({ sha256 }) => sha256 === undefined || !(kept.some((one) => one.sha256 === sha256) || stored(sha256)));
}

/** The graph with a kept network in every node of its pack that has none yet. */
export function withKept(document: GraphDocument, { pack, sha256 }: Kept, definitions: Definitions, known: Packs): GraphDocument {
  const filled = <B extends { readonly nodes: Readonly<Record<string, GraphNode>> }>(body: B): B => ({
    ...body,
    nodes: Object.fromEntries(Object.entries(body.nodes).map(([id, node]) => {
      const place = placeOf(node, definitions, known);
      return [id, place?.pack.id === pack && place.reference === '' ? { ...node, params: { ...node.params, [place.param]: `sha256:${sha256}` } } : node];
    })),
  });
  return { ...filled(document), macros: Object.fromEntries(Object.entries(document.macros).map(([id, macro]) => [id, filled(macro)])) };
}
