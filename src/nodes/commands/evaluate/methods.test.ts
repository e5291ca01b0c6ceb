import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../runtime/engine-types';
import type { BlockHost } from '../../shared/swap-blocks/host';
import { allowedOf, leftOutSentence, methodsOf } from './methods';

// The list is only looked at: nothing of it runs, so nothing is asked of a host or an engine.
const methods = methodsOf({} as BlockHost, {} as Engine);
const all = new Set(methods.flatMap(({ networks }) => networks));
const without = (...names: readonly string[]): ReadonlySet<string> => new Set([...all].filter((name) => !names.includes(name)));

describe('methods', () => {
  it('are all measured when their networks are there', () => {
    const { allowed, leftOut } = allowedOf(methods, all);
    expect(allowed).toEqual(methods);
    expect(leftOut).toEqual([]);
  });

  it('are left out, each with the files it lacks, when networks are not', () => {
    const { allowed, leftOut } = allowedOf(methods, without('hear', 'coefficients'));
    expect(allowed.map(({ name }) => name)).toContain('faceshifter-aei');
    expect(leftOut.find(({ name }) => name === 'faceshifter')).toEqual({ name: 'faceshifter', missing: ['hear'] });
    expect(allowed.map(({ name }) => name)).not.toContain('faceshifter');
    expect(leftOut.map(({ name }) => name).filter((name) => allowed.some((method) => method.name === name))).toEqual([]);
    expect(leftOut.length + allowed.length).toBe(methods.length);
    expect(leftOutSentence({ name: 'faceshifter', missing: ['hear'] })).toMatch(/^The method faceshifter is left out: public\/models lacks hear\.onnx .*restore public\/models\.\n$/);
    expect(leftOutSentence({ name: 'x', missing: ['a', 'b'] })).toMatch(/lacks a\.onnx, b\.onnx .*export them/);
  });
});
