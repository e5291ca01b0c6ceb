import { defineRun } from '../../../../src/runtime/define';
import { NodeError } from '../../../../src/runtime/errors';
import definition from './node';

export default defineRun(definition, () => Promise.reject(new NodeError({ en: 'the toy broke. Take another.', zh: '玩具坏了。请换一个。' }, { port: 'a' })));
