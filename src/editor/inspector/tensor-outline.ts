import type { InnerTensor } from '../../runtime/engine-types';

/** A folder of layers: deeper folders, then the tensors that its own layers compute. */
export interface Branch { readonly name: string; readonly path: string; readonly branches: readonly Branch[]; readonly tensors: readonly InnerTensor[]; /** Tensors in it and below. */ readonly count: number }

/** Layers without folders are put into runs of this many. */
const RUN = 40;

interface Growing { readonly name: string; readonly path: string; readonly branches: Map<string, Growing>; readonly tensors: InnerTensor[] }

/** The tensors of a network as a tree by the names of their layers: `/encoder/block1/Conv` lies in `block1` in `encoder`. Folders that hold one folder only are joined with it, and those of one tensor are left out. */
export function outlineOf(tensors: readonly InnerTensor[]): Branch {
  const root: Growing = { name: '', path: '', branches: new Map(), tensors: [] };
  for (const tensor of tensors) {
    const parts = (tensor.layer.includes('/') ? tensor.layer : tensor.name).split('/').filter((part) => part !== '');
    let place = root;
    for (const part of parts.slice(0, -1)) {
      const path = `${place.path}/${part}`;
      const next = place.branches.get(part) ?? { name: part, path, branches: new Map(), tensors: [] };
      place.branches.set(part, next);
      place = next;
    }
    place.tensors.push(tensor);
  }
  return inRuns(closed(root));
}

function closed({ name, path, branches, tensors }: Growing): Branch {
  const all = [...branches.values()].map(closed);
  const inner = all.filter(({ count }) => count > 1), alone = all.filter(({ count }) => count === 1).map(soleTensor);
  const only = inner.length === 1 && alone.length + tensors.length === 0 && name !== '' ? inner[0] : undefined;
  if (only) return { ...only, name: `${name} / ${only.name}` };
  return { name, path, branches: inner, tensors: [...alone, ...tensors], count: alone.length + tensors.length + inner.reduce((sum, branch) => sum + branch.count, 0) };
}

function soleTensor(branch: Branch): InnerTensor {
  return branch.tensors[0] ?? soleTensor(branch.branches[0]!);
}

/** A tensor's name inside a folder: without the folder's own path. */
export function nameInside(tensor: InnerTensor, path: string): string {
  return tensor.name.startsWith(`${path}/`) ? tensor.name.slice(path.length + 1) : tensor.name;
}

/** Long lists without folders, cut into folders called after their first and last tensor. */
function inRuns(root: Branch): Branch {
  if (root.tensors.length <= 2 * RUN) return root;
  const runs: Branch[] = [];
  for (let from = 0; from < root.tensors.length; from += RUN) {
    const tensors = root.tensors.slice(from, from + RUN);
    runs.push({ name: `${tensors[0]!.name} … ${tensors.at(-1)!.name}`, path: `#${from}`, branches: [], tensors, count: tensors.length });
  }
  return { ...root, tensors: [], branches: [...root.branches, ...runs] };
}

/** Tensors in whose name, layer, operator or shape every word of the search occurs, in the network's order. */
export function findTensors(tensors: readonly InnerTensor[], search: string): readonly InnerTensor[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return tensors.filter(({ name, layer, operator, shape }) => {
    const text = `${name} ${layer} ${operator} ${shape?.join('×') ?? ''} ${shape?.join('x') ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
