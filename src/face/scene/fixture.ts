import type { FaceModel, Mode } from '../model/types';

const mode = (name: string, region: Mode['region'], min: number, max: number): Mode => ({ name, help: name, region, sigma: 1, min, max });

/** For tests of scenes: a model that has modes but no vertices. */
export const MODES_ONLY = {
  name: 'modes only', version: '1', vertexCount: 0,
  identityModes: ['jawWidth', 'noseWidth', 'eyeSize', 'mouthWidth'].map((name) => mode(name, 'face', -4, 4)).concat(['craniumWidth', 'earSize'].map((name) => mode(name, 'head', -4, 4))),
  expressionModes: ['jawOpen', 'mouthSmileLeft', 'mouthSmileRight', 'eyeBlinkLeft', 'eyeBlinkRight', 'browInnerUp', 'eyeWideLeft', 'eyeWideRight'].map((name) => mode(name, 'face', 0, 1)),
} as unknown as FaceModel;
