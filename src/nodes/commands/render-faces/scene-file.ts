import { readFile } from 'node:fs/promises';
import { parseFaceModel } from '../../../face/model/load';
import { parseScene } from '../../../face/scene/parse';
import type { Scene } from '../../../face/scene/types';

const MODEL_FILE = new URL('../../../../public/models/face-model.bin', import.meta.url);
const MOST_PROBLEMS = 10;

/**
 * The scenes of a file: one JSON object, a JSON array of them, or one object a line. What does not fit is mended as `parseScene` does, and `warn` gets one
 * sentence for each such thing, with the number of the scene and the name of the field. Throws an Error with a sentence when there is nothing to draw.
 */
export async function readSceneFile(file: string, warn: (sentence: string) => void): Promise<readonly Scene[]> {
  const documents = documentsOf(await readFile(file, 'utf8').catch(() => {
    throw new Error(`The file ${file} cannot be read.`);
  }), file);
  const model = parseFaceModel(await readFile(MODEL_FILE));
  const sentences: string[] = [];
  const scenes = documents.map((document, index) => {
    const { scene, problems } = parseScene(document, model);
    for (const { message } of problems) sentences.push(documents.length > 1 ? `Scene ${index + 1}: ${message.en}` : message.en);
    return scene;
  });
  if (sentences.length > MOST_PROBLEMS) sentences.splice(MOST_PROBLEMS, Infinity, `And ${sentences.length - MOST_PROBLEMS} more like these.`);
  sentences.forEach(warn);
  if (scenes.length === 0) throw new Error(`The file ${file} holds no scene.`);
  return scenes;
}

function documentsOf(text: string, file: string): readonly unknown[] {
  try {
    const whole: unknown = JSON.parse(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    return text.split('\n').flatMap((line, index): unknown[] => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line)];
      } catch {
        throw new Error(`Line ${index + 1} of ${file} is not JSON. A scene file holds one JSON object, a JSON array of them, or one object a line.`);
      }
    });
  }
}
