import type { Json } from '../../../graph/types';
import type { BothLanguages, InferProblem, Param } from '../../../runtime/define';
import { PACKS } from './list';
import { type Pack, type PackKind } from './pack';
import { PackFault, parsePack } from './parse-pack';

/** The choice that reads the contract from the param `contract`. */
export const OWN_CONTRACT = 'own';

/** The three params of every node that runs a public network: which one, its file, and a contract of the user's own. */
export function packParams(kind: PackKind, initial: string) {
  const options: Record<string, BothLanguages> = {};
  for (const pack of PACKS.values()) if (pack.kind === kind) options[pack.id] = pack.title;
  options[OWN_CONTRACT] = { en: 'Another, with my own contract', zh: '其他（自定契约）' };
  return {
    pack: { kind: 'choice', initial, options, title: { en: 'Network', zh: '网络' } },
    file: {
      kind: 'file', initial: '', accept: '.onnx', title: { en: 'Weights', zh: '权重' },
      help: { en: 'The network’s ONNX file. None is shipped: fetch it in the model manager, or choose a file.', zh: '该网络的 ONNX 文件。本程序不附带任何公开网络：请在模型管理器中下载，或选择文件。' },
    },
    contract: {
      kind: 'json', initial: {}, advanced: true, title: { en: 'My own contract', zh: '自定契约' },
      help: { en: 'A pack as in src/nodes/shared/packs: inputs, ranges, colour order, template, outputs.', zh: '格式同 src/nodes/shared/packs 中的文件：输入、数值范围、颜色顺序、模板、输出。' },
    },
  } as const satisfies Readonly<Record<string, Param>>;
}

export interface PackChoice { readonly pack: string; readonly file: string; readonly contract: Json }

/** The pack that params choose, or what is wrong with the choice. */
export function chosenPack(kind: PackKind, params: PackChoice): { readonly pack?: Pack; readonly problems: readonly InferProblem[] } {
  if (params.pack !== OWN_CONTRACT) {
    const pack = PACKS.get(params.pack);
    return pack ? { pack, problems: [] } : { problems: [{ param: 'pack', message: { en: `There is no network "${params.pack}" in the list. Choose another.`, zh: `列表中没有网络“${params.pack}”。请选择其他网络。` } }] };
  }
  try {
    const pack = parsePack(params.contract);
    if (pack.kind === kind) return { pack, problems: [] };
    return { problems: [{ param: 'contract', message: { en: `This contract is of a ${pack.kind}; this node runs a ${kind}. Use the node for it, or correct "kind".`, zh: `该契约属于 ${pack.kind}，而本节点运行 ${kind}。请使用对应的节点，或更正“kind”。` } }] };
  } catch (error) {
    if (!(error instanceof PackFault)) throw error;
    return { problems: [{ param: 'contract', message: { en: `The contract cannot be used: ${error.message}. Correct it, or choose a network from the list.`, zh: `契约不可用：${error.message}。请更正，或从列表中选择网络。` } }] };
  }
}

/** What the check says while no file is chosen. */
export function missingFile(pack: Pack | undefined, file: string): readonly InferProblem[] {
  if (file !== '' || !pack) return [];
  const known = pack.file.sha256 === undefined ? pack.file.name : `${pack.file.name} (sha256 ${pack.file.sha256.slice(0, 12)}…)`;
  return [{
    param: 'file',
    message: {
      en: `The weights of ${pack.title.en} are not here yet. Open the model manager (or "swapgraph models") to add ${known}, or choose the file (${pack.licence.name}${pack.licence.commercial ? '' : ', non-commercial'}).`,
      zh: `尚无 ${pack.title.zh} 的权重。请打开模型管理器（或使用“swapgraph models”）添加 ${known}，或选择文件（${pack.licence.name}${pack.licence.commercial ? '' : '，非商业'}）。`,
    },
  }];
}
