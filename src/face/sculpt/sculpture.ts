import { MESH_GROUPS } from '../model/types';
import { meanHead } from './anatomy';
import { sculptEar } from './ears';
import { sculptEyeball } from './eyeballs';
import { sculptField } from './field';
import { sculptHead } from './head';
import { emptySculpture, type Sculpture } from './mesh';
import { relax } from './relax';
import { sculptTeeth, sculptTongue } from './teeth';

export interface MeanSculpture extends Sculpture {
  /** Vertices of the teeth that are enamel, not gum. */
  readonly enamel: number[];
}

/** Builds the whole mean: every mesh, sorted so that each group's vertices follow one another in the order of MESH_GROUPS. */
export function sculptMean(): MeanSculpture {
  const field = sculptField(meanHead());
  const raw = emptySculpture();
  sculptHead(raw, field);
  relax(raw, field, 24);
  sculptEyeball(raw, 1);
  sculptEyeball(raw, -1);
  sculptEar(raw, 1);
  sculptEar(raw, -1);
  const enamel = [...sculptTeeth(raw, 'upper'), ...sculptTeeth(raw, 'lower')];
  sculptTongue(raw);
  const order = raw.sites.map((_, i) => i).sort((a, b) => MESH_GROUPS.indexOf(raw.sites[a]!.group) - MESH_GROUPS.indexOf(raw.sites[b]!.group) || a - b);
  const place = new Int32Array(order.length);
  order.forEach((from, to) => { place[from] = to; });
  return {
    sites: order.map((from) => raw.sites[from]!),
    triangles: raw.triangles.map(([a, b, c]) => [place[a]!, place[b]!, place[c]!]),
    diagonals: raw.diagonals.map(([a, b]) => [place[a]!, place[b]!] as const),
    enamel: enamel.map((v) => place[v]!),
  };
}
