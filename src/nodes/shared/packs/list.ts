import arcfaceW600kR50 from './arcface-w600k-r50.json';
import mobilefacenet from './mobilefacenet.json';
import crossfaceGhost from './crossface-ghost.json';
import crossfaceSimswap from './crossface-simswap.json';
import crossfaceHififace from './crossface-hififace.json';
import inswapper128 from './inswapper-128.json';
import inswapper128Fp16 from './inswapper-128-fp16.json';
import ghost1256 from './ghost-1-256.json';
import ghost2256 from './ghost-2-256.json';
import ghost3256 from './ghost-3-256.json';
import simswap256 from './simswap-256.json';
import simswapUnofficial512 from './simswap-unofficial-512.json';
import hififaceUnofficial256 from './hififace-unofficial-256.json';
import blendswap256 from './blendswap-256.json';
import uniface256 from './uniface-256.json';
import hyperswap1a256 from './hyperswap-1a-256.json';
import hyperswap1b256 from './hyperswap-1b-256.json';
import hyperswap1c256 from './hyperswap-1c-256.json';
import bisenetResnet18 from './bisenet-resnet-18.json';
import bisenetResnet34 from './bisenet-resnet-34.json';
import xseg1 from './xseg-1.json';
import xseg2 from './xseg-2.json';
import xseg3 from './xseg-3.json';
import gfpgan12 from './gfpgan-1.2.json';
import gfpgan13 from './gfpgan-1.3.json';
import gfpgan14 from './gfpgan-1.4.json';
import gpenBfr256 from './gpen-bfr-256.json';
import gpenBfr512 from './gpen-bfr-512.json';
import gpenBfr1024 from './gpen-bfr-1024.json';
import gpenBfr2048 from './gpen-bfr-2048.json';
import codeformer from './codeformer.json';
import realesrGeneralX4v3 from './realesr-general-x4v3.json';
import yunet2023Mar from './yunet-2023-mar.json';
import mediapipeFaceLandmarker from './mediapipe-face-landmarker.json';
import { parsePack } from './parse-pack';
import type { Pack } from './pack';

/** The contracts of the public networks that this project knows: one data file each, in this folder. None of the networks is shipped. */
export const PACKS: ReadonlyMap<string, Pack> = new Map([
  arcfaceW600kR50, mobilefacenet, crossfaceGhost, crossfaceSimswap, crossfaceHififace,
  inswapper128, inswapper128Fp16, ghost1256, ghost2256, ghost3256,
  simswap256, simswapUnofficial512, hififaceUnofficial256, blendswap256, uniface256,
  hyperswap1a256, hyperswap1b256, hyperswap1c256, bisenetResnet18, bisenetResnet34,
  xseg1, xseg2, xseg3, gfpgan12, gfpgan13,
  gfpgan14, gpenBfr256, gpenBfr512, gpenBfr1024, gpenBfr2048,
  codeformer, realesrGeneralX4v3, yunet2023Mar, mediapipeFaceLandmarker,
].map((data: unknown) => parsePack(data)).map((pack) => [pack.id, pack]));
