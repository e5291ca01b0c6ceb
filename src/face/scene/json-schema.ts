import type { Field } from './schema';
import { SCENE_FIELDS } from './schema';

/** A JSON Schema document (draft 2020-12), as plain JSON. */
export type JsonSchema = { readonly [key: string]: JsonSchema | readonly JsonSchema[] | string | number | boolean | readonly string[] | undefined };

/** The JSON Schema of a scene document, with defaults, ranges and descriptions, from the one table of fields. */
export function sceneJsonSchema(): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Swapgraph scene', ...schemaOf(SCENE_FIELDS) };
}

function schemaOf(field: Field): JsonSchema {
  const description = field.help;
  switch (field.kind) {
    case 'number':
      return { type: field.integer ? 'integer' : 'number', minimum: field.min, maximum: field.max, default: field.default, description };
    case 'choice':
      return { type: 'string', enum: field.options, default: field.default, description };
    case 'list':
      return { type: 'array', prefixItems: field.items.map(schemaOf), minItems: field.items.length, maxItems: field.items.length, description };
    case 'coefficients':
      return { type: 'object', propertyNames: { pattern: '^[a-z][A-Za-z0-9]*$' }, additionalProperties: { type: 'number', minimum: field.min, maximum: field.max }, description };
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(field.fields).map(([key, inner]) => [key, schemaOf(inner)])),
        additionalProperties: false,
        description,
      };
  }
}
