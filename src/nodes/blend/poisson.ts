import type { RunContext } from '../../runtime/define';
import type { Tensor } from '../../runtime/tensor';
import { cpuTensor } from '../../runtime/tensor';
import { poissonGuidance, poissonProlong, poissonRestrict, poissonSmooth, poissonUnknown } from './poisson-kernels';

interface Level {
  readonly width: number;
  readonly height: number;
  /** [1, H, W], 1 where the value is to be found. */
  readonly unknown: Tensor;
}

const SMALLEST_PX = 5;
const SWEEPS = 2;
const COARSEST_SWEEPS = 12;

/**
 * Poisson blending (Pérez, Gangnet & Blake 2003) of two pictures [C, H, W]: inside the mask (at least 0.5) the result has the foreground's gradients, at its
 * rim the background's values. Solved by multigrid V-cycles with red-black Gauss-Seidel smoothing (Trottenberg et al. 2001, ch. 2).
 * `mixed` keeps the stronger of both pictures' gradients.
 */
export async function poissonBlend(
  context: RunContext, foreground: Tensor, background: Tensor, mask: Tensor, options: { readonly mixed: boolean; readonly cycles: number },
): Promise<Tensor> {
  const [channels, height, width] = background.shape as [number, number, number];
  const levels = await makeLevels(context, mask, width, height);
  const finest = levels[0]!;
  const [right] = await context.kernel(poissonGuidance, {
    inputs: [foreground, background, finest.unknown], uniforms: { channels, width, height, mixed: options.mixed ? 1 : 0 }, outputs: [background.shape],
  });
  let solution = background;
  for (let cycle = 0; cycle < options.cycles; cycle++) {
    solution = await descend(context, levels, 0, channels, solution, right!);
    context.progress((cycle + 1) / options.cycles);
  }
  return solution;
}

async function makeLevels(context: RunContext, mask: Tensor, width: number, height: number): Promise<readonly Level[]> {
  const levels: Level[] = [];
  let from = mask;
  for (let level = 0; ; level++) {
    const above = levels[level - 1];
    const size = above ? { width: Math.ceil(above.width / 2), height: Math.ceil(above.height / 2) } : { width, height };
    if (above && Math.min(size.width, size.height) < SMALLEST_PX) return levels;
    const [unknown] = await context.kernel(poissonUnknown, {
      inputs: [from], uniforms: { ...size, inWidth: above?.width ?? width, inHeight: above?.height ?? height, shrink: above ? 1 : 0 }, outputs: [[1, size.height, size.width]],
    });
    levels.push({ ...size, unknown: unknown! });
    from = unknown!;
  }
}

/** One V-cycle from this level down and back. */
async function descend(context: RunContext, levels: readonly Level[], index: number, channels: number, values: Tensor, right: Tensor): Promise<Tensor> {
  const level = levels[index]!, coarse = levels[index + 1];
  let current = await smooth(context, level, channels, values, right, coarse ? SWEEPS : COARSEST_SWEEPS);
  if (!coarse) return current;
  const uniforms = { channels, width: level.width, height: level.height, coarseWidth: coarse.width, coarseHeight: coarse.height };
  const shape = [channels, coarse.height, coarse.width];
  const [coarseRight] = await context.kernel(poissonRestrict, { inputs: [current, right, level.unknown, coarse.unknown], uniforms, outputs: [shape] });
  const correction = await descend(context, levels, index + 1, channels, cpuTensor(shape), coarseRight!);
  const [corrected] = await context.kernel(poissonProlong, { inputs: [current, level.unknown, correction], uniforms, outputs: [current.shape] });
  current = corrected!;
  return smooth(context, level, channels, current, right, SWEEPS);
}

async function smooth(context: RunContext, level: Level, channels: number, values: Tensor, right: Tensor, sweeps: number): Promise<Tensor> {
  let current = values;
  for (let half = 0; half < 2 * sweeps; half++) {
    const [next] = await context.kernel(poissonSmooth, {
      inputs: [current, right, level.unknown], uniforms: { channels, width: level.width, height: level.height, colour: half % 2 }, outputs: [values.shape],
    });
    current = next!;
  }
  return current;
}
