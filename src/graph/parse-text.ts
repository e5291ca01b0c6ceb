import { isObject } from './remarks';
import type { Json, LocalText } from './types';

/** A text in one or two languages; one language alone serves for both. */
export function parseText(value: Json | undefined): LocalText | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const { en, zh } = value;
  if (typeof en === 'string' && typeof zh === 'string') return { ...value, en, zh };
  const one = typeof en === 'string' ? en : zh;
  return typeof one === 'string' && (en === undefined || zh === undefined) ? { ...value, en: one, zh: one } : undefined;
}
