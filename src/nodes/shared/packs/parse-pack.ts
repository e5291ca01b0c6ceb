import { TEMPLATE_NAMES } from '../../../face/align/templates';
import { NETWORK_RANGES } from '../network/ranges';
import { PACK_KINDS, type Pack } from './pack';

/** Thrown for data that is no pack; says at which place, and what is wanted there. */
export class PackFault extends Error {}

type Check = (value: unknown, place: string) => void;

const fail = (place: string, wanted: string): never => { throw new PackFault(`${place || 'the pack'} must be ${wanted}`); };
const text: Check = (value, place) => { if (typeof value !== 'string' || value.trim() === '' || value.length > 1000) fail(place, 'a text'); };
const truth: Check = (value, place) => { if (typeof value !== 'boolean') fail(place, 'true or false'); };
const matching = (pattern: RegExp, wanted: string): Check => (value, place) => { if (typeof value !== 'string' || !pattern.test(value)) fail(place, wanted); };
const number = (min: number, max: number, whole = false): Check => (value, place) => {
  if (typeof value !== 'number' || !(value >= min && value <= max) || (whole && !Number.isInteger(value))) fail(place, `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
};
const oneOf = (...options: readonly unknown[]): Check => (value, place) => { if (!options.includes(value)) fail(place, `one of ${options.join(', ')}`); };
const either = (first: Check, second: Check): Check => (value, place) => {
  try {
    first(value, place);
  } catch {
    second(value, place);
  }
};
const listOf = (check: Check): Check => (value, place) => {
  if (!Array.isArray(value) || value.length > 64) fail(place, 'a list');
  (value as unknown[]).forEach((entry, index) => { check(entry, `${place}[${index}]`); });
};
/** An object with these keys and no others; a key that ends in `?` may be absent. */
const object = (keys: Readonly<Record<string, Check>>): Check => (value, place) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(place, 'an object');
  const record = value as Readonly<Record<string, unknown>>;
  const known = new Map(Object.entries(keys).map(([key, check]) => [key.replace(/\?$/, ''), { check, optional: key.endsWith('?') }]));
  const stranger = Object.keys(record).find((key) => !known.has(key));
  if (stranger !== undefined) fail(place ? `${place}.${stranger}` : stranger, `left out: it is none of ${[...known.keys()].join(', ')}`);
  for (const [key, { check, optional }] of known) {
    if (Object.hasOwn(record, key)) check(record[key], place ? `${place}.${key}` : key);
    else if (!optional) fail(place ? `${place}.${key}` : key, 'there');
  }
};
/** Objects told apart by their key `is`. */
const variants = (kinds: Readonly<Record<string, Check>>): Check => (value, place) => {
  const is = typeof value === 'object' && value !== null ? (value as { is?: unknown }).is : undefined;
  const check = typeof is === 'string' && Object.hasOwn(kinds, is) ? kinds[is] : undefined;
  if (check) check(value, place);
  else fail(`${place}.is`, `one of ${Object.keys(kinds).join(', ')}`);
};

const words = object({ en: text, zh: text });
const name = matching(/^[^\s/\\][^/\\]{0,99}$/, 'a name without slashes');
const webAddress = matching(/^https:\/\/[^\s]+$/, 'an https address');
const picture = { name, is: oneOf('picture'), range: oneOf(...Object.keys(NETWORK_RANGES)), order: oneOf('rgb', 'bgr'), layout: oneOf('nchw', 'nhwc') } as const;
const length = number(1, 65536, true);

const checkPack = object({
  'id': matching(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'small letters, digits, dots and hyphens'),
  'kind': oneOf(...PACK_KINDS), 'title': words, 'about': words,
  'file': object({ 'name': name, 'url': webAddress, 'bytes?': number(1, 2 ** 40, true), 'sha256?': matching(/^[0-9a-f]{64}$/, '64 hex digits'), 'fromFileOnly?': truth }),
  'licence': object({ 'name': text, 'commercial': truth, 'terms': words, 'url?': webAddress }),
  'inputs': listOf(variants({
    picture: object({ ...picture, 'of': oneOf('target', 'source', 'face', 'image'), 'sizePx': either(oneOf('any'), number(8, 4096, true)), 'template?': oneOf(...TEMPLATE_NAMES) }),
    embedding: object({ name, 'is': text, 'recogniser': name, length, 'treatment': oneOf('unit', 'raw'), 'matrix?': object({ weight: name, then: oneOf('unit', 'as-is') }) }),
    weight: object({ name, is: text, initial: number(0, 1) }),
  })),
  'outputs': listOf(variants({
    picture: object({ ...picture, 'scale?': number(1, 8, true) }),
    mask: object({ name, is: text, layout: oneOf('nchw', 'nhwc') }),
    labels: object({ name, is: text, classes: listOf(name), include: listOf(name) }),
    embedding: object({ name, is: text, recogniser: name, length }),
    detections: object({ name, is: text }),
  })),
  'smooth?': object({ sigmaPx: number(0, 64), from: number(0, 0.99) }),
});

/** A pack from data of unknown origin. @throws PackFault */
export function parsePack(data: unknown): Pack {
  checkPack(data, '');
  const pack = data as Pack;
  for (const output of pack.outputs) {
    const stranger = output.is === 'labels' ? output.include.find((one) => !output.classes.includes(one)) : undefined;
    if (stranger !== undefined) fail('outputs.include', `among the classes; "${stranger}" is not`);
  }
  return pack;
}
