import { useMemo } from 'react';
import type { Mode } from '../../../face/model/types';
import type { BothLanguages } from '../../../runtime/define';
import { useLanguage, useSession } from '../../context';
import { identityModeNames } from './mode-names';
import type { ModeKind } from './morph';

/** Names of modes in the user's language: those of expressions are the titles of the parameter that takes them. */
export function useModeTitles(): (kind: ModeKind, mode: Mode) => string {
  const session = useSession();
  const language = useLanguage();
  return useMemo(() => {
    const expressions = new Map<string, BothLanguages>();
    for (const definition of session.definitions.values()) {
      const param = definition.params.expressionValues;
      if (param?.kind === 'numbers') for (const { name, title } of param.names) expressions.set(name, title);
    }
    return (kind, { name }) => (kind === 'expression' ? expressions.get(name)?.[language] : identityModeNames(name, language)) ?? spelledOut(name);
  }, [session, language]);
}

/** jawWidth → Jaw width. */
function spelledOut(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
