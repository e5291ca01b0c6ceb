import { defineRun } from '../../runtime/define';
import { hostOf } from '../shared/swap-blocks/host';
import { mixIdentity } from '../shared/swap-blocks/readers';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ source, target }, params, context) => {
  requireInferred(definition, { source, target }, params);
  return { identity: { kind: 'identity', vector: await mixIdentity(hostOf(context), source.vector, target.vector, params.c, params.d), recogniser: source.recogniser } };
});
