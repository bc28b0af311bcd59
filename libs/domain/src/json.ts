/** What `JSON.parse` can give. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same without whatever is null, at every level: X leaves out what it does not tell, or says null. */
export function withoutNulls(object: JsonObject): JsonObject {
  const given = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, within(value)]));
}

function within(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) {
    return value.map(within).filter((part) => part !== null && part !== undefined);
  }
  return isJsonObject(value) ? withoutNulls(value) : value;
}
