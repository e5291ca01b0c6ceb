import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadOrtInNode } from '../src/runtime/onnx/session-node';
import { OrtHost, type OrtModule } from '../src/runtime/onnx/ort';
import { inspectOnnx } from '../src/runtime/onnx/inspect';
import { miscomputedConvs } from '../src/runtime/onnx/conv-guard';
import { parseManifest } from '../src/runtime/onnx/manifest';
import { runSelfTest } from '../src/runtime/onnx/self-test';
import { sha256OfBytes } from '../src/runtime/sha256';
import type { CpuTensor, Tensor } from '../src/runtime/tensor';

const folder = new URL('../public/models/', import.meta.url);
const manifest = parseManifest(readFileSync(new URL('manifest.json', folder), 'utf8'));
const raw = (JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as { readonly models: readonly { readonly name: string; readonly card: string; readonly licence: string; readonly parameters: number; readonly macs: number }[] }).models;
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, folder)));
const read = (tensor: Tensor): Promise<Float32Array> => Promise.resolve((tensor as CpuTensor).data);

describe('built-in weights', () => {
  it('stay under 40 MB, and the folder holds no other network', () => {
    const entries = [...manifest.values()];
    expect(entries.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(40e6);
    const files = readdirSync(folder).filter((name) => name.endsWith('.onnx')).sort();
    expect(files).toEqual(entries.map(({ file }) => file).sort());
  });

  it.each([...manifest.values()])('$name is the file that the manifest promises', async ({ file, bytes, sha256 }) => {
    expect(statSync(new URL(file, folder)).size).toBe(bytes);
    expect(await sha256OfBytes(bytesOf(file))).toBe(sha256);
    expect(miscomputedConvs(inspectOnnx(bytesOf(file)))).toEqual([]);
  });

  it.each(raw)('$name has a card, a licence and its size in numbers', ({ card, licence, parameters, macs }) => {
    expect(existsSync(new URL(card, folder))).toBe(true);
    expect(licence).toBe('MIT');
    expect(parameters).toBeGreaterThan(0);
    expect(macs).toBeGreaterThan(0);
  });

  // The expected numbers come from the Python build of ONNX Runtime, which agreed with PyTorch to 1e-3 when the file was written.
  it.each(['native', 'wasm'] as const)('give the numbers of training in ONNX Runtime (%s)', async (flavour) => {
    const host = flavour === 'native' ? await loadOrtInNode() : await wasmHost();
    for (const { name, file, selfTest } of manifest.values()) {
      const session = await host!.createSession(bytesOf(file), { name });
      const { worst } = await runSelfTest(session, selfTest!, read, () => undefined);
      await session.release();
      expect(worst, name).toBeLessThan(1e-3);
    }
  });
});

async function wasmHost(): Promise<OrtHost> {
  const ort = await import('onnxruntime-web');
  ort.env.wasm.numThreads = 1;
  return new OrtHost(ort as unknown as OrtModule, 'wasm');
}
