import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { LocalText } from '../graph/types';
import type { BothLanguages } from '../runtime/define';
import { localText, translator, type Language, type Translate } from './i18n';
import type { Session } from './session';
import type { SessionState } from './state';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('This part of the editor stands outside its session.');
  return session;
}

/** A slice of the session's state; the component renders again when the slice is another value. */
export function useSessionState<T>(select: (state: SessionState) => T): T {
  return useStore(useSession().store, select);
}

export function useTranslate(): Translate {
  const language = useSessionState((state) => state.settings.language);
  return useMemo(() => translator(language), [language]);
}

export function useLanguage(): Language {
  return useSessionState((state) => state.settings.language);
}

/** Texts of definitions and documents, in the user's language. */
export function useLocalText(): (text: LocalText | BothLanguages | undefined) => string {
  const language = useLanguage();
  return useMemo(() => (text) => localText(text, language), [language]);
}
