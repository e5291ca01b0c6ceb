import { PARTS } from '../model/types';
import { drawBackground } from './background';
import { drawLashes } from './eyes/lashes';
import type { Frame, Shaded } from './frame';
import { addAttributes, gatherPixel, type Fragment } from './gather';
import { AT_COLOUR, AT_UV, PROP_STRIDE } from './geometry';
import type { GazingHead } from './head-pose';
import { environmentDiffuse } from './light';
import { AT_ENAMEL, CLASS_EYE_LEFT, CLASS_EYE_RIGHT, CLASS_MOUTH, CLASS_SKIN, type Planes, type RenderScratch } from './scratch';
import { shadeEye } from './shade/eye';
import { shadeMouth } from './shade/mouth';
import { shadeHair, shadeProp } from './shade/props';
import { shadePlainSkin, shadeSkin } from './shade/skin';
import { diffuseUnderSkin } from './subsurface';
import { srgbEncodeFast } from './tone';
import type { RenderedFace } from './types';

const HAIR = PARTS.indexOf('hair');

type Layers = NonNullable<RenderedFace['layers']>;

interface PictureInWork {
  readonly frame: Frame;
  readonly scratch: RenderScratch;
  readonly planes: Planes;
  readonly shaded: Shaded;
  readonly layers: Layers | null;
}

function shadeFragment(frame: Frame, scratch: RenderScratch, fragment: Fragment, out: Shaded): void {
  const { surface, values, triangle } = fragment;
  if (surface.kind === 'head') {
    const group = scratch.classOf[triangle]!;
    if (group === CLASS_SKIN) shadeSkin(frame, values, scratch.partOf[triangle]!, out);
    else if (group === CLASS_EYE_LEFT || group === CLASS_EYE_RIGHT) shadeEye(frame, values, group === CLASS_EYE_LEFT, out);
    else shadeMouth(frame, values, group - CLASS_MOUTH, values[AT_ENAMEL]!, out);
  } else if (surface.kind === 'hair') shadeHair(frame, values, surface.part === HAIR, out);
  else if (surface.kind === 'skin') shadePlainSkin(frame, values, AT_COLOUR, out);
  else shadeProp(frame, surface.kind, values, out);
}

function createLayers(width: number, height: number): Layers {
  const n = width * height;
  return {
    depthCm: new Float32Array(n).fill(Infinity), normals: new Float32Array(3 * n), albedo: new Uint8Array(3 * n),
    uv: new Float32Array(2 * n).fill(NaN), labels: new Uint8Array(n),
  };
}

/** Lights every pixel into `planes.linear` and fills the aligned layers when asked. */
export function shadePicture(frame: Frame, head: GazingHead, scratch: RenderScratch, planes: Planes, shaded: Shaded, wantLayers: boolean): Layers | null {
  const { width, height, linear, irradiance, skinAlbedo, coverage, skinDepth } = planes;
  const layers = wantLayers ? createLayers(width, height) : null;
  drawBackground(frame.scene, width, height, linear);
  irradiance.fill(0);
  skinAlbedo.fill(0);
  coverage.fill(0);
  const picture: PictureInWork = { frame, scratch, planes, shaded, layers };
  for (let y = 0; y < height; y++) shadeRow(picture, y);
  diffuseUnderSkin({ irradiance, coverage, depthCm: skinDepth, scratch: planes.spare }, width, height, 1 / frame.pixelCm, 1);
  for (let at = 0, o = 0; at < coverage.length; at++, o += 3) {
    if (coverage[at]! <= 0) continue;
    for (let c = 0; c < 3; c++) linear[o + c]! += skinAlbedo[o + c]! * irradiance[o + c]!;
  }
  addLashes(frame, head, planes);
  addGlass(frame, scratch, planes, shaded, layers);
  return layers;
}

/** Lights the pixels of a row. A function of its own, so that engines compile it after a few rows instead of in the midst of one long loop. */
function shadeRow(picture: PictureInWork, y: number): void {
  const { scratch, planes } = picture;
  const { gatherer } = scratch;
  for (let x = 0, at = y * planes.width; x < planes.width; x++, at++) {
    gatherPixel(gatherer, scratch.geometry, planes.visible, scratch.screen, planes.supersample, x, y, scratch.classOf, scratch.partOf);
    if (gatherer.count > 0) shadePixel(picture, at);
  }
}

/** Lights what was gathered for one pixel. */
function shadePixel({ frame, scratch, planes, shaded, layers }: PictureInWork, at: number): void {
  const { gatherer } = scratch;
  const { linear, irradiance, skinAlbedo, coverage, skinDepth } = planes;
  const o = 3 * at;
  let covered = 0, hair = 0, largest = -1;
  for (let i = 0; i < gatherer.count; i++) {
    const fragment = gatherer.fragments[i]!;
    covered += fragment.coverage;
    if (fragment.surface.kind === 'hair') hair += fragment.coverage;
  }
  for (let c = 0; c < 3; c++) linear[o + c]! *= Math.max(0, 1 - covered);
  for (let i = 0; i < gatherer.count; i++) {
    const fragment = gatherer.fragments[i]!, share = fragment.coverage;
    shadeFragment(frame, scratch, fragment, shaded);
    // Skin between strands lies in their shade, finer than any shadow map.
    const shade = fragment.surface.kind === 'head' ? 1 - 0.55 * hair : 1;
    for (let c = 0; c < 3; c++) linear[o + c]! += share * shade * shaded.light[c]!;
    if (shaded.subsurface) {
      for (let c = 0; c < 3; c++) {
        irradiance[o + c]! += share * shaded.irradiance[c]!;
        skinAlbedo[o + c]! += share * shade * shaded.albedo[c]!;
      }
      coverage[at]! += share;
      skinDepth[at] = fragment.depthCm;
    }
    if (layers && (largest < 0 || share > gatherer.fragments[largest]!.coverage)) {
      largest = i;
      writeLayers(layers, at, fragment, shaded, gatherer.partSamples);
    }
  }
}

function writeLayers(layers: Layers, at: number, fragment: Fragment, shaded: Shaded, partSamples: Uint8Array): void {
  let part = 0;
  for (let p = 1; p < partSamples.length; p++) if (partSamples[p]! > partSamples[part]!) part = p;
  if (part === 0) return;
  layers.labels[at] = shaded.paintedPart || part;
  layers.depthCm[at] = fragment.depthCm;
  for (let c = 0; c < 3; c++) {
    layers.normals[3 * at + c] = shaded.normal[c]!;
    layers.albedo[3 * at + c] = Math.round(255 * srgbEncodeFast(shaded.albedo[c]!));
  }
  const isHead = fragment.surface.kind === 'head';
  layers.uv[2 * at] = isHead ? fragment.values[AT_UV]! : NaN;
  layers.uv[2 * at + 1] = isHead ? fragment.values[AT_UV + 1]! : NaN;
}

function addLashes(frame: Frame, head: GazingHead, planes: Planes): void {
  const { width, height, supersample, lashes, linear, visible } = planes;
  lashes.fill(0);
  const middle = supersample >> 1;
  drawLashes({
    width, height, cover: lashes, nearness: (x, y) => visible.nearness[(y * supersample + middle) * visible.width + x * supersample + middle]!,
  }, head.model, head.positions, frame.eyes, frame.pose, frame.eyes.seed);
  const { colour } = frame.scene.identity.brows;
  for (let at = 0, o = 0; at < lashes.length; at++, o += 3) {
    const cover = lashes[at]!;
    if (cover <= 0) continue;
    for (let c = 0; c < 3; c++) {
      const channel = c as 0 | 1 | 2;
      const dark = (0.004 + 0.12 * colour[channel]) * (0.4 * frame.rig.key.radiance[channel] + environmentDiffuse(frame.rig, 0.2, channel));
      linear[o + c] = linear[o + c]! + (dark - linear[o + c]!) * cover;
    }
  }
}

/** Lays lenses over the picture: their tint takes light away, their surface adds a mirror image. Glass over half opaque takes the label. */
function addGlass(frame: Frame, scratch: RenderScratch, planes: Planes, shaded: Shaded, layers: Layers | null): void {
  const { geometry } = scratch;
  if (!geometry.surfaces.some((surface) => surface.kind === 'glass')) return;
  const { width, height, supersample, visible, glass, linear } = planes;
  const values = new Float64Array(PROP_STRIDE);
  const share = 1 / (supersample * supersample);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let covered = 0, opacity = 0, pane = -1;
      values.fill(0);
      for (let s = 0; s < supersample * supersample; s++) {
        const sx = x * supersample + (s % supersample), sy = y * supersample + Math.floor(s / supersample);
        const sample = sy * glass.width + sx, t = glass.triangle![sample]!;
        if (t < 0 || glass.nearness[sample]! <= visible.nearness[sample]!) continue;
        pane = t;
        covered += share;
        opacity += share * geometry.alpha[geometry.index[3 * t]!]!;
        addAttributes(geometry, geometry.surfaces[geometry.surfaceOf[t]!]!, scratch.screen, t, sx + 0.5, sy + 0.5, share, values);
      }
      if (pane < 0) continue;
      for (let k = 0; k < PROP_STRIDE; k++) values[k]! /= covered;
      const length = Math.hypot(values[3]!, values[4]!, values[5]!) || 1;
      for (let k = 3; k < 6; k++) values[k]! /= length;
      shadeProp(frame, 'glass', values, shaded);
      for (let c = 0; c < 3; c++) {
        const tint = shaded.albedo[c]!;
        linear[3 * at + c] = linear[3 * at + c]! * (1 - opacity) + opacity * tint * (0.15 * shaded.irradiance[c]!) + covered * shaded.light[c]!;
      }
      if (layers && opacity > 0.5) {
        const surface = geometry.surfaces[geometry.surfaceOf[pane]!]!;
        layers.labels[at] = surface.part;
        layers.depthCm[at] = -values[2]!;
        for (let c = 0; c < 3; c++) {
          layers.normals[3 * at + c] = shaded.normal[c]!;
          layers.albedo[3 * at + c] = Math.round(255 * srgbEncodeFast(shaded.albedo[c]!));
        }
        layers.uv[2 * at] = NaN;
        layers.uv[2 * at + 1] = NaN;
      }
    }
  }
}
