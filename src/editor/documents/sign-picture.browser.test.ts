import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { throwAwayCertificate } from '../../../tests/throw-away-certificate';
import { readSigningKey } from '../../runtime/pictures/pem';
import { readPngGraph, writePngWords } from '../../runtime/pictures/png-text';
import { syntheticXmp } from '../../runtime/pictures/xmp';
import { openC2pa, signPicture } from './sign-picture';

const picture = writePngWords(encode({ width: 24, height: 16, data: Uint8Array.from({ length: 1152 }, (_, i) => i % 251), channels: 3 }), { graph: '{"a":1}', description: 'Synthetic', xmp: syntheticXmp(true) });

async function read(bytes: Uint8Array) {
  const c2pa = await openC2pa();
  try {
    const reader = await c2pa.reader.fromBlob('image/png', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
    return reader && { store: await reader.manifestStore() };
  } finally {
    c2pa.dispose();
  }
}

test('a picture signed with a throw-away certificate is read back as what it is, and its graph is still there', async () => {
  const { certificate, key } = await throwAwayCertificate();
  const signed = await signPicture(picture, 'image/png', await readSigningKey([certificate, key]), true);
  const found = (await read(signed))!.store;
  expect(found.validation_state).toBe('Valid');
  const manifest = found.manifests![found.active_manifest!]!;
  expect(JSON.stringify(manifest)).toContain('digitalsourcetype/compositeWithTrainedAlgorithmicMedia');
  expect(JSON.stringify(manifest.claim_generator_info)).toContain('Swapgraph');
  expect(JSON.stringify(manifest.signature_info)).toContain('Throw-away test');
  expect(readPngGraph(signed)).toBe('{"a":1}');
  // A changed pixel is noticed.
  const changed = signed.slice();
  changed[changed.length - 20]! ^= 1;
  expect((await read(changed))!.store.validation_state).toBe('Invalid');
});

test('an unsigned picture has no credentials, and a key alone is refused in words', async () => {
  expect(await read(picture).catch(() => undefined)).toBeFalsy();
  await expect(readSigningKey([(await throwAwayCertificate()).key])).rejects.toThrow(/no certificate was found/);
});
