import { describe, expect, test } from 'vitest';
import { engineWorker } from '../../../src/runtime/worker/browser-worker';
import { connectEngine, type SupervisedEngine, type SupervisionEvent } from '../../../src/runtime/worker/client';
import { engineHost } from '../engine-host';
import { engineSuite } from '../suite';
import { node, toyGraph } from '../toy-graph-data';

const makeWorker = (): Worker => new Worker(new URL('./toy-worker.ts', import.meta.url), { type: 'module' });

describe('the engine in a browser’s worker', () => {
  engineSuite(() => Promise.resolve(engineHost(connectEngine(() => engineWorker(makeWorker())))));
});

const waiting = (ms: number, manner: string) => toyGraph({ one: node('toy-number', { value: 2 }), wait: node('toy-slow', { ms, manner }), show: node('toy-show') }, ['one.number > wait.a', 'wait.number > show.shown']);

async function withEngine(body: (engine: SupervisedEngine, events: SupervisionEvent[]) => Promise<void>, silenceMs = 60_000): Promise<void> {
  const events: SupervisionEvent[] = [];
  const engine = connectEngine(() => engineWorker(makeWorker()), { silenceMs });
  engine.onSupervision((event) => events.push(event));
  await body(engine, events);
  expect((await engine.run({ runId: 'again', document: waiting(1, 'waits') })).steps.map((step) => step.state)).toContain('ran');
  await engine.dispose();
}

test('a worker that crashes in the middle of a run is replaced', () => withEngine(async (engine, events) => {
  const report = await engine.run({ runId: 'a', document: waiting(20_000, 'crashes') });
  expect(report.state).toBe('failed');
  expect(report.problems[0]!.message.en).toContain('The thread ends here.');
  expect(events.map((event) => event.cause)).toEqual(['crash']);
}));

test('a worker that blocks is replaced after its time', () => withEngine(async (engine, events) => {
  expect((await engine.run({ runId: 'a', document: waiting(60_000, 'blocks') })).problems[0]!.code).toBe('silence');
  expect(events.map((event) => event.cause)).toEqual(['silence']);
}, 2000));

test('a cancel reaches a worker between steps', () => withEngine(async (engine) => {
  const report = await engine.run({ runId: 'a', document: waiting(20_000, 'waits') }, (event) => { if (event.kind === 'step-progress') void engine.cancel('a'); });
  expect(report.steps.map((step) => step.state)).toEqual(['ran', 'cancelled', 'cancelled']);
}));
