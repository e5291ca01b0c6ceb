import type { FaceModel } from '../model/types';
import type { Field, ListField, NumberField } from './schema';
import { SCENE_FIELDS } from './schema';
import type { Scene, SceneProblem } from './types';

/** The scene that an empty document means: the mean face, neutral, frontal, gently lit. A fresh object every time. */
export function defaultScene(): Scene {
  return defaultOf(SCENE_FIELDS) as Scene;
}

/**
 * Reads a scene document. Never throws: what is missing gets its default, a number out of range the nearest allowed value, anything else that does not
 * fit its default, and each departure from the format becomes one problem naming the field and the remedy.
 * With a model, names of coefficients that it does not have are problems too, and are dropped; without one every camelCase name is kept.
 */
export function parseScene(document: unknown, model?: FaceModel): { readonly scene: Scene; readonly problems: readonly SceneProblem[] } {
  const problems: SceneProblem[] = [];
  const names: Readonly<Record<string, ReadonlySet<string>>> = model === undefined ? {} : {
    'identity.shape': new Set(model.identityModes.map((mode) => mode.name)),
    expression: new Set(model.expressionModes.map((mode) => mode.name)),
  };
  const scene = read(SCENE_FIELDS, document, '', { problems, names }) as Scene;
  return { scene, problems };
}

interface Reading {
  readonly problems: SceneProblem[];
  readonly names: Readonly<Record<string, ReadonlySet<string>>>;
}

function defaultOf(field: Field): unknown {
  switch (field.kind) {
    case 'number':
    case 'choice':
      return field.default;
    case 'list':
      return field.items.map(defaultOf);
    case 'coefficients':
      return {};
    case 'object':
      return Object.fromEntries(Object.entries(field.fields).map(([key, inner]) => [key, defaultOf(inner)]));
  }
}

function read(field: Field, value: unknown, path: string, reading: Reading): unknown {
  if (value === undefined) return defaultOf(field);
  switch (field.kind) {
    case 'number':
      return readNumber(field, value, path, reading);
    case 'choice': {
      if (field.options.some((option) => option === value)) return value;
      const [en, zh] = [describe(value), describeZh(value)], options = field.options.map((option) => `"${option}"`);
      report(reading, path, `must be one of ${options.join(', ')}, but is ${en}; "${field.default}" is used.`, `须为 ${options.join('、')} 之一，而这里是${zh}；改用 "${field.default}"。`);
      return field.default;
    }
    case 'list':
      return readList(field, value, path, reading);
    case 'coefficients':
      return readCoefficients(field.min, field.max, value, path, reading);
    case 'object':
      return readObject(field.fields, value, path, reading);
  }
}

function readNumber(field: Pick<NumberField, 'default' | 'min' | 'max' | 'integer'>, value: unknown, path: string, reading: Reading): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    report(reading, path, `must be a number from ${field.min} to ${field.max}, but is ${describe(value)}; ${field.default} is used.`, `须为 ${field.min} 到 ${field.max} 的数，而这里是${describeZh(value)}；改用 ${field.default}。`);
    return field.default;
  }
  const rounded = field.integer ? Math.round(value) : value;
  const used = Math.min(field.max, Math.max(field.min, rounded));
  if (rounded !== value) report(reading, path, `must be a whole number, but is ${value}; ${used} is used.`, `须为整数，而这里是 ${value}；改用 ${used}。`);
  else if (used !== value) report(reading, path, `must be from ${field.min} to ${field.max}, but is ${value}; ${used} is used.`, `须在 ${field.min} 到 ${field.max} 之间，而这里是 ${value}；改用 ${used}。`);
  return used;
}

function readList(field: ListField, value: unknown, path: string, reading: Reading): unknown {
  if (!Array.isArray(value) || value.length !== field.items.length) {
    report(reading, path, `must be a list of ${field.items.length} values, but is ${describe(value)}; the default is used.`, `须为 ${field.items.length} 个值的列表，而这里是${describeZh(value)}；改用默认值。`);
    return defaultOf(field);
  }
  // A hole in a list is no value: it is read as null, which is reported, and not as a missing field.
  return field.items.map((item, index) => read(item, (value[index] as unknown) ?? null, `${path}[${index}]`, reading));
}

function readCoefficients(min: number, max: number, value: unknown, path: string, reading: Reading): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [name, coefficient] of entriesOf(value, path, reading)) {
    const known = reading.names[path];
    if (!/^[a-z][A-Za-z0-9]*$/.test(name) || (known !== undefined && !known.has(name))) {
      report(reading, `${path}.${name}`, 'is not the name of a mode of the face model; it is ignored.', '不是人脸模型的模态名称，已忽略。');
      continue;
    }
    result[name] = readNumber({ default: 0, min, max, integer: false }, coefficient, `${path}.${name}`, reading);
  }
  return result;
}

function readObject(fields: Readonly<Record<string, Field>>, value: unknown, path: string, reading: Reading): Record<string, unknown> {
  const given = new Map(entriesOf(value, path, reading));
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(fields)) result[key] = read(field, given.get(key), join(path, key), reading);
  for (const key of given.keys()) {
    const known = Object.keys(fields);
    if (!Object.hasOwn(fields, key)) report(reading, join(path, key), `is not a field of a scene; it is ignored. Known here: ${known.join(', ')}.`, `不是场景的字段，已忽略。此处可用：${known.join('、')}。`);
  }
  return result;
}

function entriesOf(value: unknown, path: string, reading: Reading): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  report(reading, path === '' ? 'scene' : path, `must be an object, but is ${describe(value)}; the default is used.`, `须为对象，而这里是${describeZh(value)}；改用默认值。`);
  return [];
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function report(reading: Reading, path: string, en: string, zh: string): void {
  reading.problems.push({ path, message: { en: `${path} ${en}`, zh: `${path} ${zh}` } });
}

/** A short description of any value for a message, never longer than a line. */
function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length} values`;
  switch (typeof value) {
    case 'string':
      return value.length <= 40 ? JSON.stringify(value) : 'a long text';
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return 'an object';
    default:
      return `a ${typeof value}`;
  }
}

/** The same in Chinese; code and numbers stand apart from the words by a space. */
function describeZh(value: unknown): string {
  if (Array.isArray(value)) return ` ${value.length} 个值的列表`;
  if (typeof value === 'string' && value.length > 40) return '一段长文本';
  return typeof value === 'object' && value !== null ? '一个对象' : ` ${describe(value)}`;
}
