import type { Kernel } from '../kernel';

/** The uniform struct as bytes: fields in the order the kernel declares them, 4 bytes each, the whole padded to 16. @throws RangeError when a field is missing. */
export function packUniforms(fields: Kernel['uniforms'], values: Readonly<Record<string, number>>): ArrayBuffer {
  const names = Object.keys(fields);
  const packed = new ArrayBuffer(Math.max(16, Math.ceil((names.length * 4) / 16) * 16));
  const view = new DataView(packed);
  names.forEach((name, index) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The uniform "${name}" was not given.`);
    const type = fields[name];
    if (type === 'f32') view.setFloat32(index * 4, value, true);
    else if (type === 'i32') view.setInt32(index * 4, value, true);
    else view.setUint32(index * 4, value, true);
  });
  return packed;
}
