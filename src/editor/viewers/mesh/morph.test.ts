import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateShape } from '../../../face/model/evaluate';
import { parseFaceModel } from '../../../face/model/load';
import { definitions } from '../../../nodes/catalog';
import type { CoefficientsValue, MeshValue } from '../../../runtime/values';
import { isMoved, morphedMesh, takesModes, UNMOVED, unmorphable, withModes, type MorphBase } from './morph';

const model = parseFaceModel(new Uint8Array(readFileSync(new URL('../../../../public/models/face-model.bin', import.meta.url))));
const index = model.identityModes.findIndex(({ name }) => name === 'jawWidth');
const coefficients: CoefficientsValue = { kind: 'coefficients', model: { name: model.name, version: model.version }, identity: Float32Array.from(model.identityModes, (_, i) => (i === index ? 1 : 0)), expression: new Float32Array(model.expressionModes.length) };
const mesh: MeshValue = { kind: 'mesh', positions: evaluateShape(model, coefficients), triangles: Uint32Array.from(model.triangles), units: 'cm', frame: 'head', model: { name: model.name, version: model.version } };
const base: MorphBase = { model, coefficients };

describe('morphing a shown mesh', () => {
  it('gives what the model makes with the moved coefficients', () => {
    const wanted = evaluateShape(model, { identity: coefficients.identity.map((value, i) => (i === index ? -2 : value)), expression: Float32Array.from(model.expressionModes, ({ name }) => (name === 'jawOpen' ? 0.7 : 0)) });
    const found = morphedMesh(mesh, base, { identity: { jawWidth: -2 }, expression: { jawOpen: 0.7 } }).positions;
    expect(Math.max(...found.map((x, i) => Math.abs(x - wanted[i]!)))).toBeLessThan(1e-5);
    expect(Math.max(...found.map((x, i) => Math.abs(x - mesh.positions[i]!)))).toBeGreaterThan(0.1);
  });

  it('is refused for meshes that the model did not make, or in another frame', () => {
    expect(unmorphable(mesh, model)).toBeUndefined();
    expect(unmorphable({ ...mesh, positions: mesh.positions.slice(3) }, model)).toBe('model');
    expect(unmorphable({ ...mesh, frame: 'camera' }, model)).toBe('frame');
  });
});

describe('feeding modes into the graph', () => {
  it('is offered by nodes with a scene and named expressions only', () => {
    expect(takesModes(definitions.get('synthetic-face')?.params ?? {})).toBe(true);
    expect(takesModes(definitions.get('recombine-coefficients')?.params ?? {})).toBe(false);
  });

  it('writes what was moved, keeps what the scene said, and replaces an expression as a whole', () => {
    expect(isMoved(UNMOVED)).toBe(false);
    const smiling: MorphBase = { model, coefficients: { ...coefficients, expression: Float32Array.from(model.expressionModes, ({ name }) => (name === 'mouthSmileLeft' ? 0.25 : 0)) } };
    const params = withModes({ seed: 3, scene: { identity: { shape: { noseHump: 1 }, freckles: 0.5 } } }, smiling, { identity: { jawWidth: -1.23456 }, expression: { jawOpen: 1.4 } });
    expect(params).toEqual({ seed: 3, scene: { identity: { shape: { noseHump: 1, jawWidth: -1.235 }, freckles: 0.5 } }, expression: 'set', expressionValues: { mouthSmileLeft: 0.25, jawOpen: 1 } });
    expect(withModes({ seed: 3 }, base, { identity: {}, expression: {} })).toEqual({ seed: 3 });
  });
});
