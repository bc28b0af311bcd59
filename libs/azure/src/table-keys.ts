/**
 * Tables forbid / \ # ? and control characters in keys (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model);
 * they and the escape sign itself are written as `!` and their code in hexadecimal, so that no two keys become one.
 */
export function tableKey(...parts: string[]): string {
  return parts.map(encode).join('.');
}

function encode(part: string): string {
  return part.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    /[/\\#?!.\u0000-\u001f\u007f-\u009f]/g,
    (sign) => `!${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** An OData filter's text literal. */
export function odataText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
