import type { Json, JsonObject } from '../graph/types';
import type { BothLanguages, NodeDefinition, Param } from './define';

export interface ParamProblem { readonly param: string; readonly code: string; readonly message: BothLanguages }

/** Params as a node's run sees them: what the document says where it is usable, the definition's initial values elsewhere; unknown names are left out. */
export function resolveParams(definition: NodeDefinition, given: JsonObject): Readonly<Record<string, Json>> {
  const resolved: Record<string, Json> = {};
  for (const [name, param] of Object.entries(definition.params)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || faultOfParam(name, param, value)) resolved[name] = param.initial as Json;
    else resolved[name] = param.kind === 'numbers' ? { ...param.initial, ...(value as JsonObject) } : value;
  }
  return resolved;
}

/** What is wrong with the params a document gives, in words. A node with such a problem does not run. */
export function checkParams(definition: NodeDefinition, given: JsonObject): readonly ParamProblem[] {
  const problems: ParamProblem[] = [];
  for (const [name, param] of Object.entries(definition.params)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) continue;
    const message = faultOfParam(name, param, value);
    if (message) problems.push({ param: name, code: 'param', message });
  }
  return problems;
}

/** What is wrong with a value of a param, in words; undefined when it can be used. */
export function faultOfParam(name: string, param: Param, value: Json): BothLanguages | undefined {
  const shown = JSON.stringify(value).slice(0, 60);
  const must = (en: string, zh: string): BothLanguages => ({ en: `"${name}" must be ${en}; it is ${shown}.`, zh: `“${name}”必须是${zh}；现在是 ${shown}。` });
  switch (param.kind) {
    case 'number': {
      const unit = param.unit ? ` ${param.unit}` : '';
      if (typeof value !== 'number' || !Number.isFinite(value)) return must('a number', '一个数');
      if (value < param.min || value > param.max) return must(`between ${param.min} and ${param.max}${unit}`, `${param.min} 到 ${param.max}${unit} 之间的数`);
      return param.integer && !Number.isInteger(value) ? must('a whole number', '整数') : undefined;
    }
    case 'seed': return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff ? undefined : must('a whole number from 0 to 4294967295', '0 到 4294967295 的整数');
    case 'boolean': return typeof value === 'boolean' ? undefined : must('true or false', 'true 或 false');
    case 'choice': return typeof value === 'string' && Object.hasOwn(param.options, value) ? undefined : must(`one of ${Object.keys(param.options).join(', ')}`, `${Object.keys(param.options).join('、')} 之一`);
    case 'choices': return Array.isArray(value) && value.every((entry) => typeof entry === 'string' && Object.hasOwn(param.options, entry)) ? undefined : must(`a list of ${Object.keys(param.options).join(', ')}`, `由 ${Object.keys(param.options).join('、')} 组成的列表`);
    case 'text': return typeof value === 'string' && value.length <= param.maxLength ? undefined : must(`text of at most ${param.maxLength} characters`, `不超过 ${param.maxLength} 个字符的文字`);
    case 'colour': return Array.isArray(value) && value.length === 3 && value.every((c) => typeof c === 'number' && c >= 0 && c <= 1) ? undefined : must('three numbers from 0 to 1', '三个 0 到 1 的数');
    case 'file': return typeof value === 'string' ? undefined : must('the name of a file', '文件名');
    case 'numbers': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return must('an object of named numbers', '由命名数字组成的对象');
      for (const [key, entry] of Object.entries(value)) {
        const range = param.names.find((known) => known.name === key);
        if (!range) return { en: `"${name}" has no number called "${key}".`, zh: `“${name}”没有名为“${key}”的数。` };
        if (typeof entry !== 'number' || !(entry >= range.min && entry <= range.max)) return { en: `"${name}.${key}" must be between ${range.min} and ${range.max}; it is ${JSON.stringify(entry)}.`, zh: `“${name}.${key}”必须在 ${range.min} 到 ${range.max} 之间；现在是 ${JSON.stringify(entry)}。` };
      }
      return undefined;
    }
    case 'json': return undefined;
  }
}
