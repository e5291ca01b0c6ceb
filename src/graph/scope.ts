import type { Edited } from './edited';
import { refuse } from './edited';
import { LIMITS } from './limits';
import { macroNesting } from './macro-nesting';
import { own, withKey } from './record';
import type { GraphBody, GraphDocument, Macro } from './types';

/** The document itself (`undefined`) or the inside of one of its macros. */
export type Scope = string | undefined;

export function bodyAt(document: GraphDocument, scope: Scope): GraphBody | undefined {
  return scope === undefined ? document : own(document.macros, scope);
}

/** Edits a macro's inside. Refused where that would make macros hold themselves or lie too deep. */
export function editMacro(document: GraphDocument, macroId: string, edit: (inside: Macro) => Edited<Macro>): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro) return refuse(document, `There is no macro “${macroId}” in this graph.`, `此图中没有宏“${macroId}”。`);
  const { document: inside, ...rest } = edit(macro);
  if (rest.refused || inside === macro) return { ...rest, document };
  return checkNesting(document, { ...rest, document: { ...document, macros: withKey(document.macros, macroId, inside) } });
}

/** Edits the document or a macro's inside by the same edit: `editScope(document, scope, (body) => connect(body, from, to))`. */
export function editScope(document: GraphDocument, scope: Scope, edit: <B extends GraphBody>(body: B) => Edited<B>): Edited<GraphDocument> {
  return scope === undefined ? edit(document) : editMacro(document, scope, edit);
}

/** Passes an edit on, or refuses it when it makes macros hold themselves or lie deeper than files may. */
export function checkNesting(before: GraphDocument, edited: Edited<GraphDocument>): Edited<GraphDocument> {
  if (edited.refused || edited.document.macros === before.macros) return edited;
  const { depth, loops } = macroNesting(edited.document.macros);
  if (depth > LIMITS.macroNesting && depth > macroNesting(before.macros).depth) {
    return refuse(before, `Macros can lie at most ${LIMITS.macroNesting} deep in one another.`, `宏最多可嵌套 ${LIMITS.macroNesting} 层。`);
  }
  if (loops.length > 0 && loops.length > macroNesting(before.macros).loops.length) {
    return refuse(before, 'A macro cannot hold itself.', '宏不能包含自身。');
  }
  return edited;
}
