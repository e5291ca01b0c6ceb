import { defineRun } from '../../../../src/runtime/define';
import definition from './node';

export default defineRun(definition, (_inputs, { value }) => Promise.resolve({ number: { kind: 'number', value, unit: '', better: 'neither', name: 'toy' } }));
