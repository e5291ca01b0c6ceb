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
const MOST_NAME = 100;

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

/** The inner tensors that are ticked: the param `taps`, a list of their names in the file. Anything else in it is left out, and so is a name said twice. */
export function tappedTensors(taps: Json | undefined): readonly string[] {
  if (!Array.isArray(taps)) return [];
  return [...new Set((taps as readonly Json[]).filter((name): name is string => typeof name === 'string' && name !== ''))].slice(0, MOST_PORTS);
}

/** One port of the node, and the tensor of the file that it stands for. */
export interface TensorPort { readonly port: string; readonly tensor: string; readonly shape: readonly (number | string)[] | undefined }

/**
 * Ports for tensors, named like them as far as a graph allows: a slash or control character becomes a dot, an overlong name keeps its end, and a name that is
 * taken gets a number.
 */
export function portsFor(tensors: readonly { readonly name: string; readonly shape?: readonly (number | string)[] }[]): readonly TensorPort[] {
  const taken = new Set<string>();
  return tensors.map(({ name, shape }) => {
    const plain = name.replace(/[/\\\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, '.').replace(/^\.+/, '').slice(-MOST_NAME) || 'tensor';
    let port = plain in {} ? `${plain} tensor` : plain;
    for (let count = 2; taken.has(port); count++) port = `${plain.slice(-MOST_NAME + 6)} ${count}`;
    taken.add(port);
    return { port, tensor: name, shape };
  });
}

/** All output ports of a network: its own outputs, then the inner tensors that are ticked. */
export function outputPorts(params: Readonly<Record<string, Json | undefined>>): readonly (TensorPort & { readonly tapped: boolean })[] {
  const { outputs } = describedPorts(params.ports);
  const own = new Set(outputs.map(({ name }) => name));
  const taps = tappedTensors(params.taps).filter((name) => !own.has(name));
  return portsFor([...outputs, ...taps.map((name) => ({ name }))]).map((port) => ({ ...port, tapped: !own.has(port.tensor) }));
}
