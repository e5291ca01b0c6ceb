import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { setComparison } from '../../../graph/lanes';
import { parseGraph } from '../../../graph/parse';
import { readCatalog } from '../../../nodes/catalog-node';
import { comparedIn } from '../compared';
import { wiresOf } from './wires';

const { definitions } = await readCatalog();
const document = parseGraph(readFileSync(new URL('../../../../graphs/hififace.json', import.meta.url), 'utf8'), (type) => definitions.get(type)).graph!;
const compared = (lanes: readonly (readonly [string, string])[], reference = 0) => comparedIn(setComparison(document, { lanes: lanes.map(([node, port]) => ({ node, port })), reference, graphs: {} }).document, definitions);
const keyOf = (node: string): string => `key of ${node}`;

it('compares lanes as their reference is, and leaves out what is of another family', () => {
  const lanes = compared([['result', 'image'], ['cFuse', 'mesh'], ['targetShape', 'mesh'], ['gone', 'mesh']], 1);
  const { family, wires, absent } = wiresOf(lanes, undefined, keyOf);
  expect(family).toBe('mesh');
  expect(wires.map((wire) => wire && `${wire.pin.node}.${wire.pin.port} ${wire.key}`)).toEqual([undefined, 'cFuse.mesh key of cFuse', 'targetShape.mesh key of targetShape', undefined]);
  expect(absent).toEqual(['otherKind', 'notRun', 'notRun', 'laneGone']);
  expect(wiresOf(compared([['result', 'image'], ['cFuse', 'mesh']]), undefined, keyOf).family).toBe('pixels');
  expect(wiresOf(compared([['gone', 'image'], ['sid', 'identity']]), undefined, keyOf).family).toBe('vector');
});

it('looks at a wire in the middle by what that wire carries', () => {
  const { family, wires, absent } = wiresOf(compared([['result', 'image'], ['small', 'image']]), { title: 'c_fuse', pins: [{ node: 'cFuse', port: 'coefficients' }, undefined] }, keyOf);
  expect([family, wires[0]?.kind, absent[1]]).toEqual(['vector', 'coefficients', 'nothingLike']);
});
