import type { BothLanguages } from '../define';
import type { Engine, RunEvent } from '../engine-types';
import { NodeError } from '../errors';

/** The calls that cross a port; run events travel as notices. */
export type Method = Exclude<keyof Engine, 'run'> | 'runSilently';

export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: string; readonly text: BothLanguages };

/** What the worker tells without being asked: a message of its own on the same port, so that it comes before the answer it precedes. */
export type Notice = { readonly kind: 'run'; readonly event: RunEvent } | { readonly kind: 'device-lost'; readonly reason: string };

export interface NoticeMessage { readonly swapgraphNotice: Notice }

/** What a worker offers over comlink. GPU objects never cross: tensors are read back first. */
export interface EngineService {
  call(method: Method, args: readonly unknown[]): Promise<Answer>;
}

/** An error as data: sentences in both languages would be lost in an ordinary clone. */
export function answerError(error: unknown): Answer {
  if (error instanceof NodeError) return { ok: false, code: error.code, text: error.text };
  const words = error instanceof Error ? error.message : String(error);
  return { ok: false, code: 'failed', text: { en: words, zh: words } };
}
