import { afterEach, describe, expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument, type Json, type JsonObject } from '../../graph/types';
import { checkGraph } from '../check';
import { defineNode, type AnyRun, type NodeDefinition, type SweepResult } from '../define';
import { createEngine } from '../engine';
import type { Engine, RunEvent } from '../engine-types';
import { createNodePlatform } from '../platform/node';
import type { NumberValue, TableValue, Value } from '../values';

const text = (words: string) => ({ en: words, zh: words });
const base = { version: 1, category: 'utility', summary: text('') } as const;
const number = { kind: 'number', title: text('Number') } as const;
const by = { kind: 'number', initial: 1, min: -10, max: 10, title: text('By') } as const;

/** How often a node that multiplies was asked what it gives. */
let inferred = 0;

const definitions = new Map([
  defineNode({ ...base, type: 'start', title: text('Start'), inputs: {}, outputs: { out: number }, params: { n: { ...by, integer: true }, mode: { kind: 'choice', initial: 'plain', options: { plain: text('Plain'), double: text('Twice') }, title: text('Mode') }, note: { kind: 'text', initial: '', maxLength: 9, title: text('Note') } } }),
  defineNode({
    ...base, type: 'times', title: text('Times'), inputs: { in: number }, outputs: { out: number }, params: { by, other: by },
    infer: (_inputs, params) => (inferred++, { outputs: {}, problems: params.by === 7 ? [{ param: 'by', message: text('seven is refused') }] : [] }),
  }),
  defineNode({ ...base, type: 'gather', title: text('Gather'), sink: true, inputs: { in: { ...number, optional: true } }, outputs: { table: { kind: 'table', title: text('Table') } }, params: { x: { kind: 'json', initial: null, title: text('X') }, y: { kind: 'json', initial: null, title: text('Y') } }, sweep: { axes: ['x', 'y'] } }),
  defineNode({ ...base, type: 'show', title: text('Show'), sink: true, inputs: { in: { kind: 'table', title: text('In') } }, outputs: {}, params: {} }),
].map((one) => [one.type, one as unknown as NodeDefinition]));

const num = (value: number): NumberValue => ({ kind: 'number', value, unit: '', better: 'neither', name: 'n' });
const tableOf = (rows: TableValue['rows']): TableValue => ({ kind: 'table', columns: [{ name: 'v', unit: '', better: 'neither' }], rows });

let engine: Engine;
let ran: string[] = [];
let onRun: (what: string) => void = () => undefined;
const runs: Record<string, (inputs: Readonly<Record<string, Value | undefined>>, params: Readonly<Record<string, Json>>, sweep: SweepResult | undefined) => Record<string, Value>> = {
  start: (_inputs, { n, mode }) => ({ out: num((n as number) * (mode === 'double' ? 2 : 1)) }),
  times: ({ in: x }, { by: factor }) => { if (factor === 9) throw new Error('nine breaks'); return { out: num((x as NumberValue).value * (factor as number)) }; },
  gather: ({ in: x }, _params, sweep) => ({ table: tableOf(sweep ? sweep.points.map(({ at, outputs }) => [at.join(','), (outputs?.['table'] as TableValue | undefined)?.rows[0]?.[0] ?? 'none']) : [[(x as NumberValue).value]]) }),
  show: () => ({}),
};
function open(): Engine {
  ran = [];
  const loadRun = (type: string): Promise<AnyRun> => Promise.resolve((inputs, params, context) => {
    const what = `${type}${type === 'times' ? ` ${params['by'] as number}` : ''}${context.sweep ? ' all' : ''}`;
    ran.push(what);
    onRun(what);
    return Promise.resolve().then(() => runs[type]!(inputs, params, context.sweep));
  });
  engine = createEngine({ definitions, loadRun, platform: createNodePlatform() });
  return engine;
}
afterEach(async () => { onRun = () => undefined; await engine?.dispose(); });

const graph = (gather: JsonObject, more: GraphDocument['nodes'] = {}, links: GraphDocument['links'] = []): GraphDocument => ({
  format: 1, id: 'g', title: 'g', macros: {}, view: EMPTY_VIEW,
  nodes: { start: { type: 'start', version: 1, params: { n: 2 } }, a: { type: 'times', version: 1, params: {} }, b: { type: 'times', version: 1, params: {} }, sweep: { type: 'gather', version: 1, params: gather }, ...more },
  links: [{ from: ['start', 'out'], to: ['a', 'in'] }, { from: ['a', 'out'], to: ['b', 'in'] }, { from: ['b', 'out'], to: ['sweep', 'in'] }, ...links],
});
const rows = async (): Promise<TableValue['rows']> => ((await engine.value('sweep', 'table')) as TableValue).rows;
const sentences = (document: GraphDocument): readonly string[] => checkGraph(document, definitions).problems.map(({ message }) => message.en);

describe('a sweep', () => {
  it('computes every point, each shared step once', async () => {
    open();
    const report = await engine.run({ runId: '1', document: graph({ x: { node: 'a', param: 'by', values: [1, 2, 3] }, y: { node: 'b', param: 'by', from: -1, to: 1, steps: 3 } }) });
    expect(report.state).toBe('done');
    expect(await rows()).toEqual([['0,0', -2], ['0,1', 0], ['0,2', 2], ['1,0', -4], ['1,1', 0], ['1,2', 4], ['2,0', -6], ['2,1', 0], ['2,2', 6]]);
    expect(ran.filter((what) => what === 'start')).toHaveLength(1);
    // Three of a, nine of b: b follows a.
    expect(ran.filter((what) => what.startsWith('times'))).toHaveLength(12);
    expect(report.steps.map(({ node }) => node).sort()).toEqual(['start', 'sweep']);
  });

  it('takes computed points from the cache, whatever the settings of the swept nodes are now', async () => {
    open();
    const swept = { x: { node: 'a', param: 'by', values: [1, 2] } };
    await engine.run({ runId: '1', document: graph(swept) });
    ran = [];
    const again = await engine.run({ runId: '2', document: graph(swept, { a: { type: 'times', version: 1, params: { by: 5 } } }) });
    expect(ran).toEqual([]);
    expect(again.steps[0]!.state).toBe('cached');
    await engine.run({ runId: '3', document: graph({ x: { node: 'a', param: 'by', values: [1, 2, 4] } }) });
    expect(ran).toEqual(['times 4', 'times 1', 'gather', 'gather all']);
  });

  it('moves parameters together, takes choices, and turns what is slow the least often', async () => {
    open();
    onRun = (what) => { if (what === 'times 1' || what.startsWith('times 0.')) { const until = performance.now() + 3; while (performance.now() < until); } };
    await engine.run({ runId: '0', document: graph({ x: { node: 'a', param: 'by', values: [1] } }), targets: ['b'] });
    ran = [];
    await engine.run({ runId: '1', document: graph({ x: { node: 'b', param: 'by', values: [1, 0.5], with: [{ node: 'b', param: 'other', times: -1, plus: 1 }] }, y: { node: 'start', param: 'mode', values: ['plain', 'double'] } }) });
    expect(await rows()).toEqual([['0,0', 2], ['0,1', 4], ['1,0', 1], ['1,1', 2]]);
    // The start reaches a and b, so its axis is the slower one: both points of "plain" (whose start and a are there already) come before "double".
    expect(ran.filter((what) => what !== 'gather')).toEqual(['times 1', 'times 0.5', 'start', 'times 1', 'times 1', 'times 0.5', 'gather all']);
  });

  it('crosses out what fails, says where and why, and tries it again the next time', async () => {
    open();
    const document = graph({ x: { node: 'a', param: 'by', values: [1, 9, 7] } }, { show: { type: 'show', version: 1, params: {} } }, [{ from: ['sweep', 'table'], to: ['show', 'in'] }]);
    const report = await engine.run({ runId: '1', document });
    expect(report.state).toBe('done');
    expect(await rows()).toEqual([['0', 2], ['1', 'none'], ['2', 'none']]);
    const told = report.steps.find(({ node }) => node === 'sweep')!.problems.map(({ message }) => message.en);
    expect(told).toEqual(['At By = 9 there is no result: “times” (a): nine breaks', 'At By = 7 there is no result: “times” (a): seven is refused']);
    ran = [];
    await engine.run({ runId: '2', document });
    expect(ran).toEqual(['times 9', 'gather all']);
    const none = await engine.run({ runId: '3', document: graph({ x: { node: 'a', param: 'by', values: [9] } }) });
    expect(none.state).toBe('failed');
  });

  it('tells of its progress as one node, and can be stopped; what is done is kept', async () => {
    open();
    const events: RunEvent[] = [];
    const document = graph({ x: { node: 'a', param: 'by', from: 1, to: 5, steps: 5 } });
    await engine.run({ runId: '1', document }, (event) => events.push(event));
    expect(new Set(events.flatMap((event) => ('node' in event ? [event.node] : event.kind === 'step-done' ? [event.step.node] : [])))).toEqual(new Set(['start', 'sweep']));
    expect(events.flatMap((event) => (event.kind === 'step-progress' ? [event.fraction] : []))).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(events.filter((event) => event.kind === 'step-started' && event.node === 'sweep')).toHaveLength(1);
    open();
    onRun = (what) => { if (what === 'times 3') void engine.cancel('2'); };
    expect((await engine.run({ runId: '2', document })).state).toBe('cancelled');
    onRun = () => undefined;
    ran = [];
    await engine.run({ runId: '3', document });
    expect(ran).not.toContain('times 2');
    expect((await rows())).toHaveLength(5);
  });

  it('is known to be fresh or not without its points being looked at', async () => {
    open();
    const show = [{ show: { type: 'show', version: 1, params: {} } }, [{ from: ['sweep', 'table'], to: ['show', 'in'] }]] as const;
    const swept = (n: number) => { const whole = graph({ x: { node: 'a', param: 'by', from: 0, to: 1, steps: 20 }, y: { node: 'b', param: 'by', from: 0, to: 1, steps: 20 } }, ...show); return { ...whole, nodes: { ...whole.nodes, start: { ...whole.nodes['start']!, params: { n } } } }; };
    const stateOf = async (document: GraphDocument): Promise<string> => { const { dirty } = await engine.check(document); return [dirty['start'], dirty['sweep'], dirty['show']].join(' '); };
    expect(await stateOf(swept(2))).toBe('dirty dirty dirty');
    await engine.run({ runId: '1', document: swept(2) });
    inferred = 0;
    expect(await stateOf(swept(2))).toBe('fresh fresh fresh');
    expect(await stateOf(swept(3))).toBe('dirty dirty dirty');
    expect(await stateOf(swept(2))).toBe('fresh fresh fresh');
    expect(inferred).toBe(6);
    // The same nodes wired another way are another sweep.
    const turned = swept(2);
    expect(await stateOf({ ...turned, links: turned.links.map(({ from, to }) => ({ from: [{ a: 'b', b: 'a' }[from[0]] ?? from[0], from[1]], to: [{ a: 'b', b: 'a' }[to[0]] ?? to[0], to[1]] })) })).toBe('fresh dirty dirty');
  });

  it('finds nodes beside it when it is inside a macro', async () => {
    open();
    const inside = graph({ x: { node: 'a', param: 'by', values: [3] } });
    const document: GraphDocument = {
      ...inside, nodes: { m: { type: 'macro', version: 1, params: { macro: 'm' } } }, links: [],
      macros: { m: { title: 'm', inputs: [], outputs: [], nodes: inside.nodes, links: inside.links, view: EMPTY_VIEW } },
    };
    await engine.run({ runId: '1', document });
    expect(((await engine.value('m/sweep', 'table')) as TableValue).rows).toEqual([['0', 6]]);
  });

  it.each([
    [{}, /choose at least one parameter/],
    [{ x: 3 }, /An axis is written as/],
    [{ x: { node: 'nobody', param: 'by', values: [1] } }, /no node "nobody" here\. Choose one of: start, a, b/],
    [{ x: { node: 'a', param: 'nothing', values: [1] } }, /no parameter "nothing"\. It has by, other/],
    [{ x: { node: 'start', param: 'note', values: ['x'] } }, /cannot be swept/],
    [{ x: { node: 'a', param: 'by', from: 0, to: 20, steps: 3 } }, /"by" must be between -10 and 10; it is 20/],
    [{ x: { node: 'start', param: 'mode', values: ['plain', 'triple'] } }, /must be one of plain, double/],
    [{ x: { node: 'start', param: 'n', from: 0, to: 2, steps: 9 } }, /whole numbers: from 0 to 2 there are fewer than 9/],
    [{ x: { node: 'a', param: 'by', from: 1, to: 1, steps: 3 } }, /begins and ends at 1, which is one value/],
    [{ x: { node: 'a', param: 'by', from: 0, to: 1, steps: 0 } }, /needs a first value, a last value, and 1 to 400 steps/],
    [{ x: { node: 'a', param: 'by', values: [1, 1] } }, /twice in the list/],
    [{ x: { node: 'a', param: 'by', values: [1] }, y: { node: 'a', param: 'by', values: [2] } }, /moved twice/],
    [{ x: { node: 'sweep', param: 'y', values: [1] } }, /is itself a sweep/],
    [{ x: { node: 'a', param: 'by', from: 0, to: 1, steps: 21 }, y: { node: 'b', param: 'by', from: 0, to: 1, steps: 20 } }, /21 × 20 = 420 points; at most 400/],
  ] as const)('refuses %j in words', (params, words) => {
    const { problems } = checkGraph(graph(params as JsonObject), definitions);
    expect(problems.map(({ message }) => message.en).join()).toMatch(words);
    // In Chinese it is a sentence of its own; only names of nodes and parameters are as the graph has them.
    for (const { message: { zh } } of problems) expect(zh).not.toMatch(/" of |Give|needs|moved/);
  });

  it('refuses a parameter that changes nothing, and a sweep of a sweep', () => {
    expect(sentences(graph({ x: { node: 'c', param: 'by', values: [1] } }, { c: { type: 'times', version: 1, params: {} } }, [{ from: ['start', 'out'], to: ['c', 'in'] }])).join()).toMatch(/does not depend on "by" of “times” \(c\)/);
    expect(sentences(graph({ x: { node: 'a', param: 'by', values: [1] } }, { outer: { type: 'gather', version: 1, params: { x: { node: 'b', param: 'by', values: [1] } } } }, [{ from: ['sweep', 'table'], to: ['outer', 'in'] }])).join()).toMatch(/a sweep cannot be swept/);
  });
});
