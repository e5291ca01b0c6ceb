import { defineRun } from '../../runtime/define';
import { feedEmbedding, identityOf } from '../shared/packs/embedding';
import { openPack } from '../shared/packs/open';
import { embeddingInput, outputOf } from '../shared/packs/pack';
import definition from './node';

export default defineRun(definition, async ({ identity }, params, context) => {
  const { pack, model, run } = await openPack(context, 'converter', params);
  const input = embeddingInput(pack)!, output = outputOf(pack, 'embedding')!;
  const results = await run({ [input.name]: await feedEmbedding(context, pack, model, input, identity, 'identity') });
  return { identity: identityOf(await context.read(results.at(output.name, output.place)), output.recogniser) };
});
