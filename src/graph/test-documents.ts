import fc from 'fast-check';
import { copyJson } from './json-copy';
import type { Endpoint, GraphBody, GraphDocument, GraphNode, Json, JsonObject, Link, Macro, MacroPort, View, LocalText } from './types';

/** Random documents for property tests: `validDocument` keeps every rule of the format, `wildDocument` only its types. */

const SAFE_IDS = ['source', 'target', 'n-1', '10', '2', 'Ünï', '节点', 'a.b', 'x y', 'q_9', 'length', 'view'];
const WILD_IDS = [...SAFE_IDS.slice(0, 5), '__proto__', 'constructor', 'toString', '', 'a/b', '..', 'hasOwnProperty'];
const TYPES = ['load-image', 'align-face', 'blend', 'view-image', 'foreign/type', 'reroute', 'macro'];
const PORTS = ['image', 'mask', 'in', 'out', 'ß'];
const MACRO_IDS = ['m-0', 'm-1', 'm-2'];

/** Mostly plain values, which are cheap to make; now and then a deep one. */
const json: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Json>(0, 1.5, -1e-9, 1e21, 'text', '', '脸 “x”\n', true, null, [], {}, [1, [2]], { a: { b: [null] } }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => copyJson(value).value ?? null) },
);
const params: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom('seed', 'width', 'mode', 'a b', 'valueOf'), json, { maxKeys: 3 }).map((value) => ({ ...value }));
const number = fc.integer({ min: -2000, max: 2000 });
const text = fc.oneof(fc.string({ maxLength: 6 }), fc.record({ en: fc.string({ maxLength: 4 }), zh: fc.constant('脸') }));
const foreign: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom('x-new', 'author', '$comment'), json, { maxKeys: 2 }).map((value) => ({ ...value }));
/** Endpoints as positions in the lists of ids and ports, so that shrinking works. */
const pair = fc.tuple(fc.nat(30), fc.nat(4), fc.nat(30), fc.nat(4));

interface Parts {
  readonly ids: readonly string[];
  readonly nodes: readonly { readonly type: string; readonly version: number; readonly params: JsonObject; readonly label?: LocalText | undefined; readonly bypass?: boolean | undefined; readonly foreign: JsonObject; readonly macro: number }[];
  readonly pairs: readonly (readonly [number, number, number, number])[];
  readonly view: View;
}

const parts = (ids: readonly string[]): fc.Arbitrary<Parts> => fc.record({
  ids: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 7 }),
  nodes: fc.array(fc.record({
    type: fc.constantFrom(...TYPES), version: fc.integer({ min: 1, max: 4 }), params, foreign, macro: fc.nat(3),
    label: fc.option(fc.oneof(fc.string({ maxLength: 5 }), fc.record({ en: fc.string({ maxLength: 5 }), zh: fc.string({ maxLength: 5 }) })), { nil: undefined }), bypass: fc.option(fc.boolean(), { nil: undefined }),
  }), { minLength: 7, maxLength: 7 }),
  pairs: fc.array(pair, { maxLength: 14 }),
  view: fc.record({
    nodes: fc.dictionary(fc.constantFrom(...SAFE_IDS), fc.record({ x: number, y: number }), { maxKeys: 5 }).map((value) => ({ ...value })),
    frames: fc.uniqueArray(fc.record({ id: fc.constantFrom('f1', 'f2'), title: text, x: number, y: number, width: fc.nat(900), height: fc.nat(900) }), { selector: (f) => f.id }),
    notes: fc.uniqueArray(fc.record({ id: fc.constantFrom('t1', 't2'), text, x: number, y: number, width: fc.nat(900), height: fc.nat(900) }), { selector: (n) => n.id }),
  }),
});

function nodesOf({ ids, nodes }: Parts, macroIds: readonly string[]): Readonly<Record<string, GraphNode>> {
  return Object.fromEntries(ids.map((id, i): [string, GraphNode] => {
    const { foreign: more, macro, label, bypass, ...node } = nodes[i]!;
    const target = macroIds[macro % Math.max(1, macroIds.length)];
    const isMacro = node.type === 'macro';
    return [id, {
      ...more, ...node, type: isMacro && target === undefined ? 'blend' : node.type,
      params: isMacro && target !== undefined ? { ...node.params, macro: target } : node.params,
      ...(label === undefined ? {} : { label }), ...(bypass === undefined ? {} : { bypass }),
    }];
  }));
}

/** Links that go from earlier to later nodes, one an input. */
function orderedLinks({ ids, pairs }: Parts): readonly Link[] {
  const fed = new Set<string>();
  return pairs.flatMap(([a, p, b, q]): Link[] => {
    if (ids.length < 2) return [];
    const [first, second] = [a % ids.length, b % ids.length].sort((x, y) => x - y) as [number, number];
    const to: Endpoint = [ids[second]!, PORTS[q]!];
    if (first === second || fed.has(to.join('\n'))) return [];
    fed.add(to.join('\n'));
    return [{ from: [ids[first]!, PORTS[p]!], to }];
  });
}

function validBody(made: Parts, macroIds: readonly string[]): GraphBody {
  return { nodes: nodesOf(made, macroIds), links: orderedLinks(made), view: made.view };
}

/** Ports of a macro from what its body leaves free. */
function portsOf(body: GraphBody, picks: readonly (readonly [number, number, number, number])[]): Pick<Macro, 'inputs' | 'outputs'> {
  const ids = Object.keys(body.nodes);
  const fed = new Set(body.links.map((link) => link.to.join('\n')));
  const inputs: MacroPort[] = [];
  const outputs: MacroPort[] = [];
  for (const [a, p, b, q] of ids.length === 0 ? [] : picks) {
    const end: Endpoint = [ids[a % ids.length]!, PORTS[p]!];
    if (!fed.has(end.join('\n')) && inputs.length < 5) {
      fed.add(end.join('\n'));
      inputs.push({ name: PORTS[inputs.length]!, ends: [end] });
    }
    if (outputs.length < 5) outputs.push({ name: PORTS[outputs.length]!, ends: [[ids[b % ids.length]!, PORTS[q]!]] });
  }
  return { inputs, outputs };
}

export const validDocument: fc.Arbitrary<GraphDocument> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 5 }), title: text, about: fc.option(text, { nil: undefined }), foreign,
  body: parts(SAFE_IDS), macros: fc.array(fc.record({ title: text, made: parts(SAFE_IDS), ports: fc.array(pair, { maxLength: 6 }) }), { maxLength: 3 }),
}).map(({ id, title, about, foreign: more, body, macros }) => {
  const ids = MACRO_IDS.slice(0, macros.length);
  return {
    ...more, format: 1, id, title, ...(about === undefined ? {} : { about }),
    ...validBody(body, ids),
    // A macro holds only later ones, so none holds itself.
    macros: Object.fromEntries(macros.map((macro, i): [string, Macro] => {
      const inside = validBody(macro.made, ids.slice(i + 1));
      return [ids[i]!, { title: macro.title, ...inside, ...portsOf(inside, macro.ports) }];
    })),
  };
});

const wildBody = (ids: readonly string[]): fc.Arbitrary<GraphBody> => fc.tuple(parts(ids), fc.boolean()).map(([made, tangled]) => ({
  nodes: nodesOf(made, MACRO_IDS),
  links: tangled ? made.pairs.map(([a, p, b, q]): Link => ({ from: [ids[a % ids.length]!, PORTS[p]!], to: [ids[b % ids.length]!, PORTS[q]!] })) : orderedLinks(made),
  view: made.view,
}));

/** Any document that fits the types: dangling links, loops, macros in themselves, ids that every object inherits. */
export const wildDocument: fc.Arbitrary<GraphDocument> = fc.record({
  body: wildBody(WILD_IDS), title: text,
  macros: fc.array(fc.record({ body: wildBody(WILD_IDS), title: text, ports: fc.array(pair, { maxLength: 4 }) }), { maxLength: 3 }),
}).map(({ body, title, macros }) => ({
  format: 1, id: 'wild', title, ...body,
  macros: Object.fromEntries(macros.map((macro, i): [string, Macro] => {
    const end = (a: number, p: number): Endpoint => [WILD_IDS[a % WILD_IDS.length]!, PORTS[p]!];
    return [MACRO_IDS[i]!, {
      title: macro.title, ...macro.body,
      inputs: macro.ports.map(([a, p, b, q], n) => ({ name: PORTS[n]!, ends: [end(a, p), end(b, q)] })),
      outputs: macro.ports.map(([a, p], n) => ({ name: PORTS[n]!, ends: [end(a, p)] })),
    }];
  })),
}));

/** Ids and ports that edits are tried on: some are there, some are not. */
export const anyId = fc.constantFrom(...WILD_IDS, ...SAFE_IDS);
export const anyPort = fc.constantFrom(...PORTS, '__proto__', '');
export const anyEnd: fc.Arbitrary<Endpoint> = fc.tuple(anyId, anyPort);
export const anyJson = json;

/** A random source with a fixed beginning: 32-bit xorshift. */
export function randomFrom(seed: number): () => number {
  let state = (seed | 0) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
