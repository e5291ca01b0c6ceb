import type { Edited } from './edited';
import { refuse } from './edited';
import { sameJson } from './equal';
import { macrosUsedBy, macrosWithin } from './macro-nesting';
import { own, withKey, withoutKeys } from './record';
import type { GraphDocument, LocalText } from './types';

export function setTitle(document: GraphDocument, title: LocalText): Edited<GraphDocument> {
  return { document: sameJson(document.title, title) ? document : { ...document, title } };
}

/** Sets what the document says of itself; undefined takes it away. */
export function setAbout(document: GraphDocument, about: LocalText | undefined): Edited<GraphDocument> {
  if (sameJson(document.about, about)) return { document };
  const { about: _old, ...rest } = document;
  return { document: (about === undefined ? rest : { ...document, about }) as GraphDocument };
}

export function setMacroTitle(document: GraphDocument, macroId: string, title: LocalText): Edited<GraphDocument> {
  const macro = own(document.macros, macroId);
  if (!macro) return refuse(document, `There is no macro “${macroId}” in this graph.`, `此图中没有宏“${macroId}”。`);
  if (sameJson(macro.title, title)) return { document };
  return { document: { ...document, macros: withKey(document.macros, macroId, { ...macro, title }) } };
}

/** Removes macros that no node stands for, not even inside another macro that is used. */
export function removeUnusedMacros(document: GraphDocument): Edited<GraphDocument> {
  const used = macrosWithin(document.macros, macrosUsedBy(document.macros, document));
  const unused = new Set(Object.keys(document.macros).filter((id) => !used.has(id)));
  const macros = withoutKeys(document.macros, unused);
  return { document: macros === document.macros ? document : { ...document, macros } };
}
