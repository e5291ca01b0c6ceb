import type { RunContext } from '../../../runtime/define';
import type { Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import { placePicture } from './kernels';
import { sizeOf } from './pictures';

const GAP_PX = 8;

/** Pictures [C, H, W] of one size in a row, with a white gap between them; a single one as it is. */
export async function sideBySide(context: RunContext, pictures: readonly Tensor[]): Promise<Tensor> {
  const first = pictures[0]!;
  if (pictures.length === 1) return first;
  const { channels, width, height } = sizeOf(first);
  const whole = pictures.length * (width + GAP_PX) - GAP_PX;
  const white = cpuTensor([channels, height, whole]);
  white.data.fill(1);
  let sheet: Tensor = white;
  for (const [i, picture] of pictures.entries()) {
    const [next] = await context.kernel(placePicture, {
      inputs: [sheet, picture], uniforms: { channels, width: whole, height, inWidth: width, column: i * (width + GAP_PX) }, outputs: [white.shape],
    });
    sheet = next!;
  }
  return sheet;
}
