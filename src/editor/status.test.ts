import { describe, expect, it } from 'vitest';
import type { StepReport } from '../runtime/engine-types';
import type { SessionState, StepView } from './state';
import { backendsOf, nodeStatus, shortTime } from './status';

const report = (state: StepReport['state'], problems: StepReport['problems'] = []): StepReport => ({ node: 'a', type: 'x', state, ms: 12, backend: 'wasm', weights: [], bytes: 0, key: 'k', problems, provenance: { backends: ['wasm'], weights: [], photograph: false } });
const step = (state: StepReport['state'], problems?: StepReport['problems']): StepView => ({ state, report: report(state, problems) });
const known = (steps: SessionState['steps'], dirty: SessionState['dirty'] = {}, problems: SessionState['checked']['problems'] = []) => ({ steps, dirty, checked: { problems } as unknown as SessionState['checked'] });
const fault = { severity: 'error', code: 'x', node: 'a', message: { en: 'No', zh: '不' } } as const;

describe('what computed', () => {
  const by = (backend: StepReport['backend']): StepView => ({ state: 'ran', report: { ...report('ran'), backend } });
  it('is told once a backend, without the plain code beside networks on the CPU', () => {
    expect(backendsOf({ steps: {} })).toBe('');
    expect(backendsOf({ steps: { a: by('typescript') } })).toBe('typescript');
    expect(backendsOf({ steps: { a: by('typescript'), b: by('wasm'), c: by('wasm') } })).toBe('wasm');
    expect(backendsOf({ steps: { a: by('typescript'), b: by('webgpu') } })).toBe('typescript webgpu');
  });
});

describe('status of a node', () => {
  it('goes from idle over running to fresh, and is out of date after a change', () => {
    expect(nodeStatus(known({}), 'a', false).state).toBe('idle');
    expect(nodeStatus(known({ a: { state: 'running', progress: 0.5 } }), 'a', false)).toMatchObject({ state: 'running', progress: 0.5 });
    expect(nodeStatus(known({ a: step('ran') }), 'a', false)).toMatchObject({ state: 'fresh', ms: 12 });
    expect(nodeStatus(known({ a: step('cached') }), 'a', false).state).toBe('cached');
    expect(nodeStatus(known({ a: step('ran') }, { a: 'dirty' }), 'a', false).state).toBe('dirty');
  });

  it('says what is wrong before and after a run', () => {
    expect(nodeStatus(known({}, {}, [fault]), 'a', false)).toMatchObject({ state: 'invalid', problem: fault });
    expect(nodeStatus(known({ a: step('failed', [fault]) }, { a: 'dirty' }), 'a', false)).toMatchObject({ state: 'failed', problem: fault });
    expect(nodeStatus(known({ a: step('blocked', [fault]) }), 'a', false).state).toBe('blocked');
  });

  it('sums up what is inside a macro', () => {
    const inside = { 'm/x': step('ran'), 'm/y': step('cached'), other: step('failed', [fault]) };
    expect(nodeStatus(known(inside), 'm', true)).toMatchObject({ state: 'fresh', ms: 24 });
    expect(nodeStatus(known({ ...inside, 'm/y': step('failed', [fault]) }), 'm', true).state).toBe('failed');
    expect(nodeStatus(known(inside, { 'm/x': 'dirty' }), 'm', true).state).toBe('dirty');
  });

  it('writes times short', () => {
    expect([0.42, 9.94, 12.4, 999, 1300, 59_000, 61_000].map(shortTime)).toEqual(['0.4 ms', '9.9 ms', '12 ms', '999 ms', '1.3 s', '59.0 s', '1 min']);
  });
});
