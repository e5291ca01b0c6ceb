import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sceneJsonSchema } from './json-schema';
import { defaultScene, parseScene } from './parse';

/** A scene document with one value, at a dotted path, replaced. */
function withValue(path: string, value: unknown): unknown {
  const document = structuredClone(defaultScene()) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  let at = document;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[keys[keys.length - 1]!] = value;
  return document;
}

/** Dotted paths of every leaf and branch of a scene. */
function pathsOf(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [prefix];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return [path, ...pathsOf(inner, path)];
  });
}

describe('parseScene', () => {
  it('reads an empty document as the default scene, without problems', () => {
    expect(parseScene({})).toEqual({ scene: defaultScene(), problems: [] });
    expect(parseScene(defaultScene())).toEqual({ scene: defaultScene(), problems: [] });
  });

  it('never throws, and what it returns is a valid scene', () => {
    const paths = fc.constantFrom(...pathsOf(defaultScene()));
    fc.assert(fc.property(fc.oneof(fc.anything({ withBigInt: true, withSparseArray: true, withNullPrototype: true }), fc.tuple(paths, fc.anything()).map(([path, value]) => withValue(path, value))), (document) => {
      const { scene } = parseScene(document);
      expect(parseScene(scene)).toEqual({ scene, problems: [] });
    }), { numRuns: 500 });
  });

  it.each([
    ['pose.yawDeg', 90, 'pose.yawDeg must be from -75 to 75, but is 90; 75 is used.'],
    ['pose.yawDeg', Number.NaN, 'pose.yawDeg must be a number from -75 to 75, but is NaN; 0 is used.'],
    ['identity.hair.style', 'mullet', 'identity.hair.style must be one of "bald", "buzz"'],
    ['identity.eyes.irisColour', [1, 0], 'identity.eyes.irisColour must be a list of 3 values, but is a list of 2 values'],
    ['identity.eyes.irisColour', [1, 0, 2], 'identity.eyes.irisColour[2] must be from 0 to 1, but is 2; 1 is used.'],
    ['identity.shape.jawWidth', 9, 'identity.shape.jawWidth must be from -4 to 4, but is 9; 4 is used.'],
    ['identity.shape.__x', 1, 'identity.shape.__x is not the name of a mode'],
    ['camera.zoom', 1, 'camera.zoom is not a field of a scene; it is ignored. Known here: focalLengthMm'],
    ['light', 'bright', 'light must be an object, but is "bright"; the default is used.'],
    ['post.jpegQuality', 50.5, 'post.jpegQuality must be a whole number, but is 50.5; 51 is used.'],
    ['version', 2, 'version must be from 1 to 1, but is 2; 1 is used.'],
  ])('names the field and the remedy: %s = %s', (path, value, message) => {
    const { problems } = parseScene(withValue(path, value));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message.en.startsWith(message)).toBe(true);
    expect(problems[0]?.message.en.startsWith(problems[0].path)).toBe(true);
    // In Chinese it is a sentence of its own, with the same path and the same numbers.
    const zh = problems[0]?.message.zh ?? '';
    expect(zh).toMatch(new RegExp(`^${path.replaceAll(/[.[\]]/g, '\\$&')}.* \\S*[\u4e00-\u9fff]+.*。$`));
    expect(zh).not.toMatch(/must|used|ignored|values/);
  });

  it('says so when the document is no object at all', () => {
    expect(parseScene(null).problems).toEqual([{ path: 'scene', message: { en: 'scene must be an object, but is null; the default is used.', zh: 'scene 须为对象，而这里是 null；改用默认值。' } }]);
  });
});

describe('sceneJsonSchema', () => {
  it('is the shipped file graphs/schema/scene.schema.json', () => {
    const file = new URL('../../../graphs/schema/scene.schema.json', import.meta.url);
    const text = `${JSON.stringify(sceneJsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
