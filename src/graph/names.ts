import { LIMITS } from './limits';
import type { GraphNode, LocalText } from './types';

/** `/` separates the levels of flat ids, ids become file names, and a lone `.` or `..` is a folder. */
const FORBIDDEN = /[/\\\p{Cc}\p{Cs}\u2028\u2029]/u;

/**
 * Whether a node id, port name or macro id can be used as a key and as part of a file name everywhere:
 * 1 to 100 characters, no slash or control character, no name that every object inherits.
 */
export function isSafeName(name: string): boolean {
  return name.length > 0 && name.length <= LIMITS.nameLength
    && !FORBIDDEN.test(name) && !(name in Object.prototype) && !/^\.+$/.test(name);
}

/** The nearest safe name that is not taken: forbidden characters become `_`, a counter follows when needed. */
export function safeName(name: string, taken: (candidate: string) => boolean): string {
  const cleaned = Array.from(name.slice(0, LIMITS.nameLength - 8), (c) => (FORBIDDEN.test(c) ? '_' : c)).join('');
  const stem = isSafeName(cleaned) ? cleaned : `${cleaned.replace(/^\.+$/, '')}_`;
  if (!taken(stem)) return stem;
  let counter = 2;
  while (taken(`${stem}-${counter}`)) counter += 1;
  return `${stem}-${counter}`;
}

const ID_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * A fresh id that starts with `stem`, such as `align-face-k3f9`.
 * @param random returns numbers in [0, 1); any function ends the search, a constant one too.
 */
export function freshId(stem: string, taken: (candidate: string) => boolean, random: () => number): string {
  const base = safeName(stem, () => false).slice(0, LIMITS.nameLength - 20);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    let suffix = '';
    for (let i = 0; i < 4; i += 1) suffix += ID_LETTERS[Math.min(35, Math.max(0, Math.floor(random() * 36) || 0))];
    const id = `${base}-${suffix}`;
    if (!taken(id)) return id;
  }
  return safeName(base, taken);
}

/** How a sentence calls a node: its label, or its type, and its id. */
export function nodeName(id: string, node: GraphNode | undefined): string {
  if (!node) return `“${id}”`;
  const called = labelInWords(node.label) || node.type;
  return called === id ? `“${id}”` : `“${called}” (${id})`;
}

/** A label for sentences of any language: both names, where they differ. */
function labelInWords(label: LocalText | undefined): string {
  if (label === undefined || typeof label === 'string') return label ?? '';
  return label.en === label.zh ? label.en : `${label.en} · ${label.zh}`;
}
