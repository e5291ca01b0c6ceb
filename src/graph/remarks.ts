import { DANGLING } from './types';
import type { GraphWarning, Json, JsonObject } from './types';
import { LIMITS } from './limits';

export type Where = GraphWarning['where'];

/** Warnings gathered while a document is read, and what had to be kept aside. */
export interface Remarks {
  readonly warnings: GraphWarning[];
  readonly aside: JsonObject[];
}

export function warn(remarks: Remarks, where: Where, en: string, zh: string): void {
  remarks.warnings.push({ where, message: { en, zh } });
}

/** Keeps a value that has no place in the document under `x-dangling`, with a warning that says so. */
export function putAside(remarks: Remarks, where: Where & { readonly path: string }, value: Json, en: string, zh: string): void {
  // One more wrapping must not make a document too deep to be read again.
  const kept = depthOf(value) > LIMITS.depth - 8 ? JSON.stringify(value) : value;
  remarks.aside.push({ path: where.path, value: kept, why: en });
  warn(remarks, where, `${en} It is kept aside under “${DANGLING}”.`, `${zh}它被保留在“${DANGLING}”中。`);
}

function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value as JsonObject).map(depthOf));
}

/** Names a node of the document; inside a macro, whose node may stand on the canvas many times or never, the path alone says where. */
export function atNode(path: string, node: string): Where & { readonly path: string } {
  return path.startsWith('macros/') ? { path } : { node, path };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key as a step of a path, slashes written as in JSON Pointer. */
export function step(key: string): string {
  return key.includes('/') || key.includes('~') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}
