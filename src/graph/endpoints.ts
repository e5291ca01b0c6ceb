import type { Endpoint } from './types';

export function sameEnd(a: Endpoint, b: Endpoint): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** A text that differs for different endpoints, for sets and maps: no id or port that was parsed holds the separator. */
export function endKey(end: Endpoint): string {
  return `${end[0]}\u0000${end[1]}`;
}
