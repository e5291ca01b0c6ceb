import { defineRun } from '../../runtime/define';
import { NodeError } from '../../runtime/errors';
import definition from './node';

export default defineRun(definition, async ({ features }, params) => {
  if (features.kind === 'features') return Promise.resolve({ features });
  const level = features.levels[params.level - 1];
  if (level !== undefined) return { features: level };
  throw new NodeError({
    en: `This pyramid has ${features.levels.length} levels, but level ${params.level} was asked for. Set "Level" from 1 to ${features.levels.length}.`,
    zh: `该金字塔有 ${features.levels.length} 层，但请求的是第 ${params.level} 层。请把“层级”设为 1 到 ${features.levels.length}。`,
  }, { code: 'no-level', param: 'level' });
});
