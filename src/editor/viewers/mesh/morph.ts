import { evaluateShape } from '../../../face/model/evaluate';
import type { FaceModel } from '../../../face/model/types';
import type { Json, JsonObject } from '../../../graph/types';
import type { CoefficientsValue, MeshValue } from '../../../runtime/values';

export type ModeKind = 'identity' | 'expression';

/** What the sliders start from. Without known coefficients they are added to the shape as it is. */
export interface MorphBase { readonly model: FaceModel; readonly coefficients: CoefficientsValue | undefined }

/** Coefficients set by hand, by mode name. */
export type Moved = Readonly<Record<ModeKind, Readonly<Record<string, number>>>>;
export const UNMOVED: Moved = { identity: {}, expression: {} };

export function isMoved(moved: Moved): boolean {
  return Object.keys(moved.identity).length + Object.keys(moved.expression).length > 0;
}

/** Why a mesh cannot be morphed; undefined when it can. */
export function unmorphable(mesh: MeshValue, model: FaceModel): 'model' | 'frame' | undefined {
  if (mesh.positions.length !== model.mean.length || (mesh.model && (mesh.model.name !== model.name || mesh.model.version !== model.version))) return 'model';
  return mesh.frame === 'head' ? undefined : 'frame';
}

export function baseValue({ model, coefficients }: MorphBase, kind: ModeKind, index: number): number {
  return (coefficients && coefficients.model.version === model.version ? coefficients[kind][index] : 0) ?? 0;
}

/** The mesh as its model makes it with the moved coefficients: shown positions + S(α′, β′) − S(α, β), so that what a node did to the shape stays. */
export function morphedMesh(mesh: MeshValue, base: MorphBase, moved: Moved): MeshValue {
  const { model } = base;
  const start = { identity: Float32Array.from(model.identityModes, (_, i) => baseValue(base, 'identity', i)), expression: Float32Array.from(model.expressionModes, (_, i) => baseValue(base, 'expression', i)) };
  const end = { identity: Float32Array.from(model.identityModes, ({ name }, i) => moved.identity[name] ?? start.identity[i]!), expression: Float32Array.from(model.expressionModes, ({ name }, i) => moved.expression[name] ?? start.expression[i]!) };
  const [before, after] = [evaluateShape(model, start), evaluateShape(model, end)];
  return { ...mesh, positions: mesh.positions.map((x, i) => x + after[i]! - before[i]!) };
}

/** Whether a node's parameters can take single modes: a scene document and named expression values. */
export function takesModes(params: Readonly<Record<string, { readonly kind: string }>>): boolean {
  return params.scene?.kind === 'json' && params.expressionValues?.kind === 'numbers';
}

/**
 * The params of such a node with the moved modes in it. Identity modes join the scene document's shape; an expression is replaced as a whole, so that all of
 * its modes are written as they are shown, within 0..1.
 */
export function withModes(params: JsonObject, base: MorphBase, moved: Moved): JsonObject {
  const changed: Record<string, Json> = {};
  if (Object.keys(moved.identity).length > 0) {
    const scene = asObject(params.scene), identity = asObject(scene.identity);
    changed.scene = { ...scene, identity: { ...identity, shape: { ...asObject(identity.shape), ...rounded(moved.identity) } } };
  }
  if (Object.keys(moved.expression).length > 0) {
    const all = Object.fromEntries(base.model.expressionModes.map(({ name }, i) => [name, moved.expression[name] ?? baseValue(base, 'expression', i)] as const).filter(([, value]) => value !== 0));
    changed.expression = 'set';
    changed.expressionValues = rounded(Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Math.min(1, Math.max(0, value))])));
  }
  return { ...params, ...changed };
}

function rounded(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : {};
}
