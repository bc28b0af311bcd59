export interface FieldProblem {
  field: string;
  rule: string;
}

/** Why a request did not do what it should; status 0: nothing has answered. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    /** The service's own sentence; without one, the page has words for the status. */
    readonly sentence?: string,
    readonly code?: string,
    readonly correlationId?: string,
    readonly fields: FieldProblem[] = [],
  ) {
    super(sentence ?? `status ${String(status)}`);
  }
}

/** Reads a problem document (RFC 9457); whatever else came, a proxy's page for one, leaves the status alone. */
export function toApiProblem(status: number, body: string): ApiProblem {
  const document = parseObject(body);
  const { title, detail, code, correlationId } = document;
  return new ApiProblem(
    status,
    text(detail) ?? text(title),
    text(code),
    text(correlationId),
    fieldsOf(document.fields),
  );
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    // Not from the connector: a proxy in between answers with a page of its own.
    return {};
  }
}

function fieldsOf(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    if (!isObject(each)) return [];
    const [field, rule] = [text(each.field), text(each.rule)];
    return field !== undefined && rule !== undefined ? [{ field, rule }] : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
