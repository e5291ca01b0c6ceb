import type { Session } from '../session';

/** A model that is fetched only when the user asks for it, with what they should know before they do. */
export interface Pack { readonly title: string; readonly file: string; readonly url: string; readonly megabytes: number; readonly licence: string; readonly accept: string;
  /** Of the releases that were tested, in hexadecimal: anything else is refused. */
  readonly sha256: readonly string[];
}

/** Node code finds packs in this cache under `/packs/<file>`. */
const PACK_CACHE = 'swapgraph-packs';
const MAX_PACK_BYTES = 64 * 1024 * 1024;

export const FACE_LANDMARKER_PACK: Pack = {
  title: 'MediaPipe Face Landmarker',
  file: 'face_landmarker.task',
  url: 'https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task',
  megabytes: 3.8,
  licence: 'Apache-2.0',
  accept: '.task',
  // float16/1 as it is published, and the release with the same networks in MediaPipe's own tests (face_landmarker_v2_with_blendshapes.task).
  sha256: ['64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff', 'b261925d4aad812b47a0e8d58c1baa1223270a5d1f663d78338bc881c003879d'],
};

/** Bytes that are not the model they should be. */
export class PackMismatch extends Error {
  constructor(readonly found: string) {
    super(`sha256 ${found}`);
  }
}

/** Fetches a pack from its host; only while this runs does the guard let that host through. Throws `PackMismatch` when something else came. */
export async function downloadPack(session: Session, pack: Pack): Promise<void> {
  session.network.allowPacks(true);
  try {
    const response = await fetch(pack.url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new Error(`${new URL(pack.url).host}: ${response.status}`);
    await keepPack(pack, new Uint8Array(await response.arrayBuffer()));
  } finally {
    session.network.allowPacks(false);
  }
}

/** Keeps a pack's bytes in the browser when they are a release that was tested; otherwise throws `PackMismatch` and keeps nothing. */
export async function keepPack(pack: Pack, bytes: Uint8Array): Promise<void> {
  const found = bytes.length > MAX_PACK_BYTES ? 'too-large' : await sha256Of(bytes);
  if (!pack.sha256.includes(found)) throw new PackMismatch(found);
  const cache = await caches.open(PACK_CACHE);
  await cache.put(`/packs/${pack.file}`, new Response(bytes as Uint8Array<ArrayBuffer>));
}

async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
