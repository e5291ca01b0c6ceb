import { concat, latin1 } from '../src/runtime/pictures/bytes';

/** DER (X.690): a tag, its length, its contents. */
function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const data = concat(parts);
  const length = data.length < 128 ? [data.length] : data.length < 256 ? [0x81, data.length] : [0x82, data.length >> 8, data.length & 255];
  return concat([Uint8Array.of(tag, ...length), data]);
}
const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
const oid = (...bytes: readonly number[]): Uint8Array => der(0x06, Uint8Array.from(bytes));
const name = (common: string): Uint8Array => sequence(
  der(0x31, sequence(oid(0x55, 0x04, 0x0a), der(0x0c, latin1('Throw-away test')))),
  der(0x31, sequence(oid(0x55, 0x04, 0x03), der(0x0c, latin1(common)))),
);
const ECDSA_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const extension = (id: readonly number[], critical: boolean, value: Uint8Array): Uint8Array => sequence(oid(...id), ...(critical ? [der(0x01, Uint8Array.of(0xff))] : []), der(0x04, value));
const time = (year: number): Uint8Array => der(0x17, latin1(`${String(year).slice(2)}0101000000Z`));

interface Subject { readonly common: string; readonly keys: CryptoKeyPair; readonly authority: boolean }

async function certificate(subject: Subject, issuer: Subject, serial: number): Promise<Uint8Array> {
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('spki', subject.keys.publicKey)), issuerKey = new Uint8Array(await crypto.subtle.exportKey('spki', issuer.keys.publicKey));
  const identifier = async (key: Uint8Array): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest('SHA-1', key.slice(-65)));
  const extensions = sequence(
    extension([0x55, 0x1d, 0x13], true, subject.authority ? sequence(der(0x01, Uint8Array.of(0xff))) : sequence()),
    extension([0x55, 0x1d, 0x0f], true, der(0x03, subject.authority ? Uint8Array.of(1, 0x06) : Uint8Array.of(7, 0x80))),
    extension([0x55, 0x1d, 0x0e], false, der(0x04, await identifier(publicKey))),
    extension([0x55, 0x1d, 0x23], false, sequence(der(0x80, await identifier(issuerKey)))),
    // What the key may be used for: protection of e-mail, one of the uses that C2PA takes.
    ...(subject.authority ? [] : [extension([0x55, 0x1d, 0x25], false, sequence(oid(0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x04)))]),
  );
  const year = new Date().getUTCFullYear();
  const body = sequence(der(0xa0, der(0x02, Uint8Array.of(2))), der(0x02, Uint8Array.of(serial)), ECDSA_SHA256, name(issuer.common), sequence(time(year - 1), time(year + 2)), name(subject.common), publicKey, der(0xa3, extensions));
  const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, issuer.keys.privateKey, body as Uint8Array<ArrayBuffer>));
  const whole = (half: Uint8Array): Uint8Array => {
    const trimmed = half.subarray(half.findIndex((byte) => byte !== 0));
    return der(0x02, trimmed[0]! >= 0x80 ? concat([Uint8Array.of(0), trimmed]) : trimmed);
  };
  return sequence(body, ECDSA_SHA256, der(0x03, Uint8Array.of(0), sequence(whole(raw.subarray(0, 32)), whole(raw.subarray(32)))));
}

const pem = (label: string, data: Uint8Array): string => `-----BEGIN ${label}-----\n${btoa(String.fromCharCode(...data)).replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** A certificate made for one test, with its key and the authority that issued it, as PEM. */
export async function throwAwayCertificate(): Promise<{ readonly certificate: string; readonly key: string; readonly authority: string }> {
  const make = async (common: string, authority: boolean): Promise<Subject> => ({ common, authority, keys: await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']) });
  const authority = await make('Nobody Authority', true), signer = await make('Nobody', false);
  return {
    certificate: pem('CERTIFICATE', await certificate(signer, authority, 2)),
    key: pem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', signer.keys.privateKey))),
    authority: pem('CERTIFICATE', await certificate(authority, authority, 1)),
  };
}
