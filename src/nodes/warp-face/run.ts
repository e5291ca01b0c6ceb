import { defineRun } from '../../runtime/define';
import { imageValue } from '../shared/picture/pictures';
import { drawFace, requireProjected } from '../shared/warp/textured';
import definition from './node';

export default defineRun(definition, async ({ image, mesh, target, use }, params, context) => {
  const onto = requireProjected(target, 'target');
  const { pixels, weight } = await drawFace(context, onto, image, requireProjected(mesh, 'mesh'), { mirror: params.hidden === 'mirror', meshPort: 'mesh', ...(use ? { use } : {}) });
  const frame = onto.projected.picture;
  return { image: imageValue(pixels, frame), mask: { kind: 'mask', pixels: weight, frame } };
});
