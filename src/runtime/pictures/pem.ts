import { NodeError } from '../errors';

/** The blocks of a PEM text with their labels (RFC 7468), anything between them passed over. */
export function pemBlocks(text: string): readonly { readonly label: string; readonly der: Uint8Array<ArrayBuffer> }[] {
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g)].map(([, label, body]) => ({
    label: label!, der: Uint8Array.from(atob(body!.replace(/\s+/g, '')), (letter) => letter.charCodeAt(0)),
  }));
}

/** A key that signs, and the certificates that say whose it is, the signer's own first. Never stored, never sent. */
export interface SigningKey { readonly key: CryptoKey; readonly algorithm: 'es256' | 'es384'; readonly certificates: readonly Uint8Array[] }

const CURVES = { es256: 'P-256', es384: 'P-384' } as const;

/** Reads a private key (PKCS #8) and its certificates from PEM texts, in one file or in two. @throws NodeError that says what is missing */
export async function readSigningKey(texts: readonly string[]): Promise<SigningKey> {
  const blocks = texts.flatMap(pemBlocks);
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ der }) => der);
  const secret = blocks.find(({ label }) => label === 'PRIVATE KEY');
  if (certificates.length === 0 || !secret) {
    throw new NodeError({
      en: `Signing needs a certificate and its private key (PKCS #8) as PEM text; ${certificates.length === 0 ? 'no certificate' : 'no private key'} was found. Choose both files.${blocks.some(({ label }) => /ENCRYPTED|EC PRIVATE|RSA PRIVATE/.test(label)) ? ' Convert the key first: openssl pkcs8 -topk8 -nocrypt.' : ''}`,
      zh: `签名需要 PEM 格式的证书及其私钥（PKCS #8）；未找到${certificates.length === 0 ? '证书' : '私钥'}。请同时选择两个文件。${blocks.some(({ label }) => /ENCRYPTED|EC PRIVATE|RSA PRIVATE/.test(label)) ? '请先转换私钥：openssl pkcs8 -topk8 -nocrypt。' : ''}`,
    }, { code: 'signing-key' });
  }
  for (const algorithm of ['es256', 'es384'] as const) {
    try {
      return { algorithm, certificates, key: await crypto.subtle.importKey('pkcs8', secret.der, { name: 'ECDSA', namedCurve: CURVES[algorithm] }, false, ['sign']) };
    } catch {
      // Another curve, or no key of this kind.
    }
  }
  throw new NodeError({ en: 'This private key is of a kind that is not used here. Use an elliptic-curve key on P-256 or P-384 (ES256, ES384).', zh: '不支持此类私钥。请使用 P-256 或 P-384 椭圆曲线密钥（ES256、ES384）。' }, { code: 'signing-key' });
}
