import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PACK_HOSTS } from '../../../editor/network/hosts';
import { PACKS } from './list';
import { pictureInput } from './pack';
import { PackFault, parsePack } from './parse-pack';
import { chosenPack, packParams } from './params';

test('every data file of this folder is in the list, under its own name', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  expect([...PACKS.keys()].sort()).toEqual(files.sort());
});

test.each([...PACKS.values()].map((pack) => [pack.id, pack] as const))('%s says who made it, under which terms and from where', (_id, pack) => {
  for (const words of [pack.title, pack.about, pack.licence.terms]) expect(words.en).not.toMatch(/[\u4e00-\u9fff]/);
  for (const words of [pack.about, pack.licence.terms]) expect(words.zh).toMatch(/[\u4e00-\u9fff]/);
  expect(PACK_HOSTS).toContain(new URL(pack.file.url).origin);
  if (pack.file.fromFileOnly !== true) expect(new URL(pack.file.url).host).not.toBe('github.com');
});

test('the unofficial HifiFace says that it has no 3DMM input, and non-commercial networks are marked', () => {
  expect(PACKS.get('hififace-unofficial-256')!.about.en).toContain('no 3DMM input');
  for (const id of ['inswapper-128', 'arcface-w600k-r50', 'simswap-256', 'blendswap-256', 'codeformer']) expect(PACKS.get(id)!.licence.commercial).toBe(false);
});

const good = (): Record<string, unknown> => JSON.parse(JSON.stringify(PACKS.get('ghost-2-256'))) as Record<string, unknown>;

test.each([
  ['no object', () => 3, 'the pack must be an object'],
  ['a missing kind', () => { const { kind: _kind, ...rest } = good(); return rest; }, 'kind must be there'],
  ['an unknown range', () => JSON.parse(JSON.stringify(good()).replace('"signed"', '"half"')) as unknown, 'inputs[1].range must be one of unit, signed, bytes, imagenet'],
  ['an unknown template', () => JSON.parse(JSON.stringify(good()).replace('arcface_112_v1', 'arcface_112_v9')) as unknown, 'inputs[1].template must be one of'],
  ['a stranger among the keys', () => ({ ...good(), code: 'alert(1)' }), 'code must be left out'],
  ['a file name that is a path', () => ({ ...good(), file: { name: '../../x.onnx', url: 'https://huggingface.co/x' } }), 'file.name must be a name without slashes'],
  ['an address that is not https', () => ({ ...good(), file: { name: 'x.onnx', url: 'http://huggingface.co/x' } }), 'file.url must be an https address'],
  ['a hash that is none', () => ({ ...good(), file: { ...(good()['file'] as object), sha256: 'abc' } }), 'file.sha256 must be 64 hex digits'],
  ['an include that is no class', () => ({ ...good(), outputs: [{ name: 'o', is: 'labels', classes: ['a'], include: ['b'] }] }), '"b" is not'],
])('%s is a sentence with its place', (_what, data, words) => {
  expect(() => parsePack(data())).toThrow(words);
  expect(() => parsePack(data())).toThrow(PackFault);
});

test('property: any JSON is a pack or a fault, never another error', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => { try { parsePack(value); } catch (error) { expect(error).toBeInstanceOf(PackFault); } }), { numRuns: 300 });
  fc.assert(fc.property(fc.constantFrom(...Object.keys(good())), fc.jsonValue(), (key, value) => { try { parsePack({ ...good(), [key]: value }); } catch (error) { expect(error).toBeInstanceOf(PackFault); } }), { numRuns: 300 });
});

test('a choice is a pack of its kind, or a problem at its param', () => {
  expect(Object.keys(packParams('converter', 'crossface-ghost').pack.options)).toEqual(['crossface-ghost', 'crossface-simswap', 'crossface-hififace', 'own']);
  expect(chosenPack('swapper', { pack: 'own', file: '', contract: JSON.parse(JSON.stringify(PACKS.get('gfpgan-1.4'))) as never }).problems[0]).toMatchObject({ param: 'contract' });
  expect(chosenPack('swapper', { pack: 'nothing', file: '', contract: {} }).problems[0]).toMatchObject({ param: 'pack' });
  expect(pictureInput(chosenPack('swapper', { pack: 'uniface-256', file: '', contract: {} }).pack!, 'source')?.template).toBe('ffhq_512');
});
