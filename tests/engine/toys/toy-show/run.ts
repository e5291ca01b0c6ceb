import { defineRun } from '../../../../src/runtime/define';
import definition from './node';

export default defineRun(definition, () => Promise.resolve({}));
