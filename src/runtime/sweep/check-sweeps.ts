import { nodeName } from '../../graph/names';
import { upstreamOf } from '../../graph/order';
import type { Json } from '../../graph/types';
import type { BothLanguages } from '../define';
import type { Problem } from '../engine-types';
import type { FlatWiring } from '../flat';
import type { Definitions } from '../ports';
import { MOST_STEPS, readAxis, settingWords, type SweepAxis } from './axes';

/** Points of one sweep; more would be a batch, not a picture to look at. */
export const MOST_POINTS = MOST_STEPS;

/** The axes of a sweeping node of the flat graph, those that can be read and the sentences on the others, by the param that says them. */
export function axesOf(id: string, flat: FlatWiring, definitions: Definitions): { readonly axes: readonly SweepAxis[]; readonly faults: readonly { readonly param: string; readonly message: BothLanguages }[] } {
  const node = flat.nodes[id];
  const definition = node && definitions.get(node.type);
  const axes: SweepAxis[] = [];
  const faults: { readonly param: string; readonly message: BothLanguages }[] = [];
  for (const param of definition?.sweep?.axes ?? []) {
    const axis = readAxis(Object.hasOwn(node!.params, param) ? node!.params[param]! : definition!.params[param]?.initial as Json ?? null, { flat, definitions, sweep: id });
    if (axis && 'problem' in axis) faults.push({ param, message: axis.problem });
    else if (axis) axes.push(axis);
  }
  return { axes, faults };
}

/** What is wrong with the sweeps of a graph, in words, on each of them. */
export function checkSweeps(flat: FlatWiring, definitions: Definitions): readonly Problem[] {
  return Object.keys(flat.nodes).filter((id) => definitions.get(flat.nodes[id]!.type)?.sweep).flatMap((id) => faultsOf(id, flat, definitions));
}

function faultsOf(id: string, flat: FlatWiring, definitions: Definitions): readonly Problem[] {
  const name = nodeName(id, flat.nodes[id]);
  const problems: Problem[] = [];
  const say = (en: string, zh: string, param?: string): void => {
    problems.push({ severity: 'error', code: 'sweep', node: id, ...(param === undefined ? {} : { param }), message: { en: `${name}: ${en}`, zh: `${name}：${zh}` } });
  };
  const before = upstreamOf(flat, [id]);
  const inner = [...before].find((other) => other !== id && definitions.get(flat.nodes[other]!.type)?.sweep);
  if (inner !== undefined) say(`what comes in passes through ${nodeName(inner, flat.nodes[inner])}, and a sweep cannot be swept. Link what comes before it.`, `输入经过 ${nodeName(inner, flat.nodes[inner])}，而扫描节点不能再被扫描。请连接它之前的输出。`);
  const { axes, faults } = axesOf(id, flat, definitions);
  for (const { param, message } of faults) say(message.en, message.zh, param);
  if (axes.length + faults.length === 0) say('choose at least one parameter to sweep.', '请至少选择一个要扫描的参数。', definitions.get(flat.nodes[id]!.type)?.sweep?.axes[0]);
  const seen = new Set<string>();
  for (const { targets } of axes) {
    for (const { node, param, inner: number } of targets) {
      const setting = [node, param, ...number === undefined ? [] : [number]].join('.');
      const { en, zh } = settingWords(number === undefined ? param : `${param}.${number}`, nodeName(node, flat.nodes[node]));
      if (seen.has(setting)) say(`${en} is moved twice. Each parameter can be on one axis only.`, `${zh}被移动两次。每个参数只能在一条轴上。`);
      seen.add(setting);
      if (!before.has(node)) say(`what comes in does not depend on ${en}, so all pictures would be the same. Choose a node before this one, or link what comes after that one.`, `输入不依赖于 ${zh}，所有图片将相同。请选择此节点之前的节点，或连接其之后的输出。`);
    }
  }
  const points = axes.reduce((product, { values }) => product * values.length, 1);
  if (points > MOST_POINTS) say(`${axes.map(({ values }) => values.length).join(' × ')} = ${points} points; at most ${MOST_POINTS} fit into one sweep. Take fewer steps, or one axis less.`, `${axes.map(({ values }) => values.length).join(' × ')} = ${points} 个点；一次扫描最多 ${MOST_POINTS} 个。请减少步数或轴数。`);
  return problems;
}
