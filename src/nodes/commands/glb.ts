import type { MeshValue } from '../../runtime/values';

const FLOAT = 5126, UNSIGNED_INT = 5125, ARRAY_BUFFER = 34962, ELEMENT_ARRAY_BUFFER = 34963;

/** A mesh as binary glTF 2.0, in metres as glTF wants it; vertex colours are linear RGB. */
export function encodeGlb(mesh: MeshValue): Uint8Array {
  const positions = Float32Array.from(mesh.positions, (cm) => cm / 100);
  const bounds = boundsOf(positions);
  const parts: { readonly bytes: Uint8Array; readonly target: number; readonly accessor: Record<string, unknown> }[] = [];
  const add = (array: Float32Array | Uint32Array, target: number, accessor: Record<string, unknown>): number => {
    parts.push({ bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength), target, accessor });
    return parts.length - 1;
  };
  const vertices = positions.length / 3;
  const attributes: Record<string, number> = { POSITION: add(positions, ARRAY_BUFFER, { componentType: FLOAT, count: vertices, type: 'VEC3', ...bounds }) };
  if (mesh.uv) attributes['TEXCOORD_0'] = add(mesh.uv, ARRAY_BUFFER, { componentType: FLOAT, count: vertices, type: 'VEC2' });
  if (mesh.colours) attributes['COLOR_0'] = add(mesh.colours, ARRAY_BUFFER, { componentType: FLOAT, count: vertices, type: 'VEC3' });
  const indices = add(mesh.triangles, ELEMENT_ARRAY_BUFFER, { componentType: UNSIGNED_INT, count: mesh.triangles.length, type: 'SCALAR' });
  let at = 0;
  const bufferViews = parts.map(({ bytes, target }) => {
    const view = { buffer: 0, byteOffset: at, byteLength: bytes.length, target };
    at += bytes.length;
    return view;
  });
  const json = JSON.stringify({
    asset: { version: '2.0', generator: 'Swapgraph' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes, indices }] }], accessors: parts.map(({ accessor }, bufferView) => ({ bufferView, ...accessor })), bufferViews, buffers: [{ byteLength: at }],
  });
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 4) * 4));
  const glb = new Uint8Array(12 + 8 + header.length + 8 + at);
  const words = new DataView(glb.buffer);
  [0x46546c67, 2, glb.length, header.length, 0x4e4f534a].forEach((word, i) => { words.setUint32(i * 4, word, true); });
  glb.set(header, 20);
  words.setUint32(20 + header.length, at, true);
  words.setUint32(24 + header.length, 0x004e4942, true);
  let to = 28 + header.length;
  for (const { bytes } of parts) {
    glb.set(bytes, to);
    to += bytes.length;
  }
  return glb;
}

function boundsOf(positions: Float32Array): { readonly min: number[]; readonly max: number[] } {
  const min = [Infinity, Infinity, Infinity], max = [-Infinity, -Infinity, -Infinity];
  positions.forEach((x, i) => {
    const axis = i % 3;
    if (x < min[axis]!) min[axis] = x;
    if (x > max[axis]!) max[axis] = x;
  });
  return { min, max };
}
