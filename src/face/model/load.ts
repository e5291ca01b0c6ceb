import { crc32, FORMAT_VERSION, MAGIC, PREAMBLE_BYTES, type Section } from './container';
import { MESH_GROUPS, type EyeballAnchor, type FaceModel, type MeshGroup, type Mode, type Outline, type OutlineName, type VertexRange } from './types';

/** A mode's column: runs of vertices [first, count] and the displacements of those vertices, 3 each. */
interface ModeSections {
  readonly runs: Section;
  readonly values: Section;
}

interface EyeHeader extends Pick<EyeballAnchor, 'firstVertex' | 'endVertex' | 'radiusCm' | 'centre' | 'irisRadiusCm' | 'equator'> {
  readonly lids: { readonly vertices: Section; readonly clearanceCm: Section; readonly column: Section; readonly upperMargin: Section; readonly lowerMargin: Section };
}

/** What the JSON header of a model file holds. */
export interface FaceModelHeader {
  readonly name: string;
  readonly version: string;
  readonly vertexCount: number;
  readonly identityModes: readonly Mode[];
  readonly expressionModes: readonly Mode[];
  readonly identityColumns: readonly ModeSections[];
  readonly expressionColumns: readonly ModeSections[];
  readonly sections: Readonly<Record<'triangles' | 'uv' | 'triangleParts' | 'mean' | 'canonical' | 'ambientOcclusion' | 'landmarks68' | 'enamel', Section>>;
  readonly landmarks5: readonly (readonly number[])[];
  readonly outlines: Readonly<Record<OutlineName, { readonly vertices: readonly number[]; readonly closed: boolean }>>;
  readonly eyes: { readonly left: EyeHeader; readonly right: EyeHeader };
  readonly groups: Readonly<Record<MeshGroup, VertexRange>>;
}

/** Checks preamble and checksum; throws a sentence that says what is wrong with the file. */
function openContainer(bytes: Uint8Array): { readonly header: FaceModelHeader; readonly payload: ArrayBuffer } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREAMBLE_BYTES || view.getUint32(0, true) !== MAGIC) throw new Error('This is not a face model: the file does not begin with "SGFM". Load public/models/face-model.bin.');
  const version = view.getUint32(4, true);
  if (version !== FORMAT_VERSION) throw new Error(`This face model has format version ${version}, but this program reads version ${FORMAT_VERSION}. Build the model anew or update the program.`);
  const headerBytes = view.getUint32(8, true);
  const payloadBytes = view.getUint32(12, true);
  const whole = PREAMBLE_BYTES + headerBytes + payloadBytes;
  if (bytes.length !== whole) throw new Error(`This face model is ${bytes.length < whole ? 'cut short' : 'too long'}: it has ${bytes.length} bytes, its preamble promises ${whole}. Fetch the file again.`);
  if (crc32(bytes.subarray(PREAMBLE_BYTES)) !== view.getUint32(16, true)) throw new Error('This face model is damaged: its checksum does not match its bytes. Fetch the file again.');
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(PREAMBLE_BYTES, PREAMBLE_BYTES + headerBytes))) as FaceModelHeader;
  return { header, payload: new Uint8Array(bytes.subarray(PREAMBLE_BYTES + headerBytes)).buffer };
}

/** Typed arrays onto the payload; like typed arrays themselves they take the machine to be little-endian, as every browser's and Node's is. */
function readers(payload: ArrayBuffer) {
  const integers = ({ type, offset, count }: Section): Uint8Array | Uint16Array | Int16Array =>
    type === 'uint8' ? new Uint8Array(payload, offset, count) : type === 'uint16' ? new Uint16Array(payload, offset, count) : new Int16Array(payload, offset, count);
  return {
    integers,
    uint16: (section: Section): Uint16Array => Uint16Array.from(integers(section)),
    uint8: (section: Section): Uint8Array => Uint8Array.from(integers(section)),
    real: (section: Section): Float32Array => {
      const out = new Float32Array(integers(section));
      const step = section.step ?? 1;
      for (let i = 0; i < out.length; i += 1) out[i] = out[i]! * step;
      return out;
    },
  };
}

/** Spreads a sparse column over all vertices. */
function column(read: ReturnType<typeof readers>, { runs, values }: ModeSections, vertexCount: number): Float32Array {
  const out = new Float32Array(vertexCount * 3);
  const spans = read.integers(runs);
  const moves = read.real(values);
  let from = 0;
  for (let r = 0; r < spans.length; r += 2) {
    const count = 3 * spans[r + 1]!;
    out.set(moves.subarray(from, from + count), 3 * spans[r]!);
    from += count;
  }
  return out;
}

/** Reads a face model; throws a sentence when the bytes are none, cut short, altered or of another format version. */
export function parseFaceModel(bytes: Uint8Array): FaceModel {
  const { header, payload } = openContainer(bytes);
  const read = readers(payload);
  const { sections } = header;
  const eye = ({ lids, ...anchor }: EyeHeader): EyeballAnchor => ({
    ...anchor,
    lids: { vertices: read.uint16(lids.vertices), clearanceCm: read.real(lids.clearanceCm), column: read.uint8(lids.column), upperMargin: read.uint16(lids.upperMargin), lowerMargin: read.uint16(lids.lowerMargin) },
  });
  const outlines = Object.fromEntries(Object.entries(header.outlines).map(([name, { vertices, closed }]) => [name, { vertices: Uint16Array.from(vertices), closed }])) as Record<OutlineName, Outline>;
  return {
    name: header.name,
    version: header.version,
    vertexCount: header.vertexCount,
    triangles: read.uint16(sections.triangles),
    uv: read.real(sections.uv),
    triangleParts: read.uint8(sections.triangleParts),
    mean: read.real(sections.mean),
    identityModes: header.identityModes,
    expressionModes: header.expressionModes,
    identityBasis: header.identityColumns.map((sparse) => column(read, sparse, header.vertexCount)),
    expressionBasis: header.expressionColumns.map((sparse) => column(read, sparse, header.vertexCount)),
    identityRuns: header.identityColumns.map(({ runs }) => read.uint16(runs)),
    expressionRuns: header.expressionColumns.map(({ runs }) => read.uint16(runs)),
    canonical: read.real(sections.canonical),
    ambientOcclusion: read.real(sections.ambientOcclusion),
    landmarks68: read.uint16(sections.landmarks68),
    landmarks5: header.landmarks5.map((vertices) => Uint16Array.from(vertices)),
    outlines,
    eyes: { left: eye(header.eyes.left), right: eye(header.eyes.right) },
    groups: Object.fromEntries(MESH_GROUPS.map((group) => [group, header.groups[group]])) as Record<MeshGroup, VertexRange>,
    enamel: read.uint16(sections.enamel),
  };
}
