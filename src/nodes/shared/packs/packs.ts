/** A file of others that a node can use and that is never shipped: fetched or chosen by the user once, then kept in this browser. */
export interface Pack {
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly url: string;
  readonly licence: string;
  /** About, for the question to the user. */
  readonly megabytes: number;
}

export const FACE_LANDMARKER_PACK: Pack = {
  name: 'face-landmarker',
  title: { en: 'MediaPipe Face Landmarker', zh: 'MediaPipe 人脸关键点模型' },
  url: 'https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/float16/1/face_landmarker.task',
  licence: 'Apache-2.0',
  megabytes: 3.8,
};

const CACHE = 'swapgraph-packs';
const place = (pack: Pack): string => `/packs/${pack.name}`;

/** Keeps a pack's bytes in this browser's Cache Storage; page and workers see the same. */
export async function storePack(pack: Pack, bytes: Uint8Array): Promise<void> {
  await (await caches.open(CACHE)).put(place(pack), new Response(bytes as BodyInit));
}

/** The pack's bytes, or undefined when the user has not brought it yet. */
export async function readPack(pack: Pack): Promise<Uint8Array | undefined> {
  const response = await (await caches.open(CACHE)).match(place(pack));
  return response && new Uint8Array(await response.arrayBuffer());
}

export async function removePack(pack: Pack): Promise<void> {
  await (await caches.open(CACHE)).delete(place(pack));
}
