const HIDDEN = '[redacted]';
const TEXT = /"(?:[^"\\]|\\.)*"/.source;
const NAME =
  /[\w-]*(?:authorization|cookie|secret|secretkey|password|token|sasuri|sealedsink|connectionstring)/
    .source;
/** Fields that hold secrets, at any depth. */
const FIELD = new RegExp(`("${NAME}":)(?:${TEXT}|\\[(?:${TEXT},?)*\\])`, 'gi');
/** The same in JSON that a text quotes. */
const QUOTED_FIELD = new RegExp(`(\\\\"${NAME}\\\\": *\\\\")(?:[^"\\\\]|\\\\[^"])*`, 'gi');
/** What may be a URL, or a path. */
const RUN = /[^\s"'\\]+/g;
const CREDENTIALS = /\b(Bearer|Basic) +[\w.~+/=-]+/gi;
/** Parameters that are secrets wherever they are quoted: of SAS, OAuth and connection strings. */
const PARAMETER =
  /\b(sig|code|oauth_\w+|client_secret|AccountKey|SharedAccessSignature)=(?:\\?"[^"\\]*\\?"|[^&;,\s"'\\]+)/gi;

/** A line of the log without what looks like a secret. Our own code logs none; this is the net under it. */
export function withoutSecrets(line: string): string {
  return line
    .replace(FIELD, `$1"${HIDDEN}"`)
    .replace(QUOTED_FIELD, `$1${HIDDEN}`)
    .replace(RUN, withoutQuery)
    .replace(CREDENTIALS, `$1 ${HIDDEN}`)
    .replace(PARAMETER, `$1=${HIDDEN}`);
}

/** What a URL asks for holds the signature of a SAS or the codes of a sign-in. By hand: a pattern takes seconds for many slashes. */
function withoutQuery(run: string): string {
  const path = run.indexOf('/');
  const query = path < 0 ? -1 : run.indexOf('?', path);
  return query < 0 || query === run.length - 1 ? run : `${run.slice(0, query)}?${HIDDEN}`;
}
