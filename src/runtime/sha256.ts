const K = new Uint32Array(64);
const START = new Uint32Array(8);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The constants of FIPS 180-4: fractional parts of the square and cube roots of the first primes. */
function fillConstants(): void {
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) { prime = false; break; }
    if (!prime) continue;
    const cube = Math.cbrt(candidate);
    K[found] = (cube - Math.floor(cube)) * 2 ** 32;
    if (found < 8) {
      const square = Math.sqrt(candidate);
      START[found] = (square - Math.floor(square)) * 2 ** 32;
    }
    found++;
  }
}
fillConstants();

const encoder = new TextEncoder();

/** Room for the work of one call: keys are short, and a call ends before the next begins. */
const scratch = { message: new Uint8Array(4096), words: new Uint32Array(64), hash: new Uint32Array(8) };

/** SHA-256 of UTF-8 text, as 64 hex digits, synchronously: content keys are made on the main thread too. Large files go through `sha256OfBytes`. */
export function sha256OfText(text: string): string {
  const room = text.length * 3 + 72;
  const message = room <= scratch.message.length ? scratch.message : new Uint8Array(room);
  const { written: length } = encoder.encodeInto(text, message);
  const end = ((length + 9 + 63) >> 6) * 64;
  message.fill(0, length, end);
  message[length] = 0x80;
  for (let i = 1, bits = length * 8; bits > 0; i++, bits = Math.floor(bits / 256)) message[end - i] = bits % 256;
  const { words, hash } = scratch;
  hash.set(START);
  for (let block = 0; block < end; block += 64) {
    for (let i = 0, at = block; i < 16; i++, at += 4) words[i] = (message[at]! << 24) | (message[at + 1]! << 16) | (message[at + 2]! << 8) | message[at + 3]!;
    mixBlock(hash, words);
  }
  let hex = '';
  for (const word of hash) hex += HEX[word >>> 24]! + HEX[(word >>> 16) & 255]! + HEX[(word >>> 8) & 255]! + HEX[word & 255]!;
  return hex;
}

function mixBlock(hash: Uint32Array, w: Uint32Array): void {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]! | 0, y = w[i - 2]! | 0;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = ((w[i - 16]! | 0) + s0 + (w[i - 7]! | 0) + s1) | 0;
  }
  let a = hash[0]! | 0, b = hash[1]! | 0, c = hash[2]! | 0, d = hash[3]! | 0, e = hash[4]! | 0, f = hash[5]! | 0, g = hash[6]! | 0, h = hash[7]! | 0;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i]! | 0) + (w[i]! | 0)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  hash[0]! += a; hash[1]! += b; hash[2]! += c; hash[3]! += d; hash[4]! += e; hash[5]! += f; hash[6]! += g; hash[7]! += h;
}

/** SHA-256 of bytes by the platform's own routine, as 64 hex digits. */
export async function sha256OfBytes(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  let hex = '';
  for (const byte of digest) hex += HEX[byte]!;
  return hex;
}
