import type { BothLanguages } from '../runtime/define';
import type { LocalText } from '../graph/types';
import { en, type MessageKey } from './messages/en';
import { zh } from './messages/zh';

export type Language = 'en' | 'zh';
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** Looks a message up and fills its `{names}`. */
export function translator(language: Language): Translate {
  const messages: Readonly<Record<MessageKey, string>> = language === 'zh' ? zh : en;
  return (key, values) => messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values?.[name] ?? whole));
}

/** The text of a definition or document in one language. */
export function localText(text: LocalText | BothLanguages | undefined, language: Language): string {
  if (text === undefined) return '';
  return typeof text === 'string' ? text : text[language] || text.en;
}

/** The language to start with: the user's choice, otherwise the browser's. */
export function initialLanguage(stored: string | null, preferred: readonly string[]): Language {
  if (stored === 'en' || stored === 'zh') return stored;
  return preferred[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
