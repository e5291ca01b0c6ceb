import { concat } from './bytes';
import type { SigningKey } from './pem';

/** Labels of COSE headers (RFC 9052, RFC 9360) and algorithms (RFC 9053). */
const ALG = 1, X5CHAIN = 33;
const ALGORITHMS = { es256: { id: -7, hash: 'SHA-256' }, es384: { id: -35, hash: 'SHA-384' } } as const;

/**
 * A COSE_Sign1 message over bytes that are kept elsewhere (detached), with the signer's certificates in its protected header, filled up to exactly
 * `sizeBytes` as C2PA wants it (C2PA 2.1, section 13.2). @throws RangeError when it does not fit
 */
export async function coseSign1(payload: Uint8Array, { key, algorithm, certificates }: SigningKey, sizeBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const { id, hash } = ALGORITHMS[algorithm];
  const chain = certificates.length === 1 ? bytes(certificates[0]!) : array(certificates.map(bytes));
  const header = map([[integer(ALG), integer(id)], [integer(X5CHAIN), chain]]);
  const signed = array([text('Signature1'), bytes(header), bytes(new Uint8Array()), bytes(payload)]);
  const signature = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash }, key, signed as Uint8Array<ArrayBuffer>));
  const message = (padding: number): Uint8Array => concat([head(6, 18), array([bytes(header), map([[text('pad'), bytes(new Uint8Array(padding))]]), Uint8Array.of(0xf6), bytes(signature)])]);
  // Lengths from 256 to 65,535 are written with the same number of bytes.
  const room = 256 + sizeBytes - message(256).length;
  if (room < 256 || room > 65_535) throw new RangeError(`A signature with these certificates does not fit into ${sizeBytes} bytes.`);
  return message(room) as Uint8Array<ArrayBuffer>;
}

/** Bytes to ask for, so that a signature with these certificates fits. */
export function coseSize({ certificates }: Pick<SigningKey, 'certificates'>): number {
  return 1024 + certificates.reduce((sum, certificate) => sum + certificate.length + 8, 0);
}

/** The head of a CBOR item (RFC 8949, section 3). */
function head(major: number, value: number): Uint8Array {
  const first = major << 5;
  if (value < 24) return Uint8Array.of(first | value);
  if (value < 0x100) return Uint8Array.of(first | 24, value);
  if (value < 0x10000) return Uint8Array.of(first | 25, value >> 8, value & 255);
  return Uint8Array.of(first | 26, value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
}

const integer = (value: number): Uint8Array => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (data: Uint8Array): Uint8Array => concat([head(2, data.length), data]);
const text = (words: string): Uint8Array => {
  const data = new TextEncoder().encode(words);
  return concat([head(3, data.length), data]);
};
const array = (items: readonly Uint8Array[]): Uint8Array => concat([head(4, items.length), ...items]);
const map = (entries: readonly (readonly [Uint8Array, Uint8Array])[]): Uint8Array => concat([head(5, entries.length), ...entries.flat()]);
