import { afterEach, expect, test } from 'vitest';
import landmarker from './browser-service';

/** Test data beside the project, where it is there. */
const models = import.meta.glob<string>('../../../../shared/data/models/mediapipe/face_landmarker_v2_with_blendshapes.task', { query: '?url', import: 'default' });
const photos = import.meta.glob<string>('../../../../shared/data/photos/astronaut.png', { query: '?url', import: 'default' });
const [model] = Object.values(models), [photo] = Object.values(photos);

const PACK = '/packs/face_landmarker.task';

async function storePack(bytes: BodyInit): Promise<void> {
  await (await caches.open('swapgraph-packs')).put(PACK, new Response(bytes));
}

afterEach(async () => { await (await caches.open('swapgraph-packs')).delete(PACK); });

async function bytesOf(load: () => Promise<string>): Promise<Blob> {
  return (await fetch(await load())).blob();
}

test('without its model it says how to get it', async () => {
  await expect(landmarker.service.detect({ width: 1, height: 1, rgba: new Uint8ClampedArray(4) }, { maxFaces: 1, minScore: 0.5 })).rejects.toThrow('MediaPipe’s face landmarker is not on this machine yet.');
});

test('a model that is none is told in words', async () => {
  await storePack('no model');
  await expect(landmarker.service.detect({ width: 1, height: 1, rgba: new Uint8ClampedArray(4) }, { maxFaces: 1, minScore: 0.5 })).rejects.toThrow('MediaPipe could not read this picture');
});

test.skipIf(!model || !photo)('finds 478 points on a photograph, in its own worker (skipped where the test photographs are absent)', async () => {
  await storePack(await bytesOf(model!));
  const bitmap = await createImageBitmap(await bytesOf(photo!));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const picture = { width: bitmap.width, height: bitmap.height, rgba: context.getImageData(0, 0, bitmap.width, bitmap.height).data };
  const faces = await landmarker.service.detect(picture, { maxFaces: 2, minScore: 0.5 });
  expect(faces).toHaveLength(1);
  expect(faces[0]!.points).toHaveLength(478 * 2);
  expect(faces[0]!.matrix).toHaveLength(16);
  // The tip of the nose lies in the upper middle of this portrait.
  expect(faces[0]!.points[2]! * bitmap.width / bitmap.height).toBeGreaterThan(0.2);
  expect(faces[0]!.points.every((value) => value > 0 && value < 1)).toBe(true);
});
