/** Folder of the browser's private file system in which the model manager keeps networks, each as `<sha256>.onnx`. */
const FOLDER = 'models';

/** A network that the model manager keeps on this machine; undefined when there is none of this hash, or the browser has no private file system. */
export async function keptModel(sha256: string): Promise<Blob | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  try {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER);
    return await (await folder.getFileHandle(`${sha256}.onnx`)).getFile();
  } catch {
    return undefined;
  }
}
