import type { PosedHead, PropMesh } from '../render/types';
import { buildClothes } from './clothes';
import { buildFacialHair } from './facial-hair';
import { createFrontDepth } from './front-depth';
import { buildGlasses } from './glasses';
import { buildHair } from './hair/build-hair';
import { buildLashes } from './lashes';
import { buildHat, flattenUnder, hatBand } from './headwear';
import { buildHeadscarf } from './headscarf';
import { buildMask } from './mask';
import { measureHead } from './measure';
import { neckVertices, straightNeck } from './neck';
import { buildOccluder } from './occluders';
import { createScalpField } from './scalp';
import { bodySize, clearOfNeck, createTorso, hangFromHead, type Torso } from './torso';
import { createWardrobeCache, type MeasuredHead, type WardrobeCache } from './wardrobe-cache';

export interface WardrobeOptions {
  /** `thumbnail`: few wide strands, for pictures up to about 160 px; `full`: thousands of thin ones. */
  readonly detail: 'thumbnail' | 'full';
  /** False for a renderer that draws the lashes itself. Default true. */
  readonly lashes?: boolean;
  /** Keeps measured heads and grown hair between calls. */
  readonly cache?: WardrobeCache;
}

/**
 * Everything beside the head itself, as meshes: hair, beard, lashes, glasses, headwear, clothes, mask, hand or object. Deterministic from the scene,
 * fitted to this head by its landmarks and parts. Hair and hat depend on identity alone; beard, lashes, mask and scarf follow the expression.
 */
export function buildProps(head: PosedHead, options: WardrobeOptions): PropMesh[] {
  const { detail } = options;
  const { scene, model } = head;
  const cache = options.cache ?? createWardrobeCache(1);
  const shape = `${model.name} ${model.version} ${JSON.stringify(Object.entries(scene.identity.shape).sort())}`;
  const measured = cache.head(shape, (): MeasuredHead => {
    const measures = measureHead(head);
    const vertices = neckVertices(model, measures);
    const ring = straightNeck(measures, vertices);
    return { measures, field: createScalpField(model, measures), neck: { ring, vertices }, shoulders: { collarY: ring.centre[1], collarZ: ring.centre[2], size: bodySize(measures) } };
  });
  const { measures, field } = measured;
  const torso = createTorso(head, measures, measured.neck);
  const isScarf = scene.headwear.style === 'headscarf';
  const band = hatBand(scene.headwear.style, field, measures);
  const props: PropMesh[] = [];
  if (!isScarf) {
    const key = JSON.stringify([shape, scene.identity.hair, scene.identity.skin, detail, scene.headwear.style]);
    const grown = cache.hair(key, () => {
      const loose = buildHair(scene.identity, measured, detail, band !== undefined);
      return band ? flattenUnder(band, field, loose) : loose;
    });
    for (const prop of grown) props.push(hanging(prop, torso, measures.chinY - 3, measures.chinY + 5));
  }
  props.push(...buildFacialHair(head, detail), ...(options.lashes === false ? [] : buildLashes(head, detail)));
  if (scene.glasses.style !== 'none') props.push(...buildGlasses(head, measures, field, createFrontDepth(model, measures.neutral)));
  if (isScarf) {
    for (const prop of buildHeadscarf(head, measured, detail)) {
      const scarf = hanging(prop, torso, measures.chinY, measures.chinY);
      clearOfNeck(torso, scarf.positions, 0.4);
      props.push(scarf);
    }
  }
  if (band) props.push(...buildHat(head, band, field, measures, detail));
  props.push(...buildClothes(head, torso, detail));
  if (scene.occluder.kind === 'mask') props.push(...buildMask(head, measures, createScalpField(model, { ...measures, neutral: head.positions }), createFrontDepth(model, head.positions), detail));
  props.push(...buildOccluder(head, detail));
  return props;
}

/** A prop that reaches below `reachY` follows the shoulders, more and more from `fromY` down; others are returned as they are. */
function hanging(prop: PropMesh, torso: Torso, reachY: number, fromY: number): PropMesh {
  let lowest = Infinity;
  for (let i = 1; i < prop.positions.length; i += 3) lowest = Math.min(lowest, prop.positions[i]!);
  if (lowest > reachY) return prop;
  const positions = Float32Array.from(prop.positions), normals = Float32Array.from(prop.normals);
  const tangents = prop.tangents ? Float32Array.from(prop.tangents) : undefined;
  hangFromHead(torso, positions, fromY, torso.neckHead[1] + 0.5, tangents ? [normals, tangents] : [normals]);
  return { ...prop, positions, normals, ...(tangents ? { tangents } : {}) };
}
