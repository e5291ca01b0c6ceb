import type { FaceModel } from '../model/types';
import type { Scene } from '../scene/types';
import { buildProps } from '../wardrobe/build-props';
import { poseHead } from './head-pose';
import { renderHead } from './render-head';
import { createRenderScratch, type RenderScratch } from './scratch';
import type { RenderedFace, RenderOptions } from './types';

/**
 * A picture of a scene with its aligned layers and truths; deterministic.
 * `scratch` keeps buffers between pictures: pass the same one for many pictures of one size, one for each thread.
 */
export function renderScene(model: FaceModel, scene: Scene, options: RenderOptions, scratch: RenderScratch = createRenderScratch()): RenderedFace {
  const head = poseHead(model, scene);
  // Lashes are thinner than samples: this renderer draws them itself, as lines with exact cover.
  const props = buildProps(head, { detail: options.height <= 160 ? 'thumbnail' : 'full', lashes: false, cache: scratch.wardrobe });
  return renderHead(head, props, options, scratch);
}
