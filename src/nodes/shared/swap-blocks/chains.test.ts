import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../runtime/tensor';
import { cpuTensor } from '../../../runtime/tensor';
import { patternTensor } from '../kernel-samples';
import { largestGap, wavyPicture } from '../test-pictures';
import { AAD_LEVELS, ADAIN_BLOCKS, IDENTITY_DIM, SID_DIM, VARIANT_NAMES } from './contract';
import { aadLevels, attributesOf, identityStyles, refine, runFaceShifter, toPicture } from './faceshifter';
import { composite, encodeFace, fuseFeatures, runHifiFace } from './hififace';
import { cpuHost } from './host';
import { recogniserCrop } from './kernels';
import { embedIdentity, mixIdentity, readCoefficients, shapeAwareIdentity, signedPicture, unitPicture } from './readers';
import { ALL_BLOCKS, haveBlocks, testOpener } from './test-blocks';

const valuesOf = (tensor: Tensor): Float32Array => tensor.data!;
const lengthOf = (tensor: Tensor): number => Math.hypot(...valuesOf(tensor));

describe('without networks', () => {
  const host = cpuHost(async () => Promise.reject(new Error('no network is needed here')));

  it('turns pictures into what blocks take and back', async () => {
    const picture = wavyPicture(8, 8);
    const signed = await signedPicture(host, picture);
    expect(signed.shape).toEqual([3, 8, 8]);
    expect(valuesOf(signed)[5]).toBeCloseTo(2 * picture.data[5]! - 1, 6);
    expect(largestGap(valuesOf(await unitPicture(host, signed)), picture.data)).toBeLessThan(1e-6);
  });

  it('cuts the recogniser’s square out of the crop: pixels 14 to 114 of 128 become 112, and nothing outside counts', () => {
    const ramp = cpuTensor([3, 128, 128]), square = cpuTensor([3, 112, 112]);
    for (let i = 0; i < ramp.data.length; i++) ramp.data[i] = (i % 128 + 0.5) / 128;
    recogniserCrop.cpu([ramp], { inSide: 128, first: 14, end: 114, side: 112 }, [square]);
    for (const x of [1, 50, 110]) expect(square.data[5 * 112 + x]).toBeCloseTo(2 * (14 + (x + 0.5) * 100 / 112) / 128 - 1, 5);
    expect(square.data[0]).toBeCloseTo(2 * 14.5 / 128 - 1, 5);
    expect(square.data[111]).toBeCloseTo(2 * 113.5 / 128 - 1, 5);
  });

  it('mixes identities on the sphere', async () => {
    const unit = (seed: number): Tensor => {
      const v = patternTensor([IDENTITY_DIM], seed, -1, 1), length = lengthOf(v);
      return { shape: v.shape, data: v.data.map((x) => x / length) };
    };
    const source = unit(1), target = unit(2);
    expect(largestGap(valuesOf(await mixIdentity(host, source, target, 1, 0)), valuesOf(source))).toBeLessThan(1e-6);
    const half = await mixIdentity(host, source, target, 0.5, 0.5);
    expect(lengthOf(half)).toBeCloseTo(1, 5);
    expect(largestGap(valuesOf(await mixIdentity(host, source, target, 2, 2)), valuesOf(half))).toBeLessThan(1e-6);
  });

  it('joins v_sid in the order alpha, beta, pose in units of 30 degrees, z_id, and refuses other lengths', async () => {
    const cFuse = { alpha: new Float32Array(88).fill(1), beta: new Float32Array(47).fill(2), poseDeg: [30, -15, 60] };
    const v = valuesOf(await shapeAwareIdentity(host, cFuse, { shape: [IDENTITY_DIM], data: new Float32Array(IDENTITY_DIM).fill(4) }));
    expect(v.length).toBe(SID_DIM);
    expect([v[0], v[87], v[88], v[134], v[135], v[136], v[137], v[138], v[265]]).toEqual([1, 1, 2, 2, 1, -0.5, 2, 4, 4]);
    await expect(shapeAwareIdentity(host, { ...cFuse, beta: new Float32Array(3) }, cpuTensor([IDENTITY_DIM]))).rejects.toThrow('47 beta');
  });
});

describe.skipIf(!haveBlocks(ALL_BLOCKS))('over the blocks', () => {
  const host = cpuHost(testOpener());
  const target = wavyPicture(128, 128), source = wavyPicture(128, 128, 2);

  it('swaps by FaceShifter, whole and level by level alike', async () => {
    const x = await signedPicture(host, target), zId = await embedIdentity(host, source, 'ffhq_512', 'identity');
    expect(lengthOf(zId)).toBeCloseTo(1, 4);
    const swap = await runFaceShifter(host, x, zId);
    expect(swap.picture.shape).toEqual([3, 128, 128]);
    swap.levels.forEach((level, k) => {
      const { sizePx, channels, next } = AAD_LEVELS[k]!;
      expect([level.h.shape, level.mask.shape, level.a.shape, level.statistics.gamma.shape]).toEqual([[next, sizePx, sizePx], [1, sizePx, sizePx], [channels, sizePx, sizePx], [channels]]);
    });
    let h: Tensor | undefined;
    for (let level = 1; level <= 7; level++) h = (await aadLevels(host, { from: level, to: level }, zId, swap.attributes, { attributeStrength: 1, identityStrength: 1 }, h))[0]!.h;
    expect(largestGap(valuesOf(await toPicture(host, h!)), valuesOf(swap.picture))).toBeLessThan(1e-4);
  });

  it('gives (1 − M)·A + M·I, its statistics, and the style it used', async () => {
    const zId = await embedIdentity(host, source, 'ffhq_512', 'identity'), zAtt = await attributesOf(host, await signedPicture(host, target));
    const [level] = await aadLevels(host, { from: 1, to: 1 }, zId, zAtt, { attributeStrength: 0.5, identityStrength: 2 });
    const { a, i, mask, sum, statistics } = level!;
    for (const at of [0, 3, 77, 400]) {
      const m = valuesOf(mask)[at % 4]!;
      expect(valuesOf(sum)[at]).toBeCloseTo((1 - m) * valuesOf(a)[at]! + m * valuesOf(i)[at]!, 4);
    }
    const plane = valuesOf(sum).subarray(20, 24), mean = plane.reduce((s, v) => s + v, 0) / 4;
    expect(valuesOf(statistics.muOut)[5]).toBeCloseTo(mean, 4);
    const { styles } = await identityStyles(host, zId);
    expect(valuesOf(statistics.gamma)[5]).toBeCloseTo(1 + 2 * valuesOf(styles[0]!)[2 * 160 + 5]!, 5);
    expect(valuesOf(statistics.beta)[5]).toBeCloseTo(2 * valuesOf(styles[0]!)[3 * 160 + 5]!, 5);
  });

  it('puts a mask in the place of the learnt one', async () => {
    const zId = await embedIdentity(host, source, 'ffhq_512', 'identity'), zAtt = await attributesOf(host, await signedPicture(host, target));
    const ones = (level: number): Tensor => { const { sizePx } = AAD_LEVELS[level - 1]!; return { shape: [1, sizePx, sizePx], data: new Float32Array(sizePx * sizePx).fill(1) }; };
    const [level] = await aadLevels(host, { from: 1, to: 1 }, zId, zAtt, { attributeStrength: 1, identityStrength: 1, mask: { of: ones, share: 1 } });
    expect(largestGap(valuesOf(level!.mask), new Float32Array(4).fill(1))).toBeLessThan(1e-6);
    expect(largestGap(valuesOf(level!.sum), valuesOf(level!.i))).toBeLessThan(1e-5);
  });

  it('refines a swap by HEAR from the error of the reconstruction', async () => {
    const x = await signedPicture(host, target), y = await signedPicture(host, source);
    const { picture, error } = await refine(host, y, x, y);
    expect(picture.shape).toEqual([3, 128, 128]);
    expect(valuesOf(error)[100]).toBeCloseTo(valuesOf(x)[100]! - valuesOf(y)[100]!, 5);
  });

  it.each(VARIANT_NAMES)('swaps by %s', async (variant) => {
    const x = await signedPicture(host, target), zId = await embedIdentity(host, source, 'ffhq_512', 'identity');
    const { alpha, beta, poseDeg } = await readCoefficients(host, x, 'coefficients');
    const vector = variant === 'hififace-n3d' ? zId : await shapeAwareIdentity(host, { alpha: valuesOf(alpha), beta: valuesOf(beta), poseDeg: valuesOf(poseDeg) }, zId);
    const swap = await runHifiFace(host, variant, x, vector);
    expect([swap.picture.shape, swap.zDec.shape, swap.mLow.shape, swap.mR.shape]).toEqual([[3, 128, 128], [80, 32, 32], [1, 32, 32], [1, 128, 128]]);
    swap.blocks.forEach(({ statistics }, k) => expect(statistics.gamma.shape).toEqual([ADAIN_BLOCKS[k]!.next]));
    const mixed = await composite(host, swap.iOut, x, swap.mR);
    const gap = largestGap(valuesOf(swap.picture), valuesOf(mixed));
    if (variant === 'sff-bare' || variant === 'sff-concat') expect(gap).toBeGreaterThan(1e-3);
    else expect(gap).toBe(0);
    // Feature-level fusion is what Bare and Blend leave out: their z_fuse does not know z_enc.
    const { zEnc } = await encodeFace(host, x);
    const other: Tensor = { shape: zEnc.shape, data: valuesOf(zEnc).map((value) => value * 2 + 1) };
    const changed = await fuseFeatures(host, variant, { zDec: swap.zDec, zEnc: other, target: x, vector });
    expect(largestGap(valuesOf(changed.zFuse), valuesOf(swap.zFuse)) > 1e-4).toBe(variant !== 'sff-bare' && variant !== 'sff-blend');
  });
});
