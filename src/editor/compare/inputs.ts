import { sameJson } from '../../graph/equal';
import { upstreamOf } from '../../graph/order';
import type { Json, LocalText } from '../../graph/types';
import { resolveParams } from '../../runtime/params';
import type { Definitions } from '../../runtime/ports';
import { titleOfStep, type Compared, type LaneView } from './compared';

/** One beginning of the pipelines (source, target …) and what each lane has there. */
export interface InputRole {
  readonly title: LocalText;
  /** Settings of each lane's own, undefined where the lane does not read this input. */
  readonly settings: readonly (InputSettings | undefined)[];
  /** All lanes that read it have the same there. */
  readonly same: boolean;
}
export interface InputSettings { readonly node: string; readonly type: string; readonly typeTitle: LocalText; readonly params: Readonly<Record<string, Json>> }

/** The inputs of all lanes, by role. Lanes of one canvas share nodes; in other graphs the roles are those of the inputs they were matched with. */
export function inputRoles({ lanes, checked, whole, inputs }: Compared, definitions: Definitions): readonly InputRole[] {
  const roleOf = new Map(inputs.map(({ own, other }) => [other, own]));
  const roles = new Map<string, { readonly title: LocalText; readonly settings: (InputSettings | undefined)[] }>();
  for (const [index, { end }] of lanes.entries()) {
    const upstream = end ? upstreamOf(checked.flat, [end[0]]) : new Set<string>();
    for (const id of Object.keys(checked.flat.nodes).filter((flat) => upstream.has(flat))) {
      const node = checked.flat.nodes[id]!, definition = definitions.get(node.type);
      if (definition?.category !== 'input') continue;
      const role = roleOf.get(id) ?? id;
      const entry = roles.get(role) ?? { title: titleOfStep(whole, role, definitions), settings: lanes.map(() => undefined) };
      entry.settings[index] = { node: id, type: node.type, typeTitle: definition.title, params: resolveParams(definition, node.params) };
      roles.set(role, entry);
    }
  }
  return [...roles.values()].map(({ title, settings }) => {
    const [first, ...rest] = settings.filter((one) => one !== undefined);
    return { title, settings, same: rest.every((one) => one.type === first!.type && sameJson(one.params, first!.params)) };
  });
}

/** The seeds that a lane begins with, in the order of its inputs. */
export function seedsOf(roles: readonly InputRole[], lane: number): readonly number[] {
  return roles.flatMap(({ settings }) => { const seed = settings[lane]?.params['seed']; return typeof seed === 'number' ? [seed] : []; });
}

/** Says in words that all lanes have the same inputs, or which differ and how. */
export function inputsInWords(roles: readonly InputRole[], lanes: readonly LaneView[], definitions: Definitions): { readonly same: boolean; readonly text: { readonly en: string; readonly zh: string } } {
  const differing = roles.filter(({ same, settings }) => !same || settings.some((one) => one === undefined));
  const unequal = roles.filter(({ same }) => !same);
  const say = (language: 'en' | 'zh'): string => {
    const word = (text: LocalText): string => (typeof text === 'string' ? text : text[language]);
    const comma = language === 'en' ? ', ' : '、';
    if (roles.length === 0) return language === 'en' ? 'The lanes have no inputs.' : '各支路没有输入。';
    const listed = roles.filter(({ same }) => same).map(({ title, settings }) => `${word(title)} (${shortly(settings.find((one) => one !== undefined)!, language)})`).join(comma);
    const equal = listed === '' ? '' : language === 'en' ? `Same inputs in all lanes: ${listed}.` : `各支路输入相同：${listed}。`;
    const parted = unequal.map(({ title, settings }) => {
      const each = settings.flatMap((one, index) => (one ? [`${word(lanes[index]!.title)}: ${difference(one, settings, definitions, language)}`] : [])).join('; ');
      return language === 'en' ? `Different ${word(title)} — ${each}.` : `${word(title)}不同——${each}。`;
    });
    const absent = differing.filter(({ same }) => same).map(({ title, settings }) => {
      const without = lanes.filter((_lane, index) => settings[index] === undefined).map((lane) => word(lane.title)).join(comma);
      return language === 'en' ? `${without}: does not use ${word(title)}.` : `${without}：未使用${word(title)}。`;
    });
    return [...parted, equal, ...absent].filter((sentence) => sentence !== '').join(language === 'en' ? ' ' : '');
  };
  return { same: unequal.length === 0, text: { en: say('en'), zh: say('zh') } };
}

/** "Synthetic face, seed 22", or the first letters of a file's hash. */
function shortly({ typeTitle, params }: InputSettings, language: 'en' | 'zh'): string {
  const type = typeof typeTitle === 'string' ? typeTitle : typeTitle[language];
  const { seed, file } = params;
  const mark = typeof seed === 'number' ? (language === 'en' ? `seed ${seed}` : `种子 ${seed}`) : typeof file === 'string' && file !== '' ? file.replace(/^sha256:/, '').slice(0, 8) : '';
  return mark === '' ? type : `${type}, ${mark}`;
}

/** The settings in which an input is not like those of the other lanes. */
function difference(one: InputSettings, all: readonly (InputSettings | undefined)[], definitions: Definitions, language: 'en' | 'zh'): string {
  const others = all.filter((other) => other !== undefined);
  if (others.some(({ type }) => type !== one.type)) return shortly(one, language);
  const names = Object.keys(one.params).filter((name) => others.some(({ params }) => !sameJson(params[name], one.params[name])));
  return names.map((name) => {
    const value = one.params[name]!;
    const title = definitions.get(one.type)?.params[name]?.title[language] ?? name;
    return `${language === 'en' ? title.toLowerCase() : title} ${typeof value === 'object' ? JSON.stringify(value).slice(0, 40) : String(value)}`;
  }).join(', ');
}
