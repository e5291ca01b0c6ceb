import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepStore } from '../cache';
import { decodeStep, encodeStep } from '../codec';

/** Results in a folder, one file a content key; written beside and renamed, so that a file is whole or absent. A damaged file counts as absent. */
export function createDiskStore(folder: string): StepStore {
  const place = (key: string): string => join(folder, key.slice(0, 2), `${key}.step`);
  return {
    async get(key) {
      try {
        return await decodeStep(await readFile(place(key)));
      } catch {
        return undefined;
      }
    },
    async put(key, result) {
      const path = place(key);
      await mkdir(join(folder, key.slice(0, 2)), { recursive: true });
      const beside = `${path}.${process.pid}.part`;
      try {
        await writeFile(beside, await encodeStep(result));
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    },
  };
}
