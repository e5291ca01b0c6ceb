import type { Kernel } from '../../runtime/kernel';
import { patternTensor } from '../shared/kernel-samples';
import flowMapWgsl from './flow-map.wgsl?raw';

/**
 * From blurred [4, H, W] (displacement · coverage in x and y, px; depth, unused; coverage) to a map [3, H, W]: where each pixel comes from (px, centres
 * at +0.5), and weight 1. Normalised convolution (Knutsson & Westin 1993) whose certainty `fade` of nothing brings the displacement to 0 far away.
 */
export const flowMap: Kernel = {
  name: 'flow-map',
  wgsl: flowMapWgsl,
  workgroup: [16, 16, 1],
  uniforms: { width: 'u32', height: 'u32', fade: 'f32' },
  threads: (_outputs, u) => [u.width!, u.height!, 1],
  cpu: ([blurred], u, [positions]) => {
    const from = blurred!.data, to = positions!.data, width = u.width!, plane = width * u.height!, fade = u.fade!;
    for (let y = 0, at = 0; y < u.height!; y++) {
      for (let x = 0; x < width; x++, at++) {
        const share = (1 + fade) / (from[3 * plane + at]! + fade);
        to[at] = x + 0.5 + share * from[at]!;
        to[plane + at] = y + 0.5 + share * from[plane + at]!;
        to[2 * plane + at] = 1;
      }
    }
  },
  sample: () => ({ inputs: [patternTensor([4, 5, 6], 97)], uniforms: { width: 6, height: 5, fade: 0.1 }, outputs: [[3, 5, 6]] }),
};
