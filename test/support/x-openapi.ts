import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '@app/domain';
import Ajv2019 from 'ajv/dist/2019';
import addFormats from 'ajv-formats';

const SCHEMAS = '#/components/schemas/';

/**
 * A version of X's OpenAPI document (test/fixtures/x-openapi) that answers can be held against. Stricter than JSON Schema makes of it:
 * a kind that is told by a field (`discriminator`) is held against that kind's schema, and no field may be there that X does not name.
 */
export class XOpenApi {
  private readonly document: JsonObject;
  private readonly ajv: Ajv2019;

  constructor(version: '2.166' | '2.167') {
    const path = join(__dirname, `../fixtures/x-openapi/${version}.json`);
    this.document = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
    const ajv = new Ajv2019({ strict: false, allErrors: true, logger: false });
    addFormats(ajv);
    this.ajv = ajv.addSchema({ $id: 'x', components: { schemas: this.strictSchemas() } });
  }

  /** What is wrong with an answer to a GET of this route; empty when nothing is. */
  faults(route: string, status: number, body: unknown): string[] {
    const type = status === 200 ? 'application/json' : 'application/problem+json';
    const responses = at(this.document, 'paths', route, 'get', 'responses');
    const response = at(responses, status === 200 ? '200' : 'default', 'content', type, 'schema');
    const validate = this.ajv.getSchema(`x${text(response.$ref)}`);
    if (!validate) throw new Error(`no schema for ${status} of ${route}`);
    if (validate(body) === true) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) =>
        `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** A query that asks for everything X has words for on this route. */
  allFields(route: string): Record<string, string> {
    const parameters = at(this.document, 'paths', route, 'get').parameters as JsonObject[];
    const lists = parameters.flatMap(({ $ref }) => {
      if (typeof $ref !== 'string') return [];
      const { name, schema } = at(this.document, ...$ref.split('/').slice(1));
      const values = at(schema, 'items').enum as string[];
      return [[text(name), values.join(',')] as const];
    });
    return Object.fromEntries(lists);
  }

  private strictSchemas(): JsonObject {
    const schemas = at(this.document, 'components', 'schemas');
    const bases = new Set(refsIn(Object.values(schemas).flatMap((schema) => allOf(schema))));
    const strict = Object.entries(schemas).flatMap(([name, schema]) => {
      const told = kindsOf(schema);
      const plain = closed(toBases(schema, schemas), bases.has(SCHEMAS + name));
      if (told.length === 0) return [[name, plain]];
      return [
        [name, { allOf: told }],
        [`${name}Base`, plain],
      ];
    });
    return Object.fromEntries(strict) as JsonObject;
  }
}

/** For a schema with `discriminator`: if the field says so, then the schema of that kind; else the fault that there is none. */
function kindsOf(schema: Json | undefined): JsonObject[] {
  const { discriminator } = object(schema);
  if (!isJsonObject(discriminator)) return [];
  const field = text(discriminator.propertyName);
  const mapping = Object.entries(object(discriminator.mapping));
  const says = (value: Json): JsonObject => ({ properties: { [field]: value } });
  return [
    says({ enum: mapping.map(([kind]) => kind) }),
    ...mapping.map(([kind, $ref]) => ({ if: says({ const: kind }), then: { $ref } })),
  ];
}

/** A kind is made of the schema that tells kinds apart; there it must not lead back to itself. */
function toBases(schema: Json | undefined, schemas: JsonObject): JsonObject {
  const { discriminator: _, oneOf: __, ...rest } = object(schema);
  const parts = allOf(schema).map((part) => {
    const $ref = text(object(part).$ref);
    const told = kindsOf(schemas[$ref.slice(SCHEMAS.length)]);
    return told.length > 0 ? { $ref: `${$ref}Base` } : part;
  });
  return { ...rest, ...(parts.length > 0 && { allOf: parts }) };
}

/** No fields but those named, at every level; a schema that others are made of stays open. */
function closed(schema: Json, isOpen = false): JsonObject {
  if (!isJsonObject(schema)) return {};
  const deep: JsonObject = {
    ...schema,
    ...('properties' in schema && {
      properties: mapValues(object(schema.properties), closedValue),
    }),
    ...('items' in schema && { items: closedValue(schema.items) }),
  };
  const isObject = 'properties' in schema || 'allOf' in schema;
  if (isOpen || !isObject || 'additionalProperties' in schema) return deep;
  return { ...deep, unevaluatedProperties: false };
}

function closedValue(value: Json | undefined): Json {
  return isJsonObject(value) ? closed(value) : (value ?? null);
}

function mapValues(of: JsonObject, change: (value: Json | undefined) => Json): JsonObject {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));
}

function allOf(schema: Json | undefined): Json[] {
  const { allOf: parts } = object(schema);
  return Array.isArray(parts) ? parts : [];
}

function refsIn(parts: Json[]): string[] {
  return parts.map((part) => object(part).$ref).filter((ref) => typeof ref === 'string');
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function at(value: Json | undefined, ...path: string[]): JsonObject {
  return path.reduce((inner, key) => object(inner[key.replaceAll('~1', '/')]), object(value));
}
