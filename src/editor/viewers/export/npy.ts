/**
 * A tensor as a NumPy file, version 1.0: magic, version, length of the header, the header as a Python literal padded to a multiple of 64, then float32 values,
 * little endian, in C order (NEP 1).
 * @throws RangeError when shape and values disagree
 */
export function encodeNpy(shape: readonly number[], values: Float32Array): Uint8Array {
  if (shape.reduce((product, side) => product * side, 1) !== values.length) throw new RangeError(`The shape [${shape.join(', ')}] does not hold ${values.length} values.`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const words = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const header = words.padEnd(Math.ceil((10 + words.length + 1) / 64) * 64 - 11, ' ') + '\n';
  const bytes = new Uint8Array(10 + header.length + values.length * 4);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  const view = new DataView(bytes.buffer);
  view.setUint16(8, header.length, true);
  for (let i = 0; i < header.length; i++) bytes[10 + i] = header.charCodeAt(i);
  for (let i = 0, at = 10 + header.length; i < values.length; i++, at += 4) view.setFloat32(at, values[i]!, true);
  return bytes;
}
