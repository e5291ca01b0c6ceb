import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { NetworkInputs } from './crops';

/** What is used of ONNX Runtime here, in Node and in the browser. */
export interface PlainOrt {
  readonly InferenceSession: { create(bytes: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => Tensor;
}

/** Sides of h, z_att and masks of the seven levels, px. */
const SIDES = [2, 4, 8, 16, 32, 64, 128];

/**
 * FaceShifter by ONNX Runtime alone: the shipped files, opened once, run one after the other, and nothing else. Gives the swap [3, 128, 128], −1..1.
 * @param ofLevels outputs that ONNX Runtime hands over of each AAD level; all when absent
 */
export async function openPlainSwap(ort: PlainOrt, read: (name: string) => Promise<Uint8Array>, options: InferenceSession.SessionOptions, ofLevels?: readonly string[]): Promise<(inputs: NetworkInputs) => Promise<Float32Array>> {
  const open = async (name: string): Promise<InferenceSession> => ort.InferenceSession.create(await read(name), options);
  const identity = await open('identity'), attributes = await open('faceshifter-attributes'), styles = await open('faceshifter-styles'), toPicture = await open('faceshifter-to-picture');
  const levels: InferenceSession[] = [];
  for (let level = 1; level <= SIDES.length; level++) levels.push(await open(`faceshifter-aad-${level}`));
  const one = new ort.Tensor('float32', Float32Array.of(1), [1]), none = new ort.Tensor('float32', Float32Array.of(0), [1]);
  const noMasks = SIDES.map((side) => new ort.Tensor('float32', new Float32Array(side * side), [1, 1, side, side]));
  return async ({ source, target }) => {
    const { z_id } = await identity.run({ x: new ort.Tensor('float32', source, [1, 3, 112, 112]) });
    const zAtt = await attributes.run({ x: new ort.Tensor('float32', target, [1, 3, 128, 128]) });
    const style = await styles.run({ z_id: z_id! });
    let h = style['h_0']!;
    for (const [i, level] of levels.entries()) {
      const made = await level.run({ h_in: h, z_att: zAtt[`z_att_${i + 1}`]!, style: style[`style_${i + 1}`]!, attribute_strength: one, mask_override: noMasks[i]!, mask_mix: none }, ofLevels ?? level.outputNames);
      h = made['h_out']!;
    }
    const { y } = await toPicture.run({ h });
    return y!.data as Float32Array;
  };
}
