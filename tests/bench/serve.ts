import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, type PreviewServer } from 'vite';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the page in a folder as the application is built, and serves it with the application's headers and shipped files. */
export async function serve(root: string, outDir: string, port: number): Promise<{ readonly url: string; readonly server: PreviewServer }> {
  const configFile = join(ROOT, 'vite.config.ts'), publicDir = join(ROOT, 'public');
  await build({ root, configFile, publicDir, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({ root, configFile, logLevel: 'error', build: { outDir }, preview: { port: port + (process.pid % 300), host: '127.0.0.1' } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The preview server did not say where it listens.');
  return { url, server };
}
