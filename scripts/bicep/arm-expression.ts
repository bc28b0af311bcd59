/** A template's expression as a tree: a call with its arguments, or a text, number or name. */
export type ArmExpression =
  | { kind: 'call'; name: string; args: ArmExpression[]; path: string[]; text: string }
  | { kind: 'value'; text: string };

const TOKEN = /\s*('(?:[^']|'')*'|-?\d+|\w+|[()[\],.])/y;

/** Reads what stands in the brackets. Throws an Error when it is none. */
export function readExpression(text: string): ArmExpression {
  const reader = new Reader(text);
  const expression = reader.expression();
  reader.end();
  return expression;
}

/** Every call in it, itself included. */
export function callsIn(expression: ArmExpression): (ArmExpression & { kind: 'call' })[] {
  if (expression.kind === 'value') return [];
  return [expression, ...expression.args.flatMap(callsIn)];
}

class Reader {
  private at = 0;

  constructor(private readonly source: string) {}

  expression(): ArmExpression {
    const start = this.at;
    const first = this.take();
    if (!/^\w/.test(first) || /^\d/.test(first)) {
      if (/^['\d-]/.test(first)) return { kind: 'value', text: first };
      throw this.failure(`"${first}" begins no expression`);
    }
    this.expect('(');
    const args: ArmExpression[] = [];
    while (this.peek() !== ')') {
      args.push(this.expression());
      if (this.peek() === ',') this.take();
    }
    this.take();
    const text = this.source.slice(start, this.at).trim();
    return { kind: 'call', name: first, args, path: this.path(), text };
  }

  end(): void {
    if (this.at < this.source.length) throw this.failure('there is more');
  }

  /** `.name` and `[index]` behind a call. */
  private path(): string[] {
    const path: string[] = [];
    for (;;) {
      const next = this.peek();
      if (next === '.') {
        this.take();
        path.push(this.take());
      } else if (next === '[') {
        this.take();
        this.expression();
        this.expect(']');
      } else return path;
    }
  }

  private peek(): string | undefined {
    TOKEN.lastIndex = this.at;
    return TOKEN.exec(this.source)?.[1];
  }

  private take(): string {
    const token = this.peek();
    if (token === undefined) throw this.failure('it ends too early');
    this.at = TOKEN.lastIndex;
    return token;
  }

  private expect(wanted: string): void {
    if (this.take() !== wanted) throw this.failure(`"${wanted}" is missing`);
  }

  private failure(why: string): Error {
    return new Error(`[${this.source}], at ${this.at}: ${why}`);
  }
}
