import type { Session } from '../session';

/** A model that is fetched only when the user asks for it, with what they should know before they do. */
export interface Pack { readonly title: string; readonly file: string; readonly url: string; readonly megabytes: number; readonly licence: string; readonly accept: string }

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
};

/** Fetches a pack from its host; only while this runs does the guard let that host through. */
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

/** Keeps a pack's bytes. A `.task` file is a zip archive with its model inside; anything else is refused. */
export async function keepPack(pack: Pack, bytes: Uint8Array): Promise<void> {
  if (bytes.length > MAX_PACK_BYTES || !isZip(bytes)) throw new TypeError(pack.file);
  const cache = await caches.open(PACK_CACHE);
  await cache.put(`/packs/${pack.file}`, new Response(bytes as Uint8Array<ArrayBuffer>));
}

/** Whether a zip's end record stands in the last bytes; entries may be preceded by padding (APPNOTE 4.3.16). */
function isZip(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 66_000); at--) {
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6) return true;
  }
  return false;
}
