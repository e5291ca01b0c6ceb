import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OptionTable } from './arguments';
import { parseArguments, usageOf } from './arguments';

const TABLE: OptionTable = {
  count: { kind: 'integer', placeholder: 'N', min: 1, max: 9, help: 'how many' },
  out: { kind: 'text', placeholder: 'DIR', help: 'where' },
  kind: { kind: 'text', choices: ['a', 'b'], help: 'which' },
  fast: { kind: 'flag', help: 'hurry' },
};

describe('parseArguments', () => {
  it('reads both spellings and switches', () => {
    expect(parseArguments(['--count', '3', '--out=x y', '--fast', '--kind', 'b'], TABLE)).toEqual({ ok: true, values: { count: 3, out: 'x y', fast: true, kind: 'b' } });
    expect(parseArguments([], TABLE)).toEqual({ ok: true, values: {} });
  });

  it.each([
    [['count'], '"count" is not an option.'],
    [['--depth'], 'There is no option --depth. Known are --count, --out, --kind, --fast.'],
    [['--toString', '1'], 'There is no option --toString.'],
    [['--count'], '--count needs a value after it: --count N.'],
    [['--count='], '--count needs a value'],
    [['--count', '10'], '--count must be a whole number from 1 to 9, but is "10".'],
    [['--count', '1e0'], '--count must be a whole number'],
    [['--kind', 'c'], '--kind must be one of a, b, but is "c".'],
    [['--fast=1'], '--fast is a switch and takes no value.'],
  ])('says what is wrong with %s', (args, problem) => {
    const parsed = parseArguments(args, TABLE);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.problem.startsWith(problem)).toBe(true);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('--count', '--out', '--fast', '--kind=a'))), (args) => {
      expect(typeof parseArguments(args, TABLE).ok).toBe('boolean');
    }));
  });
});

it('explains every option', () => {
  for (const name of Object.keys(TABLE)) expect(usageOf('x', 'does x', TABLE)).toContain(`--${name}`);
});
