import { upstreamOf } from '../../graph/order';
import type { Json, JsonObject, LocalText } from '../../graph/types';
import type { BothLanguages, Param } from '../../runtime/define';
import type { Checked } from '../../runtime/check';
import type { Definitions } from '../../runtime/ports';

/** A setting that a sweep can move, as an axis names it. */
export interface AxisChoice { readonly node: string; readonly param: string; readonly title: BothLanguages; readonly of: Param }
export interface AxisGroup { readonly node: string; readonly title: LocalText; readonly choices: readonly AxisChoice[] }

/** The settings of all nodes before a sweep that it can move, node by node, the nearest first. Nodes beside it go by their own ids, those in macros by their way. */
export function axisGroups({ flat, order }: Pick<Checked, 'flat' | 'order'>, definitions: Definitions, sweep: string): readonly AxisGroup[] {
  const scope = sweep.slice(0, sweep.lastIndexOf('/') + 1);
  const before = upstreamOf(flat, [sweep]);
  return order.order.filter((id) => before.has(id) && id !== sweep).reverse().flatMap((id): AxisGroup[] => {
    const node = flat.nodes[id]!, definition = definitions.get(node.type);
    if (!definition) return [];
    const name = id.startsWith(scope) ? id.slice(scope.length) : id;
    const choices = Object.entries(definition.params).flatMap(([param, of]) => choicesOf(name, param, of));
    return choices.length > 0 ? [{ node: name, title: node.label ?? definition.title, choices }] : [];
  });
}

function choicesOf(node: string, param: string, of: Param): readonly AxisChoice[] {
  switch (of.kind) {
    case 'number': case 'seed': case 'boolean': case 'choice': return [{ node, param, title: of.title, of }];
    case 'numbers': return of.names.map(({ name, title, min, max }) => ({ node, param: `${param}.${name}`, title, of: { kind: 'number', initial: 0, min, max, title } }));
    default: return [];
  }
}

/** An axis over a newly chosen setting: five steps through its range, or all of its options. */
export function firstAxis({ node, param, of }: AxisChoice): JsonObject {
  switch (of.kind) {
    case 'number': {
      const most = of.integer ? of.max - of.min + 1 : 5;
      return { node, param, from: of.min, to: of.max, steps: Math.max(1, Math.min(5, most)) };
    }
    case 'seed': return { node, param, values: [1, 2, 3, 4] };
    case 'choice': return { node, param, values: Object.keys(of.options) };
    default: return { node, param, values: [false, true] };
  }
}

/** An axis of the document as far as the field can show it. */
export interface AxisView { readonly node: string; readonly param: string; readonly range: { readonly from: number; readonly to: number; readonly steps: number } | undefined; readonly values: readonly Json[]; readonly with: readonly { readonly node: string; readonly param: string; readonly times: number; readonly plus: number }[] }

export function viewOf(value: Json): AxisView | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { node, param, from, to, steps, values, with: others } = value as JsonObject;
  const numeric = (part: Json | undefined, otherwise: number): number => (typeof part === 'number' ? part : otherwise);
  return {
    node: typeof node === 'string' ? node : '', param: typeof param === 'string' ? param : '',
    range: Array.isArray(values) ? undefined : { from: numeric(from, 0), to: numeric(to, 1), steps: numeric(steps, 5) },
    values: Array.isArray(values) ? values : [],
    with: Array.isArray(others) ? (others as readonly Json[]).flatMap((other) => (typeof other === 'object' && other !== null && !Array.isArray(other) ? [{ node: String((other as JsonObject)['node']), param: String((other as JsonObject)['param']), times: numeric((other as JsonObject)['times'], 1), plus: numeric((other as JsonObject)['plus'], 0) }] : [])) : [],
  };
}

/** The axis with other parts; what moves along stays. */
export function axisJson(view: AxisView): JsonObject {
  const { node, param, range, values, with: others } = view;
  return {
    node, param, ...(range ? { from: range.from, to: range.to, steps: range.steps } : { values }),
    ...(others.length > 0 ? { with: others.map(({ times, plus, ...setting }) => ({ ...setting, ...(times === 1 ? {} : { times }), ...(plus === 0 ? {} : { plus }) })) } : {}),
  };
}

/** Numbers written with commas or spaces between them; undefined while one of them is none. */
export function readNumbers(text: string): readonly number[] | undefined {
  const parts = text.split(/[,;\s，、；]+/).filter((part) => part !== '').map((part) => Number(part.replace('−', '-')));
  return parts.length > 0 && parts.every(Number.isFinite) ? parts : undefined;
}
