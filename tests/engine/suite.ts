import { expect, test } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { node, toyGraph } from './toy-graph-data';

export interface ToyReport { readonly backend: string; readonly ms: number; readonly steps: readonly { readonly node: string; readonly type: string; readonly state: string; readonly ms: number; readonly backend: string }[] }

/** One way to reach an engine. Results outlive a run: two runs of one host share them. */
export interface Host {
  run(document: GraphDocument, targets?: readonly string[]): Promise<{ readonly report: ToyReport; readonly sentences: string }>;
  /** The number on the first input of a viewer, after a run. */
  shown(viewer: string): Promise<number | undefined>;
  close(): Promise<void>;
}

const states = (report: ToyReport): Record<string, string> => Object.fromEntries(report.steps.map((step) => [step.node, step.state]));

const diamond = (value = 1, plus = 10): GraphDocument => toyGraph({
  one: node('toy-number', { value }), left: node('toy-add', { plus }), right: node('toy-add', { plus: 100 }), sum: node('toy-add'), show: node('toy-show'), unseen: node('toy-add'),
}, ['one.number > left.a', 'one.number > right.a', 'left.number > sum.a', 'right.number > sum.b', 'sum.number > show.shown', 'one.number > unseen.a']);

/** What every host of the engine must do: in process, over a port, from the command line. */
export function engineSuite(makeHost: () => Promise<Host>): void {
  const withHost = (name: string, body: (host: Host) => Promise<void>): void => {
    test(name, async () => {
      const host = await makeHost();
      try {
        await body(host);
      } finally {
        await host.close();
      }
    });
  };

  withHost('computes only what a viewer needs, inputs first', async (host) => {
    const { report } = await host.run(diamond());
    expect(report.steps.map((step) => step.node)).toEqual(['one', 'left', 'right', 'sum', 'show']);
    expect(new Set(Object.values(states(report)))).toEqual(new Set(['ran']));
    expect(await host.shown('show')).toBe(1 + 10 + 1 + 100);
  });

  withHost('runs again exactly what depends on a change', async (host) => {
    await host.run(diamond());
    expect(states((await host.run(diamond())).report)).toEqual({ one: 'cached', left: 'cached', right: 'cached', sum: 'cached', show: 'cached' });
    expect(states((await host.run(diamond(1, 11))).report)).toEqual({ one: 'cached', left: 'ran', right: 'cached', sum: 'ran', show: 'ran' });
    expect(await host.shown('show')).toBe(1 + 11 + 1 + 100);
    expect(states((await host.run(diamond(1, 10))).report)).toEqual({ one: 'cached', left: 'cached', right: 'cached', sum: 'cached', show: 'cached' });
    expect(await host.shown('show')).toBe(1 + 10 + 1 + 100);
  });

  withHost('keeps results when nodes are renamed', async (host) => {
    await host.run(toyGraph({ a: node('toy-number', { value: 3 }), show: node('toy-show') }, ['a.number > show.shown']));
    const { report } = await host.run(toyGraph({ renamed: node('toy-number', { value: 3 }), show: node('toy-show') }, ['renamed.number > show.shown']));
    expect(states(report)).toEqual({ renamed: 'cached', show: 'cached' });
  });

  withHost('goes on with other branches when one fails, and never caches the failure', async (host) => {
    const broken = toyGraph({ one: node('toy-number'), bad: node('toy-fail'), after: node('toy-show'), good: node('toy-show') }, ['one.number > bad.a', 'bad.number > after.shown', 'one.number > good.shown']);
    for (const expected of ['ran', 'cached']) {
      const { report, sentences } = await host.run(broken);
      expect(states(report)).toEqual({ one: expected, bad: 'failed', after: 'blocked', good: expected });
      expect(sentences).toContain('the toy broke. Take another.');
      expect(sentences).toContain('bad');
    }
  });

  withHost('says what is wrong before running, and runs the rest', async (host) => {
    const { report, sentences } = await host.run(toyGraph(
      { one: node('toy-number', { value: 2e7 }), lost: node('toy-none'), open: node('toy-add'), picture: node('toy-picture'), wrong: node('toy-add'), a: node('toy-add'), b: node('toy-add'), show: node('toy-show'), two: node('toy-number'), ...Object.fromEntries(['one', 'lost', 'open', 'wrong', 'a'].map((id) => [`see-${id}`, node('toy-show')])) },
      ['picture.image > wrong.a', 'a.number > b.a', 'b.number > a.a', 'two.number > show.shown', ...['one', 'lost', 'open', 'wrong', 'a'].map((id) => `${id}.number > see-${id}.shown`)],
    ));
    expect(states(report)).toMatchObject({ one: 'failed', lost: 'failed', open: 'failed', wrong: 'failed', a: 'failed', b: 'failed', picture: 'ran', show: 'ran', two: 'ran', 'see-lost': 'blocked', 'see-a': 'blocked' });
    expect(sentences).toContain('"value" must be between -1000000 and 1000000; it is 20000000.');
    expect(sentences).toContain('of type "toy-none", which this version does not know');
    expect(sentences).toMatch(/“toy-add” \(open\) needs a number on its input "a"/);
    expect(sentences).toMatch(/Input "a" of “toy-add” \(wrong\) needs a number; "image" of “toy-picture” \(picture\) gives an image/);
    expect(sentences).toMatch(/wait for one another: .*a.*b/);
  });

  withHost('tells of values that are not numbers, and goes on', async (host) => {
    const { report, sentences } = await host.run(toyGraph({ picture: node('toy-picture'), hole: node('toy-nan'), show: node('toy-show') }, ['picture.image > hole.image', 'hole.image > show.shown']));
    expect(states(report)).toEqual({ picture: 'ran', hole: 'ran', show: 'ran' });
    expect(sentences).toContain('Output "image" (pixels) holds 1 of 192 values that are not finite numbers (NaN or infinity); the first is at [0, 1, 2].');
  });

  withHost('sees through reroutes and bypassed nodes', async (host) => {
    const { report } = await host.run(toyGraph(
      { one: node('toy-number', { value: 4 }), way: node('reroute'), off: node('toy-add', { plus: 5 }, { bypass: true }), show: node('toy-show') },
      ['one.number > way.in', 'way.out > off.a', 'off.number > show.shown'],
    ));
    expect(states(report)).toEqual({ one: 'ran', show: 'ran' });
    expect(await host.shown('show')).toBe(4);
  });

  withHost('computes named targets alone', async (host) => {
    const { report } = await host.run(diamond(), ['left']);
    expect(states(report)).toEqual({ one: 'ran', left: 'ran' });
  });
}
