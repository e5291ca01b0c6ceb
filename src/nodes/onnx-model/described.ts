import type { Json } from '../../graph/types';

/** One tensor of a network as the file names it. */
export interface DescribedPort {
  readonly name: string;
  readonly type: string;
  /** Numbers, or names of free sides. */
  readonly shape: readonly (number | string)[];
}

export interface Described {
  readonly inputs: readonly DescribedPort[];
  readonly outputs: readonly DescribedPort[];
}

const MOST_PORTS = 64;

/** Reads the param `ports`; anything malformed in it is left out. */
export function describedPorts(ports: Json | undefined): Described {
  if (typeof ports !== 'object' || ports === null || Array.isArray(ports)) return { inputs: [], outputs: [] };
  const record = ports as Readonly<Record<string, Json | undefined>>;
  return { inputs: listOf(record.inputs), outputs: listOf(record.outputs) };
}

function listOf(list: Json | undefined): readonly DescribedPort[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).slice(0, MOST_PORTS).flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
    const { name, type, shape } = entry as Readonly<Record<string, Json | undefined>>;
    if (typeof name !== 'string' || name === '' || !Array.isArray(shape)) return [];
    const sides = (shape as readonly Json[]).filter((side): side is number | string => typeof side === 'number' || typeof side === 'string');
    return [{ name, type: typeof type === 'string' ? type : 'float32', shape: sides }];
  });
}

/** Whether a shape is one picture of three channels, planes or interleaved. */
export function isPicture(shape: readonly (number | string)[]): boolean {
  return shape.length === 4 && (shape[1] === 3 || shape[3] === 3);
}

/** `nhwc` when only the last side is 3. */
export function layoutOf(shape: readonly (number | string)[]): 'nchw' | 'nhwc' {
  return shape[1] !== 3 && shape[3] === 3 ? 'nhwc' : 'nchw';
}
