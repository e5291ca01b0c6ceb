import { afterEach, expect, test } from 'vitest';
import type { Worker } from 'node:worker_threads';
import { connectEngine, type SupervisedEngine, type SupervisionEvent } from '../../src/runtime/worker/client';
import { threadWorker } from './thread-endpoint';
import { node, toyGraph } from './toy-graph-data';

let engine: SupervisedEngine | undefined;

afterEach(async () => engine?.dispose());

function supervised(silenceMs?: number): { readonly events: SupervisionEvent[]; readonly threads: Worker[]; readonly engine: SupervisedEngine } {
  const events: SupervisionEvent[] = [];
  const threads: Worker[] = [];
  engine = connectEngine(() => threadWorker(threads), silenceMs === undefined ? {} : { silenceMs });
  engine.onSupervision((event) => events.push(event));
  return { events, threads, engine };
}

const waiting = (ms: number, manner: string) => toyGraph({ one: node('toy-number', { value: 2 }), wait: node('toy-slow', { ms, manner }), show: node('toy-show') }, ['one.number > wait.a', 'wait.number > show.shown']);

async function runsAgain(again: SupervisedEngine): Promise<void> {
  const report = await again.run({ runId: 'again', document: waiting(1, 'waits') });
  expect(report.steps.map((step) => step.state)).toEqual(['ran', 'ran', 'ran']);
}

test('a thread that crashes in the middle of a run is replaced, and the run says so', async () => {
  const { events, engine } = supervised();
  const report = await engine.run({ runId: 'a', document: waiting(5000, 'crashes') });
  expect(report.state).toBe('failed');
  expect(report.problems[0]!.message.en).toContain('The engine stopped unexpectedly (The thread ends here.) and was started again.');
  expect(events.map((event) => event.cause)).toEqual(['crash']);
  await runsAgain(engine);
});

test('a thread killed from outside is replaced', async () => {
  const { events, threads, engine } = supervised();
  const running = engine.run({ runId: 'a', document: waiting(5000, 'waits') });
  await engine.info();
  await threads[0]!.terminate();
  expect((await running).state).toBe('failed');
  expect(events.map((event) => event.cause)).toEqual(['crash']);
  await runsAgain(engine);
});

test('a thread that falls silent is replaced', async () => {
  const { events, engine } = supervised(1500);
  const report = await engine.run({ runId: 'a', document: waiting(60_000, 'blocks') });
  expect(report.problems[0]!.code).toBe('silence');
  expect(events.map((event) => event.cause)).toEqual(['silence']);
  await runsAgain(engine);
});

test('a hard stop ends a step that does not listen', async () => {
  const { events, engine } = supervised();
  const started = new Promise<void>((resolve) => {
    void engine.run({ runId: 'first', document: waiting(1, 'waits') }).then(() => { resolve(); });
  });
  await started;
  const running = engine.run({ runId: 'a', document: waiting(60_000, 'blocks') }, (event) => { if (event.kind === 'step-started' && event.node === 'wait') void engine.stop(); });
  expect((await running).state).toBe('cancelled');
  expect(events.map((event) => event.cause)).toEqual(['stopped']);
  await runsAgain(engine);
});

test('a hard stop ends the helpers of the thread too', async () => {
  const { engine } = supervised();
  const pair = toyGraph({ one: node('toy-heavy', { seed: 1, ms: 60_000 }), two: node('toy-heavy', { seed: 2, ms: 60_000 }) }, []);
  const running = engine.run({ runId: 'a', document: pair }, (event) => { if (event.kind === 'step-progress') void engine.stop(); });
  expect((await running).state).toBe('cancelled');
  await runsAgain(engine);
  // Threads that are still at work would take both processors.
  const before = process.cpuUsage();
  await new Promise((done) => { setTimeout(done, 300); });
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(200);
});

test('a cancel stops between steps, and what ran before is kept', async () => {
  const { engine } = supervised();
  const report = await engine.run({ runId: 'a', document: waiting(5000, 'waits') }, (event) => { if (event.kind === 'step-started' && event.node === 'wait') void engine.cancel('a'); });
  expect(report.state).toBe('cancelled');
  expect(report.steps.map((step) => step.state)).toEqual(['ran', 'cancelled', 'cancelled']);
  const again = await engine.run({ runId: 'b', document: waiting(1, 'waits') });
  expect(again.steps.map((step) => step.state)).toEqual(['cached', 'ran', 'ran']);
});

test('events of a run arrive in order, and a picture crosses as pixels', async () => {
  const { engine } = supervised();
  const kinds: string[] = [];
  await engine.run({ runId: 'a', document: toyGraph({ picture: node('toy-picture', { size: 64 }), show: node('toy-show') }, ['picture.image > show.shown']) }, (event) => kinds.push(event.kind));
  expect(kinds).toEqual(['step-started', 'step-done', 'step-started', 'step-done', 'done']);
  const preview = await engine.preview('picture', 'image', 16);
  expect(preview).toMatchObject({ kind: 'picture', width: 16, height: 16, fullWidth: 64 });
});
