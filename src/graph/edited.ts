import type { GraphBody } from './types';

export interface BothTexts { readonly en: string; readonly zh: string }

/**
 * What an edit gives back: a new document that shares all it did not touch, or, where the edit is not possible,
 * the same document and why. An edit that changes nothing returns the very same document.
 */
export interface Edited<B> {
  readonly document: B;
  readonly refused?: BothTexts;
  /** Ids the edit made, in order. */
  readonly added?: readonly string[];
}

/** An edit of a document or of a macro's inside. */
export type BodyEdit = <B extends GraphBody>(body: B) => Edited<B>;

export function refuse<B>(document: B, en: string, zh: string): Edited<B> {
  return { document, refused: { en, zh } };
}

export function refuseMissing<B>(document: B, id: string): Edited<B> {
  return refuse(document, `There is no node “${id}” here; it may have been removed.`, `这里没有节点“${id}”，它可能已被删除。`);
}
