/** From the one, and before the other. */
export interface Span {
  from: number;
  before: number;
}

const PATTERN = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?Z?)?)?)?$/i;

/** The year, month, day, minute or second (UTC) that is written, in milliseconds; `undefined` when there is none such. */
export function timeSpan(text: string): Span | undefined {
  const given = PATTERN.exec(text)?.slice(1).filter(Boolean);
  if (!given) return undefined;
  const [year = 0, month = 1, day = 1, ...time] = given.map(Number);
  const at = (...by: number[]) => {
    const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = by;
    const [hour = 0, minute = 0, second = 0] = time;
    return Date.UTC(year + y, month - 1 + m, day + d, hour + h, minute + min, second + s);
  };
  // Date.UTC takes February 30 for March 2.
  const isReal = new Date(at()).toISOString().startsWith(normal(given));
  const unit = Math.max(given.length - 1, 0);
  const next = [0, 0, 0, 0, 0, 0].map((_, i) => (i === unit ? 1 : 0));
  return isReal ? { from: at(), before: at(...next) } : undefined;
}

function normal([year = '', month, day, hour, minute, second]: string[]): string {
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  const time = [hour, minute, second].filter((part) => part !== undefined).join(':');
  return time ? `${date}T${time}` : date;
}
