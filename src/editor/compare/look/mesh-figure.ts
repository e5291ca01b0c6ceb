import type { MeshValue } from '../../../runtime/values';
import type { Translate } from '../../i18n';
import { pictureDrawn } from '../../viewers/export/drawings';
import { legendOf } from '../../viewers/export/legend';
import type { FigureSource } from '../../viewers/export/source';
import { below, beside } from '../../viewers/export/svg';
import { colourTable } from '../../viewers/features/colour-maps';
import type { Distances, Mismatch } from '../../viewers/mesh/distance';
import type { MeshScene } from '../../viewers/mesh/mesh-scene';
import { MM_PER_CM } from './mesh-distances';

/** Side of a lane's view in a figure; its pixels are twice as fine. */
const SIDE_PX = 320;

/** What the view of meshes shows, as far as a figure needs it. */
export interface MeshesShown {
  readonly lanes: readonly { readonly name: string; readonly made: string; readonly mesh: MeshValue | undefined; readonly distances: Distances | Mismatch | undefined }[];
  /** The stages in view by name, asked for when the figure is drawn. */
  readonly scenes: () => readonly (readonly [name: string, scene: Pick<MeshScene, 'snapshot'> | undefined])[];
  /** Colours are distances to the reference. */
  readonly coloured: boolean;
  readonly reference: number;
  readonly scaleMm: readonly [number, number];
  readonly counts: Float32Array;
  readonly wire: string | undefined;
  readonly inputs: string;
}

/** The stages beside one another from where their cameras stand, with the scale of their colours; as numbers every vertex of every lane. */
export function meshFigure({ lanes, scenes, coloured, reference, scaleMm, counts, wire, inputs }: MeshesShown, t: Translate): FigureSource | undefined {
  const present = lanes.flatMap((lane) => (lane.mesh ? [{ ...lane, mesh: lane.mesh }] : []));
  const [first] = present;
  if (!first) return undefined;
  const measured = present.flatMap((lane) => (typeof lane.distances === 'object' ? [{ ...lane, distances: lane.distances }] : []));
  const length = first.mesh.positions.length;
  const stack = present.every(({ mesh }) => mesh.positions.length === length);
  return {
    name: coloured ? 'mesh-distances' : 'meshes',
    notes: [...wire === undefined ? [] : [wire], ...coloured ? [t('compare.legendMesh', { reference: lanes[reference]?.name ?? '' })] : [], t('figure.mesh'), inputs, ...lanes.map(({ name, made }) => `${name}: ${made.replaceAll('\n', ', ')}`)],
    draw: () => below([
      beside(scenes().flatMap(([name, scene]) => (scene ? [pictureDrawn(scene.snapshot(2 * SIDE_PX), name, SIDE_PX)] : [])), 16),
      ...coloured ? [legendOf({ table: colourTable('distance'), range: scaleMm, counts, words: { below: '', above: '', absent: '', unit: 'mm' } })] : [],
    ], 14),
    ...stack ? { tensor: () => {
      const data = new Float32Array(length * present.length);
      present.forEach(({ mesh }, index) => data.set(mesh.positions, index * length));
      return Promise.resolve({ shape: [present.length, length / 3, 3], data });
    } } : {},
    table: () => [
      ['vertex', ...present.flatMap(({ name }) => ['x', 'y', 'z'].map((axis) => `${name}: ${axis} (cm)`)), ...measured.map(({ name }) => `${name}: distance to ${lanes[reference]?.name ?? ''} (mm)`)],
      ...Array.from({ length: Math.max(...present.map(({ mesh }) => mesh.positions.length / 3)) }, (_, v) => [
        v, ...present.flatMap(({ mesh }) => [0, 1, 2].map((axis) => mesh.positions[v * 3 + axis] ?? '')), ...measured.map(({ distances }) => Number((distances.cm[v]! * MM_PER_CM).toPrecision(6))),
      ]),
    ],
  };
}
