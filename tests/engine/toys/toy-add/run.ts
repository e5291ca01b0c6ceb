import { defineRun } from '../../../../src/runtime/define';
import definition from './node';

export default defineRun(definition, ({ a, b }, { plus }) => Promise.resolve({ number: { kind: 'number', value: a.value + (b?.value ?? 0) + plus, unit: '', better: 'neither', name: 'toy' } }));
