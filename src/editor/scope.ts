import type { GraphBody, GraphDocument } from '../graph/types';
import type { ScopeStep } from './state';

/** The body on the canvas: the document itself, or the inside of the macro that is open. */
export function openBody(document: GraphDocument, scope: readonly ScopeStep[]): GraphBody {
  const step = scope.at(-1);
  return (step && document.macros[step.macro]) ?? document;
}

/** The document with an edited open body in its place. */
export function withOpenBody(document: GraphDocument, scope: readonly ScopeStep[], edit: <B extends GraphBody>(body: B) => B): GraphDocument {
  const step = scope.at(-1);
  const macro = step && document.macros[step.macro];
  if (!step || !macro) return edit(document);
  const edited = edit(macro);
  return edited === macro ? document : { ...document, macros: { ...document.macros, [step.macro]: edited } };
}

/** Id of a node of the open body in the flattened graph, as the engine reports it. */
export function flatId(scope: readonly ScopeStep[], id: string): string {
  return [...scope.map((step) => step.node), id].join('/');
}

/** Where a node of the flattened graph stands in the document. */
export function placeOfFlatId(document: GraphDocument, flat: string): { readonly scope: readonly ScopeStep[]; readonly id: string } | undefined {
  const parts = flat.split('/');
  const scope: ScopeStep[] = [];
  let body: GraphBody = document;
  for (const node of parts.slice(0, -1)) {
    const macro = body.nodes[node]?.params.macro;
    const inside = typeof macro === 'string' ? document.macros[macro] : undefined;
    if (!inside || typeof macro !== 'string') return undefined;
    scope.push({ node, macro });
    body = inside;
  }
  const id = parts.at(-1) ?? '';
  return Object.hasOwn(body.nodes, id) ? { scope, id } : undefined;
}

/** Steps of the scope that still lead somewhere after an edit or an undo. */
export function validScope(document: GraphDocument, scope: readonly ScopeStep[]): readonly ScopeStep[] {
  let body: GraphBody = document;
  for (const [index, step] of scope.entries()) {
    const inside = document.macros[step.macro];
    if (body.nodes[step.node]?.params.macro !== step.macro || !inside) return scope.slice(0, index);
    body = inside;
  }
  return scope;
}
