import { useMemo } from 'react';
import type { GraphDocument } from '../graph/types';
import type { BothLanguages } from '../runtime/define';
import { useLanguage, useSessionState } from './context';
import type { Language } from './i18n';

/** A sentence about nodes in the user's language. Sentences from the engine name a node in both languages at once ("Truth · 真值"), because they are also written to files. */
export function problemWords(message: BothLanguages, language: Language, document: GraphDocument): string {
  const bodies = [document, ...Object.values(document.macros)];
  const labels = bodies.flatMap(({ nodes }) => Object.values(nodes).flatMap(({ label }) => (typeof label === 'object' && label.en !== label.zh ? [label] : [])));
  return labels.reduce((words, label) => words.replaceAll(`“${label.en} · ${label.zh}”`, `“${label[language]}”`), message[language]);
}

export function useProblemWords(): (message: BothLanguages) => string {
  const language = useLanguage();
  const document = useSessionState((state) => state.document);
  return useMemo(() => (message) => problemWords(message, language, document), [language, document]);
}
