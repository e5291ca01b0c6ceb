import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { NodeError } from '../errors';

/** One network kept in the user's folder, in the file `<sha256>.onnx`. */
export interface KeptModel {
  readonly sha256: string;
  readonly bytes: number;
  /** Pack that it was added for. */
  readonly pack: string;
  /** Name of the file it came from: for people, never to find it by. */
  readonly fileName: string;
}

const INDEX = 'models.json';

/** The folder of downloaded networks: `SWAPGRAPH_MODELS`, or the usual place for a program's data on this system. */
export function modelFolder(environment: Readonly<Record<string, string | undefined>> = process.env, platform: string = process.platform): string {
  const named = environment['SWAPGRAPH_MODELS'];
  if (named !== undefined && named !== '') return named;
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'swapgraph', 'models');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'swapgraph', 'models');
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'swapgraph', 'models');
}

/** Where a kept network lies. @throws NodeError for text that is no sha256. */
export function modelPath(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new NodeError({ en: `"${sha256.slice(0, 70)}" is no sha256: 64 hex digits are wanted.`, zh: `“${sha256.slice(0, 70)}”不是 sha256：应为 64 位十六进制数字。` }, { code: 'sha256' });
  return join(folder, `${sha256}.onnx`);
}

/** What the folder's list names; entries that are malformed are left out. An absent folder is empty. */
export async function keptModels(folder: string): Promise<readonly KeptModel[]> {
  let raw: unknown;
  try {
    raw = JSON.parse(await readFile(join(folder, INDEX), 'utf8'));
  } catch {
    return [];
  }
  const list = (raw as { models?: unknown } | null)?.models;
  return Array.isArray(list) ? (list as unknown[]).filter(isKept) : [];
}

function isKept(value: unknown): value is KeptModel {
  if (typeof value !== 'object' || value === null) return false;
  const { sha256, bytes, pack, fileName } = value as Readonly<Record<string, unknown>>;
  return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof bytes === 'number' && typeof pack === 'string' && typeof fileName === 'string';
}

/** Writes the list at once or not at all: a kill in between leaves the old one. */
async function writeList(folder: string, models: readonly KeptModel[]): Promise<void> {
  const path = join(folder, INDEX);
  await writeFile(`${path}.part`, `${JSON.stringify({ models }, undefined, 1)}\n`);
  await rename(`${path}.part`, path);
}

/** Keeps a network under its sha256, in place of another of the same pack's entry with that hash. */
export async function keepModel(folder: string, bytes: Uint8Array, entry: Pick<KeptModel, 'pack' | 'fileName'>): Promise<KeptModel> {
  await mkdir(folder, { recursive: true });
  const kept: KeptModel = { ...entry, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  const path = modelPath(folder, kept.sha256);
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
  await writeList(folder, [...(await keptModels(folder)).filter((one) => one.sha256 !== kept.sha256 || one.pack !== kept.pack), kept]);
  return kept;
}

/** Takes one entry out of the list, and its file when no other entry needs it. */
export async function dropModel(folder: string, model: KeptModel): Promise<void> {
  const rest = (await keptModels(folder)).filter((one) => one.sha256 !== model.sha256 || one.pack !== model.pack);
  await writeList(folder, rest);
  if (!rest.some((one) => one.sha256 === model.sha256)) await rm(modelPath(folder, model.sha256), { force: true });
}

export type Verdict = 'whole' | 'altered' | 'missing';

/** Hashes a kept file anew. */
export async function verifyModel(folder: string, sha256: string): Promise<Verdict> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(modelPath(folder, sha256))) hash.update(chunk as Uint8Array);
  } catch {
    return 'missing';
  }
  return hash.digest('hex') === sha256 ? 'whole' : 'altered';
}

/** Bytes of a kept network, or undefined when the folder has none of this hash. @throws NodeError when the file has been altered. */
export async function readModel(folder: string, sha256: string): Promise<Uint8Array | undefined> {
  const path = modelPath(folder, sha256);
  const size = await stat(path).then((found) => found.size, () => undefined);
  if (size === undefined) return undefined;
  const file = await open(path);
  try {
    const bytes = await file.readFile();
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found === sha256) return bytes;
    throw new NodeError({
      en: `The kept network ${sha256.slice(0, 12)}… has been altered (now ${found.slice(0, 12)}…). Run "swapgraph models verify", remove it and add it again.`,
      zh: `所存网络 ${sha256.slice(0, 12)}… 已被改动（现为 ${found.slice(0, 12)}…）。请运行“swapgraph models verify”，删除后重新添加。`,
    }, { code: 'weights' });
  } finally {
    await file.close();
  }
}
