import { LIMITS } from './limits';
import { FORMAT } from './migrate';
import { DANGLING } from './types';

/** A JSON Schema (draft 2020-12) in the few words that the format needs. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly const?: string | number;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
}

const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const text = (description: string): Schema => ({ ...ref('text'), description });
const number: Schema = { type: 'number' };
const listOf = (items: Schema, description?: string): Schema => ({ type: 'array', items, ...(description === undefined ? {} : { description }) });
const recordOf = (additionalProperties: Schema, description: string): Schema => ({ type: 'object', propertyNames: ref('name'), additionalProperties, description });
const object = (required: readonly string[], properties: Readonly<Record<string, Schema>>, description?: string): Schema =>
  ({ type: 'object', ...(description === undefined ? {} : { description }), required, properties });

const BOX = { x: number, y: number, width: { type: 'number', minimum: 0 }, height: { type: 'number', minimum: 0 } } as const;
const BODY = {
  nodes: recordOf(ref('node'), 'From id to node.'),
  links: listOf(ref('link'), 'Wires; an input takes one, an output any number.'),
  view: ref('view'),
};

/**
 * The JSON Schema of a document, published as `graphs/schema/graph.schema.json`. Whatever it accepts opens; what a schema cannot say
 * (links lead to nodes that are there, one link an input, macros do not hold themselves) opening tells in warnings.
 */
export function graphSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Swapgraph graph',
    description: 'A graph of nodes, format 1. Keys that are not listed are kept as they are, everywhere.',
    ...object(['format', 'id', 'title', 'nodes', 'links', 'macros', 'view'], {
      $schema: { type: 'string' },
      format: { const: FORMAT },
      id: { type: 'string', minLength: 1, description: 'Stays the same when the graph is renamed or moved.' },
      title: text('What the graph is called.'),
      about: text('What it shows, by whom, under which licence.'),
      ...BODY,
      macros: recordOf(ref('macro'), 'From id to macro: parts that nodes of type `macro` stand for.'),
      [DANGLING]: listOf({}, 'What opening could not place: { path, value, why }.'),
    }),
    $defs: {
      name: {
        type: 'string', minLength: 1, maxLength: LIMITS.nameLength, pattern: '^(?!\\.+$)[^/\\\\\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$',
        description: 'An id or port name: no slash, backslash or control character, not only dots, no name that every JavaScript object inherits.',
      },
      text: {
        description: 'One string for all languages, or one for each.',
        anyOf: [{ type: 'string' }, object(['en', 'zh'], { en: { type: 'string' }, zh: { type: 'string' } })],
      },
      node: object(['type', 'version', 'params'], {
        type: { type: 'string', minLength: 1, description: 'A node type, `reroute` (a pin: input `in`, output `out`), or `macro` (`params.macro` names the macro).' },
        version: { type: 'integer', minimum: 1, description: 'Version of the node type that wrote the params.' },
        label: text("The user's own name for the node."),
        bypass: { type: 'boolean', description: 'Hands on its first input of the same kind instead of computing.' },
        params: { type: 'object', description: 'By name; an absent one has its default.' },
      }),
      end: { type: 'array', prefixItems: [ref('name'), ref('name')], items: false, minItems: 2, maxItems: 2, description: '[node id, port name]' },
      link: object(['from', 'to'], { from: ref('end'), to: ref('end') }, 'From an output to an input.'),
      view: object(['nodes', 'frames', 'notes'], {
        nodes: recordOf(object(['x', 'y'], { x: number, y: number, width: { type: 'number', exclusiveMinimum: 0 }, collapsed: { type: 'boolean' } }), 'Top left corners, by node id.'),
        frames: listOf(object(['id', 'title', 'x', 'y', 'width', 'height'], { id: { type: 'string', minLength: 1 }, title: ref('text'), ...BOX, colour: { type: 'string' } })),
        notes: listOf(object(['id', 'text', 'x', 'y', 'width', 'height'], { id: { type: 'string', minLength: 1 }, text: ref('text'), ...BOX })),
      }, 'Where things are drawn, in canvas units; never part of what a graph means.'),
      port: object(['name', 'ends'], {
        name: ref('name'), title: ref('text'),
        ends: listOf(ref('end'), 'For an input every inside input that it feeds; for an output the one inside output that it shows.'),
      }),
      macro: object(['title', 'nodes', 'links', 'view', 'inputs', 'outputs'], {
        title: ref('text'), ...BODY, inputs: listOf(ref('port')),
        outputs: listOf({ ...ref('port'), type: 'object', properties: { ends: { type: 'array', maxItems: 1 } } }),
        params: listOf(object(['name', 'node', 'param'], { name: ref('name'), title: ref('text'), node: ref('name'), param: { type: 'string' } }), 'Params of inside nodes that each node standing for the macro can set for itself.'),
      }),
    },
  };
}

/** The published text of the schema. */
export function graphSchemaText(): string {
  return `${JSON.stringify(graphSchema(), null, 2)}\n`;
}
