import type { Parts } from './download';
import type { Kept } from './needs';

/** Folder of the browser's private file system; the engine's worker reads networks there by their hash. */
const FOLDER = 'models';
const LIST = 'models.json';

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

async function write(place: FileSystemDirectoryHandle, name: string, content: Blob): Promise<void> {
  const writable = await (await place.getFileHandle(name, { create: true })).createWritable();
  await content.stream().pipeTo(writable);
}

/** Networks kept on this machine. Empty where the browser has no private file system. */
export async function keptModels(): Promise<readonly Kept[]> {
  try {
    const raw = JSON.parse(await (await (await (await folder()).getFileHandle(LIST)).getFile()).text()) as { readonly models?: unknown };
    return Array.isArray(raw.models) ? (raw.models as unknown[]).filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { sha256, bytes, pack, fileName } = value as Readonly<Record<string, unknown>>;
  return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof bytes === 'number' && typeof pack === 'string' && typeof fileName === 'string';
}

/** SHA-256 of a file, as 64 hex digits. */
export async function sha256Of(content: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keeps a file under its hash. @throws DOMException when there is no room. */
export async function keepModel(content: Blob, kept: Kept): Promise<void> {
  const place = await folder();
  await write(place, `${kept.sha256}.onnx`, content);
  await writeList(place, [...(await keptModels()).filter((one) => one.sha256 !== kept.sha256 || one.pack !== kept.pack), kept]);
  // Asks the browser not to clear these files when room is short; it may refuse.
  await navigator.storage.persist().catch(() => false);
}

/** Takes an entry out of the list, and its file when no other entry needs it. */
export async function dropModel(model: Kept): Promise<void> {
  const place = await folder(), rest = (await keptModels()).filter((one) => one.sha256 !== model.sha256 || one.pack !== model.pack);
  await writeList(place, rest);
  if (!rest.some((one) => one.sha256 === model.sha256)) await place.removeEntry(`${model.sha256}.onnx`).catch(() => undefined);
}

function writeList(place: FileSystemDirectoryHandle, models: readonly Kept[]): Promise<void> {
  return write(place, LIST, new Blob([JSON.stringify({ models })], { type: 'application/json' }));
}

/** What was fetched of a pack's file so far: numbered pieces in a folder of their own. */
export function partsOf(pack: string): Parts & { whole(): Promise<Blob> } {
  const name = `parts-${pack}`;
  const open = async (create: boolean): Promise<FileSystemDirectoryHandle | undefined> => {
    try {
      return await (await folder()).getDirectoryHandle(name, { create });
    } catch {
      return undefined;
    }
  };
  const pieces = async (): Promise<readonly File[]> => {
    const place = await open(false), found: [string, File][] = [];
    if (place) for await (const [key, handle] of place.entries()) if (handle.kind === 'file') found.push([key, await (handle as FileSystemFileHandle).getFile()]);
    return found.sort(([a], [b]) => a.localeCompare(b)).map(([, file]) => file);
  };
  return {
    size: async () => (await pieces()).reduce((sum, piece) => sum + piece.size, 0),
    async append(piece) {
      const place = await open(true);
      if (!place) throw new DOMException('No private file system.', 'NotSupportedError');
      await write(place, String((await pieces()).length).padStart(6, '0'), new Blob([piece as Uint8Array<ArrayBuffer>]));
    },
    clear: async () => { await (await folder()).removeEntry(name, { recursive: true }).catch(() => undefined); },
    whole: async () => new Blob([...await pieces()]),
  };
}
