import { defineNode, type AnyRun, type NodeDefinition } from '../../src/runtime/define';
import { EMPTY_VIEW, type GraphDocument } from '../../src/graph/types';
import type { Value } from '../../src/runtime/values';

const number = { kind: 'number', title: { en: 'N', zh: 'N' } } as const;
const base = { version: 1, category: 'utility', title: { en: 'Bench', zh: '基准' }, summary: { en: '', zh: '' } } as const;

/** Nodes that compute nothing worth the time: what is left is the engine's own. */
export const chainDefinitions = new Map([
  defineNode({ ...base, type: 'first', inputs: {}, outputs: { number }, params: { value: { kind: 'number', initial: 0, min: -1e9, max: 1e9, title: { en: 'V', zh: 'V' } } } }),
  defineNode({ ...base, type: 'next', inputs: { number }, outputs: { number }, params: { value: { kind: 'number', initial: 1, min: -1e9, max: 1e9, title: { en: 'V', zh: 'V' } } } }),
].map((one) => [one.type, one as unknown as NodeDefinition]));

export const loadChainRun = (): Promise<AnyRun> => Promise.resolve(((inputs, params) => {
  const before = inputs['number'] as { readonly value: number } | undefined;
  return Promise.resolve({ number: { kind: 'number', value: (before?.value ?? 0) + (params['value'] as number), unit: '', better: 'neither', name: '' } satisfies Value });
}) as AnyRun);

/** `length` nodes in a row; `changed` gets another param than the rest. */
export function chainGraph(length: number, changed = -1, value = 0): GraphDocument {
  const ids = Array.from({ length }, (_, i) => `n${i}`);
  return {
    format: 1, id: 'chain', title: '', macros: {}, view: EMPTY_VIEW,
    nodes: Object.fromEntries(ids.map((id, i) => [id, { type: i === 0 ? 'first' : 'next', version: 1, params: i === changed ? { value } : {} }])),
    links: ids.slice(1).map((id, i) => ({ from: [ids[i]!, 'number'], to: [id, 'number'] })),
  };
}
