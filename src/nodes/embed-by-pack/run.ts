import { defineRun } from '../../runtime/define';
import { identityOf } from '../shared/packs/embedding';
import { feedPicture, openPack } from '../shared/packs/open';
import { outputOf, pictureInput } from '../shared/packs/pack';
import definition from './node';

export default defineRun(definition, async ({ crop }, params, context) => {
  const { pack, run } = await openPack(context, 'recogniser', params);
  const input = pictureInput(pack, 'face')!, output = outputOf(pack, 'embedding')!;
  const results = await run({ [input.name]: await feedPicture(context, pack, input, crop, 'crop') });
  return { identity: identityOf(await context.read(results.at(output.name, output.place)), output.recogniser) };
});
