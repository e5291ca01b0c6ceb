import { defineRun } from '../../runtime/define';
import { imageValue, pictureOf, spreadMask } from '../shared/picture/pictures';
import definition from './node';

export default defineRun(definition, async ({ image }, _params, context) => ({
  image: image.kind === 'mask' ? imageValue(await spreadMask(context, image.pixels), image.frame) : pictureOf(image),
}));
