import { parseScene } from '../../face/scene/parse';
import { sampleScene } from '../../face/scene/sample-scene';
import type { FaceModel } from '../../face/model/types';
import type { Scene, SceneProblem } from '../../face/scene/types';
import type { Json } from '../../graph/types';
import type { ParamValues } from '../../runtime/define';
import type definition from './node';

type SceneParams = Omit<ParamValues<(typeof definition)['params']>, 'sizePx'>;

/** The scene that the node's params describe: drawn from the seed, changed by the switches, and last by the scene document. */
export function sceneOf(model: FaceModel, params: SceneParams): { readonly scene: Scene; readonly problems: readonly SceneProblem[] } {
  const drawn = sampleScene(params.seed, model, { occluders: params.occluder !== 'none', accessories: params.accessories, post: params.cameraFaults });
  const scene = merge(drawn as unknown as Json, {
    ...(params.pose === 'set' ? { pose: { yawDeg: params.yawDeg, pitchDeg: params.pitchDeg, rollDeg: params.rollDeg }, gaze: { yawDeg: 0, pitchDeg: 0 } } : {}),
    ...(params.light === 'set' ? { light: { key: { azimuthDeg: params.lightAzimuthDeg, elevationDeg: params.lightElevationDeg, intensity: params.lightIntensity } } } : {}),
    ...(params.hair === 'drawn' ? {} : { identity: { hair: { style: params.hair } } }),
    ...(params.occluder === 'drawn' ? {} : { occluder: { kind: params.occluder } }),
    ...(params.background === 'drawn' ? {} : { background: { kind: params.background } }),
  }) as Record<string, Json>;
  // An expression is replaced as a whole: what the seed drew must not shine through.
  if (params.expression !== 'drawn') scene.expression = params.expression === 'set' ? { ...params.expressionValues } : {};
  return parseScene(merge(scene, params.scene), model);
}

/** Objects merge key by key; anything else replaces. */
function merge(base: Json, change: Json): Json {
  if (!isObject(base) || !isObject(change)) return change;
  const merged: Record<string, Json> = { ...base };
  for (const [key, value] of Object.entries(change)) merged[key] = Object.hasOwn(base, key) ? merge(base[key]!, value) : value;
  return merged;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
