import { coseSign1, coseSize } from '../../runtime/pictures/cose';
import type { SigningKey } from '../../runtime/pictures/pem';
import wasmUrl from '@contentauth/c2pa-web/resources/c2pa.wasm?url';
import workerUrl from '@contentauth/c2pa-web/c2pa_worker?url';
import { createC2pa, type C2paSdk } from '@contentauth/c2pa-web';

const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** Content Credentials, in a worker of their own, from our own origin. The library takes a worker by its address from https alone; elsewhere it makes one from text. Call `dispose` when done. */
export function openC2pa(): Promise<C2paSdk> {
  return createC2pa({ wasmSrc: new URL(wasmUrl, location.href).href, ...(location.protocol === 'https:' ? { workerSrc: new URL(workerUrl, location.href) } : {}), settings: { verify: { verifyTrust: false } } });
}

/**
 * Signs a picture with Content Credentials (C2PA): who made it with which program, and that it is synthetic. The key stays in this page; nothing is sent
 * anywhere, so there is no time stamp of a third party. @throws Error of the library when certificate and key are none that C2PA allows
 */
export async function signPicture(picture: Uint8Array, type: string, signing: SigningKey, photograph: boolean): Promise<Uint8Array> {
  const c2pa = await openC2pa();
  try {
    const builder = await c2pa.builder.fromDefinition({
      claim_generator_info: [{ name: 'Swapgraph', version: '0.1.0' }],
      format: type,
      assertions: [{ label: 'c2pa.actions.v2', data: { actions: [{ action: 'c2pa.created', digitalSourceType: `${SOURCE_TYPES}${photograph ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia'}`, softwareAgent: { name: 'Swapgraph' } }] } }],
    } as unknown as Parameters<C2paSdk['builder']['fromDefinition']>[0]);
    const size = coseSize(signing);
    const signer = { alg: signing.algorithm, reserveSize: () => Promise.resolve(size), sign: (claim: Uint8Array, reserved: number) => coseSign1(claim, signing, reserved) };
    try {
      return await builder.sign(signer, type, new Blob([picture as Uint8Array<ArrayBuffer>], { type }));
    } finally {
      await builder.free();
    }
  } finally {
    c2pa.dispose();
  }
}
