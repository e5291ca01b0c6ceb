import { defineRun } from '../../runtime/define';
import { readFace } from '../shared/swap-blocks/face-values';
import type { Reader } from '../shared/swap-blocks/judge-param';
import { turnBetween } from '../shared/swap-blocks/pose';
import { requireInferred } from '../shared/swap-blocks/require';
import definition from './node';

export default defineRun(definition, async ({ first, second }, params, context) => {
  requireInferred(definition, { first, second }, params);
  const network = params.network as Reader, a = await readFace(context, first, network), b = await readFace(context, second, network);
  return { error: { kind: 'number', name: 'pose error', unit: '°', better: 'lower', value: turnBetween(a.poseDeg, b.poseDeg) } };
});
