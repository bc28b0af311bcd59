import { FREE, PROPERTIES, readerOf, readWords, textFieldsOf } from './properties';
import { type Query, type QueryProblem, type TextField } from './query';
import { QueryFault, type Token, tokensOf } from './tokens';

const DEEPEST = 50;

/**
 * Reads a query in the language of Purview's content search (KeyQL), as far as mail has the properties: NOT binds most, then AND, which
 * may be left out, then OR. The same text property twice without an operator between them means either.
 */
export function parseQuery(text: string): { query: Query } | { problem: QueryProblem } {
  try {
    return { query: new QueryReader(tokensOf(text)).read() };
  } catch (error) {
    if (error instanceof QueryFault) return { problem: error.problem };
    throw error;
  }
}

class QueryReader {
  private next = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  read(): Query {
    if (this.peek().type === 'end') return { type: 'all' };
    const query = this.either(FREE);
    if (this.peek().type !== 'end')
      throw fault(this.peek(), 'Nothing is open that could be closed here.');
    return query;
  }

  private either(fields: readonly TextField[]): Query {
    const first = this.all(fields);
    const of = [first];
    while (this.take('or')) of.push(this.all(fields));
    return of.length === 1 ? first : { type: 'or', of };
  }

  private all(fields: readonly TextField[]): Query {
    const parts: { query: Query; property: string | undefined }[] = [];
    do {
      const isSaid = this.take('and') !== undefined;
      const property = this.repeatable();
      const query = this.one(fields);
      const before = parts.at(-1);
      if (!isSaid && property !== undefined && before?.property === property) {
        before.query = { type: 'or', of: [before.query, query] };
      } else parts.push({ query, property });
    } while (!['or', 'close', 'end'].includes(this.peek().type));
    const of = parts.map(({ query }) => query);
    const [only] = of;
    return only && of.length === 1 ? only : { type: 'and', of };
  }

  /** The property that comes next, if the same once more means either: one of texts, a kind or a class. */
  private repeatable(): string | undefined {
    const token = this.peek();
    if (token.type !== 'property' || !/^[:=]$/.test(token.comparison)) return undefined;
    const name = token.name.toLowerCase();
    return textFieldsOf(name) || /^(kind|itemclass)$/.test(name) ? name : undefined;
  }

  private one(fields: readonly TextField[]): Query {
    const token = this.peek();
    this.next += 1;
    switch (token.type) {
      case 'not':
        return { type: 'not', of: this.deeper(token, () => this.one(fields)) };
      case 'open':
        return this.group(token, fields);
      case 'property':
        return this.property(token, fields);
      case 'text':
        return this.words(token, token, fields);
      case 'and':
      case 'or':
      case 'close':
        throw fault(token, 'Something to look for is missing before this.');
      case 'end':
        throw fault(token, 'The query ends where something to look for is expected.');
    }
  }

  private group(open: Token, fields: readonly TextField[]): Query {
    const query = this.deeper(open, () => this.either(fields));
    if (!this.take('close')) throw fault(open, 'This bracket is not closed.');
    return query;
  }

  private property(token: Token & { type: 'property' }, around: readonly TextField[]): Query {
    const name = token.name.toLowerCase();
    const fields = textFieldsOf(name);
    const reader = readerOf(name);
    if (around !== FREE) throw fault(token, 'A property cannot stand within that of another.');
    if (!fields && !reader) {
      const known = PROPERTIES.join(', ');
      const message = `There is no property "${token.name}". Put words that hold a sign like this in quotation marks. Properties: ${known}.`;
      throw fault(token, message);
    }
    const value = this.peek();
    if (fields && this.take('open')) return this.unlike(token, this.group(value, fields));
    if (!this.take('text') || value.type !== 'text')
      throw fault(token, `Say what "${name}" is to be.`);
    if (fields) return this.unlike(token, this.words(value, token, fields));
    const query = reader?.(value.text.trim(), token.comparison) ?? '';
    if (typeof query === 'string') throw fault(value, `"${name}" takes ${query}.`);
    return query.type === 'range' || query.type === 'not' ? query : this.unlike(token, query);
  }

  private words(value: Token & { type: 'text' }, at: Token, fields: readonly TextField[]): Query {
    const query = readWords(value.text, fields);
    if (query) return query;
    throw fault(at, `There is no word in "${value.text}" to look for.`);
  }

  /** `<>` means not; less and more mean nothing for words. */
  private unlike(token: Token & { type: 'property' }, query: Query): Query {
    if (token.comparison === ':' || token.comparison === '=') return query;
    if (token.comparison === '<>') return { type: 'not', of: query };
    throw fault(token, `"${token.name}" is compared by ":" only.`);
  }

  private deeper(token: Token, read: () => Query): Query {
    this.depth += 1;
    if (this.depth > DEEPEST) throw fault(token, `More than ${DEEPEST} levels cannot be followed.`);
    const query = read();
    this.depth -= 1;
    return query;
  }

  private peek(): Token {
    const token = this.tokens[this.next] ?? this.tokens.at(-1);
    return token ?? { type: 'end', at: 0, length: 0 };
  }

  private take(type: Token['type']): Token | undefined {
    const token = this.peek();
    if (token.type !== type) return undefined;
    this.next += 1;
    return token;
  }
}

function fault({ at, length }: Token, message: string): QueryFault {
  return new QueryFault({ message, at, length: Math.max(length, 1) });
}
