import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random';
import { denseCoefficients, evaluateShape, eyeballSphere, vertexNormals } from './evaluate';
import { parseFaceModel } from './load';
import { populationAxes } from './population';

const model = parseFaceModel(new Uint8Array(readFileSync(new URL('../../../public/models/face-model.bin', import.meta.url))));
const BLINK = { eyeBlinkLeft: 1, eyeBlinkRight: 1 };

/** An identity with every mode drawn independently, up to two and a half standard deviations. */
function randomIdentity(seed: number): Record<string, number> {
  const random = createRandom(seed);
  return Object.fromEntries(model.identityModes.map(({ name, min, max }) => [name, Math.max(min, Math.min(max, Math.max(-2.5, Math.min(2.5, random.normal()))))]));
}
const shape = (identity: Record<string, number>, expression: Record<string, number> = {}): Float32Array => evaluateShape(model, denseCoefficients(model, identity, expression));
const moved = (a: Float32Array, b: Float32Array, v: number): number => Math.hypot(a[3 * v]! - b[3 * v]!, a[3 * v + 1]! - b[3 * v + 1]!, a[3 * v + 2]! - b[3 * v + 2]!);

describe('evaluateShape', () => {
  it('gives the mean for no coefficients, apart from lid vertices hidden in the eyeball', () => {
    const neutral = shape({});
    for (let i = 0; i < neutral.length; i += 1) expect(Math.abs(neutral[i]! - model.mean[i]!)).toBeLessThan(0.05);
  });

  it('writes into the array it is given', () => {
    const out = new Float32Array(model.mean.length);
    expect(evaluateShape(model, denseCoefficients(model, { jawWidth: 1 }), out)).toBe(out);
    expect(out).toEqual(shape({ jawWidth: 1 }));
  });

  it('closes the lids of every identity at a full blink and keeps them off the eyeball', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const positions = shape(randomIdentity(seed), BLINK);
      for (const anchor of [model.eyes.left, model.eyes.right]) {
        const { centre, radiusCm } = eyeballSphere(positions, anchor);
        anchor.lids.upperMargin.forEach((upper, k) => {
          expect(Math.abs(positions[3 * upper + 1]! - positions[3 * anchor.lids.lowerMargin[k]! + 1]!)).toBeLessThan(0.05);
        });
        anchor.lids.vertices.forEach((v, i) => {
          const distance = Math.hypot(positions[3 * v]! - centre[0], positions[3 * v + 1]! - centre[1], positions[3 * v + 2]! - centre[2]);
          expect(distance).toBeGreaterThan(radiusCm + anchor.lids.clearanceCm[i]! - 1e-3);
        });
      }
    }
  });

  it('keeps the mouth of every identity shut', () => {
    const ring = [...model.outlines.lipsInner.vertices];
    const half = ring.length / 2;
    for (let seed = 1; seed <= 60; seed += 1) {
      const positions = shape(randomIdentity(seed));
      for (let k = 1; k < half; k += 1) expect(moved(positions, positions, ring[k]!) + Math.abs(positions[3 * ring[k]! + 1]! - positions[3 * ring[ring.length - k]! + 1]!)).toBeLessThan(0.03);
    }
  });

  it('moves no bone with an expression: nose bridge, forehead, temples, crown and ears stay within 0.05 cm', () => {
    const neutral = shape({});
    const places: readonly (readonly [number, number])[] = [[0, 5], [4, 5.2], [-4, 5.2], [6.6, 2.6], [-6.6, 2.6], [0, 16.8], [15, 4], [-15, 4]];
    const nearest = places.map(([x, y]) => {
      let best = 0;
      for (let v = model.groups.head.first; v < model.groups.head.end; v += 1) {
        const d = (u: number): number => Math.hypot(model.canonical[2 * u]! - x, model.canonical[2 * u + 1]! - y);
        if (d(v) < d(best)) best = v;
      }
      return best;
    });
    const bones = [...nearest, model.landmarks68[27]!, model.landmarks68[28]!, model.groups.earLeft.first, model.groups.earRight.first, model.eyes.left.firstVertex];
    for (const { name } of model.expressionModes) {
      const posed = shape({}, { [name]: 1 });
      for (const v of bones) expect(moved(neutral, posed, v), `${name} moves vertex ${v}`).toBeLessThan(0.05);
    }
  });

  it('has bold modes: each expression moves something by 0.1 cm, each identity mode by 0.03 cm', () => {
    const largest = (column: Float32Array): number => {
      let most = 0;
      for (let i = 0; i < column.length; i += 3) most = Math.max(most, Math.hypot(column[i]!, column[i + 1]!, column[i + 2]!));
      return most;
    };
    model.expressionBasis.forEach((column, m) => expect(largest(column), model.expressionModes[m]!.name).toBeGreaterThan(0.1));
    model.identityBasis.forEach((column, m) => expect(largest(column), model.identityModes[m]!.name).toBeGreaterThan(0.03));
  });

  it('opens the jaw with the lower teeth and leaves the upper teeth where they are', () => {
    const neutral = shape({});
    const open = shape({}, { jawOpen: 1 });
    const { teethUpper, teethLower } = model.groups;
    expect(moved(neutral, open, teethUpper.first)).toBe(0);
    expect(moved(neutral, open, teethLower.first)).toBeGreaterThan(1.5);
  });
});

describe('denseCoefficients', () => {
  it('names an unknown mode and a value that is no number', () => {
    expect(() => denseCoefficients(model, { jawwidth: 1 })).toThrow('There is no identity mode "jawwidth"');
    expect(() => denseCoefficients(model, {}, { smile: 1 })).toThrow('There is no expression mode "smile"');
    expect(() => denseCoefficients(model, { jawWidth: Number.NaN })).toThrow('identity mode "jawWidth" is NaN');
  });

  it('puts values in the order of the modes', () => {
    const { identity } = denseCoefficients(model, { jawWidth: 1.5 });
    expect(identity[model.identityModes.findIndex((mode) => mode.name === 'jawWidth')]).toBe(1.5);
    expect(identity.filter((value) => value !== 0)).toHaveLength(1);
  });
});

describe('vertexNormals', () => {
  it('are of unit length and point out of the head', () => {
    const normals = vertexNormals(model, model.mean);
    let outward = 0;
    const { first, end } = model.groups.head;
    for (let v = first; v < end; v += 1) {
      expect(Math.hypot(normals[3 * v]!, normals[3 * v + 1]!, normals[3 * v + 2]!)).toBeCloseTo(1, 4);
      outward += normals[3 * v]! * model.mean[3 * v]! + normals[3 * v + 2]! * (model.mean[3 * v + 2]! + 6.8) > 0 ? 1 : 0;
    }
    expect(outward / (end - first)).toBeGreaterThan(0.85);
  });
});

describe('populationAxes', () => {
  it('names only modes that the model has', () => {
    const { masculine, age, weight, ancestry, residual } = populationAxes;
    for (const axis of [masculine, age, weight, residual.named, ...Object.values(ancestry)]) expect(() => denseCoefficients(model, axis)).not.toThrow();
  });
});
