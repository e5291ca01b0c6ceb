import { LIMITS } from './limits';
import { step } from './remarks';
import type { Json } from './types';

/** What a copy had to leave out or could not hold; `path` is written `nodes/a/params`. */
export interface CopyRemark { readonly path: string; readonly kind: 'proto' | 'not-json'; readonly value: Json }

export interface JsonCopy {
  readonly value: Json | undefined;
  /** Set when the copy was given up: nested or large beyond the limits. */
  readonly excess?: 'depth' | 'values';
  readonly remarks: readonly CopyRemark[];
}

/**
 * A clean copy of any value as JSON: own enumerable keys only, `-0` as `0`, no key `__proto__` at any depth, and a remark for
 * each thing that JSON cannot hold (NaN, functions, dates …), which is left out (an object's key) or becomes null (an array's item).
 * Bounded in depth and in number of values, so cyclic objects end too. Never throws.
 */
export function copyJson(source: unknown, maxDepth: number = LIMITS.depth): JsonCopy {
  const remarks: CopyRemark[] = [];
  let count = 0;
  let excess: JsonCopy['excess'];

  const copy = (value: unknown, depth: number, path: string): Json | undefined => {
    count += 1;
    if (count > LIMITS.values) excess = 'values';
    if (excess) return undefined;
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
    if (typeof value === 'object' && (Array.isArray(value) || isPlain(value))) {
      if (depth >= maxDepth) {
        excess = 'depth';
        return undefined;
      }
      return Array.isArray(value) ? copyArray(value, depth, path) : copyObject(value, depth, path);
    }
    remarks.push({ path, kind: 'not-json', value: describe(value) });
    return undefined;
  };
  const copyArray = (value: readonly unknown[], depth: number, path: string): Json => {
    const items: Json[] = [];
    for (let i = 0; i < value.length && !excess; i += 1) items.push(copy(value[i], depth + 1, `${path}/${i}`) ?? null);
    return items;
  };
  const copyObject = (value: object, depth: number, path: string): Json => {
    const entries: Record<string, Json> = {};
    for (const key of Object.keys(value)) {
      if (excess) break;
      const inner = (value as Record<string, unknown>)[key];
      if (inner === undefined) continue;
      const at = path === '' ? step(key) : `${path}/${step(key)}`;
      const copied = copy(inner, depth + 1, at);
      if (copied === undefined) continue;
      if (key === '__proto__') remarks.push({ path: at, kind: 'proto', value: copied });
      else entries[key] = copied;
    }
    return entries;
  };

  try {
    const value = copy(source, 0, '');
    return excess ? { value: undefined, excess, remarks } : { value, remarks };
  } catch {
    // A getter or proxy of a foreign object threw.
    return { value: undefined, remarks: [...remarks, { path: '', kind: 'not-json', value: 'object' }] };
  }
}

/** The value as clean JSON that fits anywhere in a document, or undefined when any part of it is not JSON or lies too deep. */
export function cleanJson(source: unknown): Json | undefined {
  const { value, excess, remarks } = copyJson(source, LIMITS.depth - 8);
  return excess || remarks.length > 0 ? undefined : value;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value;
}
