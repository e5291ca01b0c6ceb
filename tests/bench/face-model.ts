/**
 * Measures the face model and prints the table of docs/face-model.md:
 *   node --import ./scripts/node-loader.mjs tests/bench/face-model.ts [scenes]
 * Times are the least of several runs, so that other work on the machine counts little.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createFitter, fitObservations } from '../../src/face/fit/fit-face';
import { londonObservations } from '../../src/face/fit/london-points';
import { denseCoefficients, evaluateShape } from '../../src/face/model/evaluate';
import { parseFaceModel } from '../../src/face/model/load';
import { renderScene } from '../../src/face/render/render-scene';
import { createRenderScratch } from '../../src/face/render/scratch';
import { sampleScene } from '../../src/face/scene/sample-scene';
import type { Scene } from '../../src/face/scene/types';

const EYE_DISTANCE_CM = 6.4;
const SIZE = 256;
const count = Number(process.argv[2] ?? 100);
const modelBytes = readFileSync(new URL('../../public/models/face-model.bin', import.meta.url));
const london = new URL('../../../shared/data/photos/london/landmarks.json', import.meta.url);
const model = parseFaceModel(modelBytes);
const fitter = createFitter(model);

function least(runs: number, work: () => void): number {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;
}

function row(what: string, values: readonly number[], unit: string, digits = 2): void {
  const [middle, most, worst] = [0.5, 0.9, 1].map((share) => quantile(values, share).toFixed(digits));
  console.log(`| ${what} | ${middle} ${unit} | ${most} ${unit} | ${worst} ${unit} |`);
}

/** Without hair, which would only hide points. */
function shaven(scene: Scene): Scene {
  const { identity } = scene;
  return { ...scene, identity: { ...identity, hair: { ...identity.hair, style: 'bald' }, facialHair: { ...identity.facialHair, style: 'none' } } };
}

function measureFits(knownFocal: boolean): void {
  const errors = { yaw: [] as number[], pitch: [] as number[], roll: [] as number[], vertex: [] as number[], residual: [] as number[], time: [] as number[] };
  const scratch = createRenderScratch();
  for (let seed = 0; seed < count; seed++) {
    const scene = shaven(sampleScene(seed, model, { maxYawDeg: 45, occluders: false, accessories: false, post: false }));
    const face = renderScene(model, scene, { width: SIZE, height: SIZE, supersample: 1, layers: false }, scratch);
    const options = { widthPx: SIZE, heightPx: SIZE, ...(knownFocal ? { focalPx: face.pose.focalPx } : {}) };
    const fit = fitter({ scheme: '68', points: face.landmarks68 }, options);
    errors.time.push(least(8, () => fitter({ scheme: '68', points: face.landmarks68 }, options)));
    errors.yaw.push(Math.abs(fit.angles.yawDeg - scene.pose.yawDeg));
    errors.pitch.push(Math.abs(fit.angles.pitchDeg - scene.pose.pitchDeg));
    errors.roll.push(Math.abs(fit.angles.rollDeg - scene.pose.rollDeg));
    const truth = evaluateShape(model, denseCoefficients(model, scene.identity.shape, scene.expression));
    const found = evaluateShape(model, fit.coefficients);
    const distances: number[] = [];
    for (let vertex = 0; vertex < model.vertexCount; vertex++) {
      const x = model.canonical[2 * vertex]!;
      const y = model.canonical[2 * vertex + 1]!;
      if (Math.abs(x) > 6.5 || y < -11 || y > 6 || model.mean[3 * vertex + 2]! < -3) continue;
      distances.push(Math.hypot(...[0, 1, 2].map((axis) => truth[3 * vertex + axis]! - found[3 * vertex + axis]!)));
    }
    errors.vertex.push((100 * quantile(distances, 0.5)) / EYE_DISTANCE_CM);
    const eyeDistancePx = (EYE_DISTANCE_CM * fit.pose.focalPx) / -fit.pose.translationCm[2];
    errors.residual.push((100 * fit.residualPx) / eyeDistancePx);
  }
  console.log(`\n| ${count} rendered scenes, yaw within 45°, 68 points, focal length ${knownFocal ? 'known' : 'unknown'} | median | 90 % | worst |\n|---|---|---|---|`);
  row('yaw error', errors.yaw, '°');
  row('pitch error', errors.pitch, '°');
  row('roll error', errors.roll, '°');
  row('median vertex error of the face, % of the eye distance', errors.vertex, '%');
  row('median point error, % of the eye distance', errors.residual, '%');
  row('time', errors.time, 'ms', 1);
}

/** With `held`, every fourth point is left out in turn and only those left out are measured. */
function measurePhotographs(held: boolean): void {
  if (!existsSync(london)) {
    console.log('\nSkipped: the photographs need ../shared/data/photos/london/landmarks.json, which is not here.');
    return;
  }
  const { landmarks } = JSON.parse(readFileSync(london, 'utf8')) as { landmarks: Record<string, [number, number][]> };
  const placed: number[] = [];
  const across: number[] = [];
  for (const points of Object.values(landmarks)) {
    const eyeDistancePx = Math.hypot(points[0]![0] - points[1]![0], points[0]![1] - points[1]![1]);
    const observations = londonObservations(model, points);
    for (let fold = 0; fold < (held ? 4 : 1); fold++) {
      const left = (index: number): boolean => held && index % 4 === fold;
      const given = observations.map((observation, index) => (left(index) ? { ...observation, weight: 1e-9 } : observation));
      const { residualsPx } = fitObservations(model, given, { widthPx: 675, heightPx: 675, noise: 0.012 });
      residualsPx.forEach((residual, index) => {
        if (held && !left(index)) return;
        (observations[index]!.target.kind === 'vertices' ? placed : across).push((100 * residual) / eyeDistancePx);
      });
    }
  }
  console.log(`\n| ${Object.keys(landmarks).length} photographs${held ? ', points left out of the fit' : ''}, % of the eye distance | median | 90 % | worst |\n|---|---|---|---|`);
  row('points with a place (20 a picture)', placed, '%');
  row('points on an outline, distance across it (46 a picture)', across, '%');
  row('all', [...placed, ...across], '%');
}

console.log(`loading the model: ${least(5, () => parseFaceModel(modelBytes)).toFixed(0)} ms; ${model.vertexCount} vertices, ${model.identityModes.length} + ${model.expressionModes.length} modes`);
console.log(`sampling a scene: ${(least(5, () => { for (let i = 0; i < 100; i++) sampleScene(i, model); }) / 100).toFixed(2)} ms`);
measureFits(false);
measureFits(true);
measurePhotographs(false);
measurePhotographs(true);
