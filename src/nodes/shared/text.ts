import type { BothLanguages } from '../../runtime/define';

/** A text in both languages. */
export function both(en: string, zh: string): BothLanguages {
  return { en, zh };
}
