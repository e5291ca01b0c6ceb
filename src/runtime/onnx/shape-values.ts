import type { OnnxInitializer } from './inspect';
import type { Operation, Sides } from './shape-types';

/** Small whole-number tensors that are known without running: stored ones, and what networks compute from shapes. */
export interface Constants {
  get(name: string): Sides | undefined;
  learn(operation: Operation): void;
}

export function constantsOf(initializers: readonly OnnxInitializer[]): Constants {
  const known = new Map<string, Sides>();
  for (const { name, values } of initializers) if (values) known.set(name, values);
  return {
    get: (name) => known.get(name),
    learn(operation) {
      const values = valuesOf(operation), name = operation.node.outputs[0];
      if (values && values.length <= 64 && name !== undefined) known.set(name, values);
    },
  };
}

/** Shape → Gather → Concat → Reshape and the like: how exporters compute a shape inside the network. */
function valuesOf({ node, shapes, values }: Operation): Sides | undefined {
  const [first, second] = values;
  switch (node.operator) {
    case 'Constant': return node.tensors['value']?.values ?? node.ints['value_ints'] ?? node.ints['value_int'] ?? node.floats['value_floats'] ?? node.floats['value_float'];
    case 'Shape': return shapes[0]?.slice(node.ints['start']?.[0] ?? 0, node.ints['end']?.[0]);
    case 'Cast': case 'Identity': case 'Unsqueeze': case 'Squeeze': case 'Reshape': case 'Flatten': return first;
    case 'Concat': return values.every((one) => one) ? values.flatMap((one) => [...one!]) : undefined;
    case 'Gather': return first && second?.map((index) => (typeof index === 'number' ? first[index < 0 ? index + first.length : index] ?? '?' : '?'));
    case 'Slice': {
      const from = second?.[0] ?? node.ints['starts']?.[0], to = values[2]?.[0] ?? node.ints['ends']?.[0], step = values[4]?.[0] ?? 1;
      return first && typeof from === 'number' && typeof to === 'number' && step === 1 ? first.slice(from, to) : undefined;
    }
    case 'Add': case 'Sub': case 'Mul': case 'Div': return first && second && calculated(node.operator, first, second);
    case 'Floor': case 'Ceil': return first?.map((value) => (typeof value === 'number' ? Math[node.operator === 'Floor' ? 'floor' : 'ceil'](value) : '?'));
    default: return undefined;
  }
}

function calculated(operator: 'Add' | 'Sub' | 'Mul' | 'Div', a: Sides, b: Sides): Sides | undefined {
  if (a.length !== b.length && a.length !== 1 && b.length !== 1) return undefined;
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    const x = a[a.length === 1 ? 0 : i]!, y = b[b.length === 1 ? 0 : i]!;
    if (typeof x !== 'number' || typeof y !== 'number') return '?';
    return operator === 'Add' ? x + y : operator === 'Sub' ? x - y : operator === 'Mul' ? x * y : y === 0 ? '?' : x / y;
  });
}
