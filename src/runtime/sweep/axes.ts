import type { Json, JsonObject } from '../../graph/types';
import { nodeName } from '../../graph/names';
import type { BothLanguages, Param, SweptAxis } from '../define';
import type { FlatWiring } from '../flat';
import { faultOfParam } from '../params';
import type { Definitions } from '../ports';

/** A setting that one axis moves: what stands in it at each step of the axis. */
export interface AxisTarget {
  /** In the flat graph. */
  readonly node: string;
  readonly param: string;
  /** One number of a param of named numbers. */
  readonly inner?: string;
  readonly values: readonly Json[];
}

export type AxisValue = SweptAxis['values'][number];

/** An axis, read and checked. */
export interface SweepAxis extends SweptAxis { readonly targets: readonly AxisTarget[] }

export const MOST_STEPS = 400;

/** Where axes look for nodes, and who asks. */
export interface AxisPlace {
  readonly flat: FlatWiring;
  readonly definitions: Definitions;
  /** The sweep itself, in the flat graph: nodes beside it are found by their own ids. */
  readonly sweep: string;
}

/**
 * Reads an axis as a document says it: `{ node, param, from, to, steps }` or `{ node, param, values: […] }`, and in `with` further settings that move along,
 * each `{ node, param, times, plus }` (a number there is times · value + plus; other values are the same). A param of named numbers is meant by `param.name`.
 * @returns the axis, or what is wrong with it in words; undefined for `null`, which is no axis
 */
export function readAxis(json: Json, place: AxisPlace): SweepAxis | { readonly problem: BothLanguages } | undefined {
  if (json === null) return undefined;
  if (!isRecord(json)) return problem('An axis is written as {"node": "aad", "param": "identityStrength", "from": 0, "to": 2, "steps": 5}, or with "values": [0, 1, 2].', '轴写作 {"node": "aad", "param": "identityStrength", "from": 0, "to": 2, "steps": 5}，或用 "values": [0, 1, 2]。');
  const found = findSetting(json, place);
  if ('problem' in found) return found;
  const values = valuesOf(json, found);
  if ('problem' in values) return values;
  const first = targetOf(found, values.values);
  if ('problem' in first) return first;
  const targets = [first];
  const { with: others } = json;
  if (others !== undefined && !Array.isArray(others)) return problem('"with" of an axis is a list of settings that move along.', '轴的 "with" 应为一同变化的设置列表。');
  for (const other of (others ?? []) as readonly Json[]) {
    if (!isRecord(other)) return problem('"with" of an axis is a list of {"node", "param", "times", "plus"}.', '轴的 "with" 应为 {"node", "param", "times", "plus"} 的列表。');
    const setting = findSetting(other, place);
    if ('problem' in setting) return setting;
    const moved = targetOf(setting, values.values.map((value) => along(value, other, setting.of)));
    if ('problem' in moved) return moved;
    targets.push(moved);
  }
  const of = found.of;
  return {
    name: found.called, title: found.title, unit: of.kind === 'number' ? of.unit ?? '' : '', values: values.values, targets,
    labels: values.values.map((value) => labelOf(of, value)),
  };
}

interface Setting { readonly node: string; readonly called: string; readonly param: string; readonly inner?: string; readonly of: Param; readonly title: BothLanguages; /** What sentences call it. */ readonly words: BothLanguages }

type Found = Setting | { readonly problem: BothLanguages };

function findSetting(json: JsonObject, { flat, definitions, sweep }: AxisPlace): Found {
  const { node: asked, param: name } = json;
  if (typeof asked !== 'string' || typeof name !== 'string' || asked === '' || name === '') return problem('Choose the node and the parameter of this axis.', '请选择此轴的节点与参数。');
  const scope = sweep.slice(0, sweep.lastIndexOf('/') + 1);
  const id = [scope + asked, asked].find((candidate) => Object.hasOwn(flat.nodes, candidate));
  const node = id === undefined ? undefined : flat.nodes[id];
  if (id === undefined || !node) {
    const known = Object.keys(flat.nodes).filter((other) => other.startsWith(scope) && other !== sweep).map((other) => other.slice(scope.length));
    return problem(`There is no node "${asked}" here. Choose one of: ${short(known)}.`, `这里没有节点“${asked}”。可选：${short(known)}。`);
  }
  const words = nodeName(asked, node);
  const definition = definitions.get(node.type);
  if (definition?.sweep) return problem(`${words} is itself a sweep. Sweep the nodes before it.`, `${words} 本身就是扫描节点。请扫描它之前的节点。`);
  const params = definition?.params ?? {};
  const dot = name.indexOf('.');
  const [outer, inner] = Object.hasOwn(params, name) || dot < 0 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)];
  const of = Object.hasOwn(params, outer) ? params[outer] : undefined;
  if (!of) return problem(`${words} has no parameter "${name}". It has ${short(Object.keys(params))}.`, `${words} 没有参数“${name}”。可用：${short(Object.keys(params))}。`);
  const one = of.kind === 'numbers' ? of.names.find((number) => number.name === inner) : undefined;
  if (of.kind === 'numbers' && !one) return problem(`Name one number of "${outer}" of ${words}: ${short(of.names.map((number) => `${outer}.${number.name}`))}.`, `请指明 ${words} 的“${outer}”中的一个数：${short(of.names.map((number) => `${outer}.${number.name}`))}。`);
  if (!['number', 'seed', 'boolean', 'choice', 'numbers'].includes(of.kind)) return problem(`"${name}" of ${words} cannot be swept: a sweep moves numbers, seeds, switches and choices.`, `${words} 的“${name}”无法扫描：可扫描数值、种子、开关与选项。`);
  return { node: id, called: `${asked}.${name}`, param: outer, ...(inner === undefined ? {} : { inner }), of, title: one?.title ?? of.title, words: settingWords(name, words) };
}

/** What sentences call a parameter of a node that goes by a name of its own. */
export function settingWords(param: string, node: string): BothLanguages {
  return { en: `"${param}" of ${node}`, zh: `${node} 的“${param}”` };
}

function valuesOf(json: JsonObject, setting: Setting): { readonly values: readonly AxisValue[] } | { readonly problem: BothLanguages } {
  const { values, from, to, steps } = json, { en, zh } = setting.words;
  const numeric = setting.of.kind === 'number' || setting.of.kind === 'seed' || setting.of.kind === 'numbers';
  if (values !== undefined) {
    if (!Array.isArray(values) || values.length === 0 || values.length > MOST_STEPS || !values.every((value) => ['number', 'string', 'boolean'].includes(typeof value))) return problem(`Give ${en} a list of 1 to ${MOST_STEPS} values.`, `请为${zh}给出 1 到 ${MOST_STEPS} 个值。`);
    if (new Set(values).size < values.length) return problem(`A value of ${en} stands twice in the list.`, `${zh}的列表中有重复的值。`);
    return { values: values as readonly AxisValue[] };
  }
  if (!numeric) return problem(`Give ${en} a list of values.`, `请为${zh}给出值的列表。`);
  if (typeof from !== 'number' || typeof to !== 'number' || typeof steps !== 'number' || !Number.isInteger(steps) || steps < 1 || steps > MOST_STEPS) return problem(`The range of ${en} needs a first value, a last value, and 1 to ${MOST_STEPS} steps.`, `${zh}的范围需要起始值、终止值以及 1 到 ${MOST_STEPS} 步。`);
  const whole = setting.of.kind === 'seed' || (setting.of.kind === 'number' && setting.of.integer === true);
  const spread = Array.from({ length: steps }, (_, at) => { const value = steps === 1 ? from : from + ((to - from) * at) / (steps - 1); return whole ? Math.round(value) : tidy(value); });
  if (new Set(spread).size < steps) {
    return whole ? problem(`${en} takes whole numbers: from ${from} to ${to} there are fewer than ${steps} of them. Take fewer steps.`, `${zh}只取整数：从 ${from} 到 ${to} 不足 ${steps} 个。请减少步数。`)
      : problem(`The range of ${en} begins and ends at ${from}, which is one value. Take one step, or another last value.`, `${zh}的范围起止均为 ${from}，只有一个值。请改为 1 步，或更改终止值。`);
  }
  return { values: spread };
}

function targetOf(setting: Setting, values: readonly Json[]): AxisTarget | { readonly problem: BothLanguages } {
  for (const value of values) {
    const fault = faultOfParam(setting.param, setting.of, setting.inner === undefined ? value : { [setting.inner]: value });
    if (fault) return problem(`${setting.words.en}: ${fault.en}`, `${setting.words.zh}：${fault.zh}`);
  }
  return { node: setting.node, param: setting.param, ...(setting.inner === undefined ? {} : { inner: setting.inner }), values };
}

function along(value: AxisValue, { times, plus }: JsonObject, of: Param): AxisValue {
  if (typeof value !== 'number') return value;
  const moved = (typeof times === 'number' ? times : 1) * value + (typeof plus === 'number' ? plus : 0);
  return of.kind === 'seed' || (of.kind === 'number' && of.integer === true) ? Math.round(moved) : tidy(moved);
}

/** Without the last bits of a division: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  const short = Number(value.toPrecision(12));
  return Object.is(short, -0) ? 0 : short;
}

function labelOf(of: Param, value: AxisValue): BothLanguages {
  if (of.kind === 'choice' && Object.hasOwn(of.options, String(value))) return of.options[String(value)]!;
  if (typeof value === 'boolean') return value ? { en: 'on', zh: '开' } : { en: 'off', zh: '关' };
  // Thirds are written short; what is computed is not.
  const text = (typeof value === 'number' && of.kind !== 'seed' ? String(Number(value.toPrecision(4))) : String(value)).replace(/^-/, '−');
  return { en: text, zh: text };
}

function short(names: readonly string[]): string {
  if (names.length === 0) return '–';
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} …` : names.join(', ');
}

function isRecord(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function problem(en: string, zh: string): { readonly problem: BothLanguages } {
  return { problem: { en, zh } };
}
