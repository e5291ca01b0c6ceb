import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { sentenceOf } from '../../runtime/errors';
import { openUntrusted } from '../../runtime/onnx/hostile';
import { dropModel, keepModel, keptModels, modelFolder, verifyModel, type KeptModel } from '../../runtime/platform/model-folder';
import { sha256OfBytes } from '../../runtime/sha256';
import { fitsContract } from '../shared/packs/fits';
import { PACKS } from '../shared/packs/list';
import type { Pack } from '../shared/packs/pack';
import { Refusal, say, type Language } from './open-graph';
import type { CommandOutput } from './run';

const HELP = `models list|add|verify|remove: keeps public networks, which graphs then name by their hash

  models list                    every public network known here: licence, size, host, and whether it is here
  models add FILE [--pack NAME]  checks a file and keeps it under its sha256; the pack is told by the hash where that is known
  models verify                  hashes every kept file anew
  models remove NAME|SHA256      removes what was kept for a pack, or one file by (the beginning of) its hash

  --other       add: keep a file whose hash is not the published one
  --json        list: as JSON
  --folder DIR  keep them there instead (as the variable SWAPGRAPH_MODELS does)
  --lang en|zh  language of the sentences

Nothing is downloaded: list says where each file is, and under which terms. A run then finds the weights of its nodes by pack and hash.
Ends with 0, or with 1 after a sentence about what is wrong.
`;

const OPTIONS = { pack: { type: 'string' }, other: { type: 'boolean' }, json: { type: 'boolean' }, folder: { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean' } } as const;

/** `models …`. Returns the exit code. */
export async function modelsCommand(args: readonly string[], io: CommandOutput): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) { io.out(HELP); return 0; }
  const language: Language = values.lang === 'zh' ? 'zh' : 'en', folder = values.folder ?? modelFolder();
  const [what, name, ...extra] = positionals;
  if (extra.length > 0) throw new Refusal(`One name at a time: ${extra.join(' ')} is too much. See models --help.`);
  switch (what) {
    case 'list': return list(folder, values.json ?? false, language, io);
    case 'add': return add(folder, name, { pack: values.pack, other: values.other ?? false }, language, io);
    case 'verify': return verify(folder, language, io);
    case 'remove': return remove(folder, name, language, io);
    default: throw new Refusal(say({ en: 'Say what to do: models list, add FILE, verify or remove NAME. See models --help.', zh: '请说明要做什么：models list、add 文件、verify 或 remove 名称。参见 models --help。' }, language));
  }
}

const megabytes = (bytes: number | undefined): string => (bytes === undefined ? '? MB' : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`);
const known = (): string => [...PACKS.keys()].join(', ');

async function list(folder: string, json: boolean, language: Language, io: CommandOutput): Promise<number> {
  const kept = await keptModels(folder);
  if (json) {
    io.out(`${JSON.stringify({ folder, packs: [...PACKS.values()].map((pack) => ({ ...pack, kept: kept.filter((one) => one.pack === pack.id) })) }, undefined, 1)}\n`);
    return 0;
  }
  io.out(`${say({ en: `Kept in ${folder}`, zh: `保存于 ${folder}` }, language)}\n`);
  for (const pack of PACKS.values()) {
    const here = kept.filter((one) => one.pack === pack.id);
    const state = here.length === 0 ? say({ en: 'not here', zh: '未保存' }, language) : here.map((one) => `sha256 ${one.sha256.slice(0, 12)}…`).join(', ');
    const terms = pack.licence.commercial ? pack.licence.name : `${pack.licence.name} ${say({ en: '(non-commercial)', zh: '（非商业）' }, language)}`;
    io.out(`${pack.id.padEnd(26)} ${state.padEnd(22)} ${megabytes(here[0]?.bytes ?? pack.file.bytes).padStart(7)}  ${terms}\n${''.padEnd(27)}${pack.file.url}\n`);
  }
  return 0;
}

async function add(folder: string, path: string | undefined, { pack: wanted, other }: { readonly pack: string | undefined; readonly other: boolean }, language: Language, io: CommandOutput): Promise<number> {
  if (path === undefined) throw new Refusal(say({ en: 'Name the file: models add FILE [--pack NAME].', zh: '请指明文件：models add 文件 [--pack 名称]。' }, language));
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    throw new Refusal(say({ en: `The file "${path}" cannot be read. Check its name and where it is.`, zh: `无法读取文件“${path}”。请检查文件名和位置。` }, language));
  }
  const sha256 = await sha256OfBytes(bytes);
  const pack = packFor(sha256, wanted, language);
  if (pack.file.sha256 !== undefined && pack.file.sha256 !== sha256 && !other) {
    throw new Refusal(say({
      en: `"${path}" is not the published ${pack.title.en}: its sha256 is ${sha256}, where ${pack.file.sha256} is known. Download it again, or keep it all the same with --other.`,
      zh: `“${path}”不是已发布的 ${pack.title.zh}：其 sha256 为 ${sha256}，已知的为 ${pack.file.sha256}。请重新下载，或用 --other 仍然保存。`,
    }, language));
  }
  if (pack.inputs.length > 0) checkNetwork(pack, bytes, path, language);
  const kept = await keepModel(folder, bytes, { pack: pack.id, fileName: basename(path) });
  io.out(`${say({
    en: `${pack.title.en} is kept: sha256 ${kept.sha256}, ${megabytes(kept.bytes)}. ${pack.licence.name}${pack.licence.url === undefined ? '' : ` (${pack.licence.url})`}: ${pack.licence.terms.en}`,
    zh: `已保存 ${pack.title.zh}：sha256 ${kept.sha256}，${megabytes(kept.bytes)}。${pack.licence.name}${pack.licence.url === undefined ? '' : `（${pack.licence.url}）`}：${pack.licence.terms.zh}`,
  }, language)}\n`);
  return 0;
}

/** The pack of a file: the one with its hash, or the one that is named. */
function packFor(sha256: string, wanted: string | undefined, language: Language): Pack {
  if (wanted !== undefined) {
    const pack = PACKS.get(wanted);
    if (pack) return pack;
    throw new Refusal(say({ en: `--pack ${wanted}: there is no such network. Known are ${known()}.`, zh: `--pack ${wanted}：没有该网络。已知：${known()}。` }, language));
  }
  const pack = [...PACKS.values()].find((one) => one.file.sha256 === sha256);
  if (pack) return pack;
  throw new Refusal(say({ en: `The hash of this file (${sha256}) is of no network known here, and a name does not tell which one it is. Say it with --pack NAME: ${known()}.`, zh: `此文件的哈希值（${sha256}）不属于任何已知网络，而文件名不足以判断。请用 --pack 名称指明：${known()}。` }, language));
}

/** @throws Refusal when the file is refused, or keeps another contract than the pack's. */
function checkNetwork(pack: Pack, bytes: Uint8Array, path: string, language: Language): void {
  try {
    const wrong = fitsContract(pack, openUntrusted(bytes, basename(path)));
    if (wrong) throw new Refusal(`${path}: ${say(wrong, language)}`);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path}: ${say(sentenceOf(error), language)}`);
  }
}

async function verify(folder: string, language: Language, io: CommandOutput): Promise<number> {
  const words = { whole: { en: 'whole', zh: '完好' }, altered: { en: 'ALTERED: remove it and add it again', zh: '已被改动：请删除后重新添加' }, missing: { en: 'MISSING: add it again', zh: '缺失：请重新添加' } } as const;
  let bad = 0;
  for (const { sha256, pack } of await keptModels(folder)) {
    const verdict = await verifyModel(folder, sha256);
    if (verdict !== 'whole') bad++;
    io.out(`${pack.padEnd(26)} ${sha256}  ${say(words[verdict], language)}\n`);
  }
  return bad > 0 ? 1 : 0;
}

async function remove(folder: string, name: string | undefined, language: Language, io: CommandOutput): Promise<number> {
  const kept = await keptModels(folder);
  const chosen: readonly KeptModel[] = name === undefined ? [] : kept.filter((one) => one.pack === name || (/^[0-9a-f]{8,64}$/.test(name) && one.sha256.startsWith(name)));
  if (chosen.length === 0) {
    throw new Refusal(say({ en: `Nothing is kept under "${name ?? ''}". Here are ${[...new Set(kept.map(({ pack }) => pack))].join(', ') || 'none'}.`, zh: `没有以“${name ?? ''}”保存的网络。现有：${[...new Set(kept.map(({ pack }) => pack))].join('、') || '无'}。` }, language));
  }
  for (const model of chosen) {
    await dropModel(folder, model);
    io.out(`${say({ en: `Removed ${model.pack}, sha256 ${model.sha256}.`, zh: `已删除 ${model.pack}，sha256 ${model.sha256}。` }, language)}\n`);
  }
  return 0;
}
