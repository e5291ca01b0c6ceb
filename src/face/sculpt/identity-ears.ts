import { EAR } from './ears';
import { STILL, type ModeSculpt, type Spot } from './spot';
import { smoothstep, type Vec3 } from './vector';

const isEar = (s: Spot): boolean => s.group === 'earLeft' || s.group === 'earRight';
const fromRoot = (s: Spot): Vec3 => [s.x - EAR.root[0], s.y - EAR.root[1], s.z - EAR.root[2]];

/** The ears move with the head in every other mode; these change the ears themselves. */
export const EAR_MODES: readonly ModeSculpt[] = [
  { name: 'earSize', help: 'The ears are larger.', region: 'head', move: (s) => { if (!isEar(s)) return STILL; const [x, y, z] = fromRoot(s); return [0.03 * x, 0.075 * y, 0.075 * z]; } },
  { name: 'earStandOff', help: 'The ears stand off further from the head.', region: 'head', move: (s) => { if (!isEar(s)) return STILL; const [x, , z] = fromRoot(s); const turn = 0.16; return [-turn * Math.min(0, z - 0.9), 0, turn * Math.max(0, x - 0.2)]; } },
  { name: 'earLobe', help: 'The ear lobes are longer.', region: 'head', move: (s) => { if (!isEar(s)) return STILL; const w = smoothstep(-1.2, -2.8, s.y - EAR.root[1]); return [0, -0.28 * w, 0.04 * w]; } },
  { name: 'earHeight', help: 'The ears sit higher.', region: 'head', move: (s) => (isEar(s) ? [0, 0.2, 0] : STILL) },
  { name: 'earSlant', help: 'The ears lean further back.', region: 'head', move: (s) => { if (!isEar(s)) return STILL; const [, y, z] = fromRoot(s); return [0, 0.1 * z, -0.1 * y]; } },
  { name: 'earPoint', help: 'The upper rim of the ears is taller and narrower.', region: 'head', move: (s) => { if (!isEar(s)) return STILL; const [, y, z] = fromRoot(s); const w = smoothstep(0.8, 3, y); return [0, 0.16 * w, -0.12 * z * w]; } },
];
