import { invalidRequest } from './x-problem';

/** What a search can be about; X knows many more operators than these. */
export interface SearchFacts {
  author: string;
  urls: string[];
  isQuote: boolean;
}

type Test = (facts: SearchFacts) => boolean;

const MAX_LENGTH = 512;
const TOKEN = /\s*(?:(\()|(\))|(OR)\b|(-?)(\w+):(?:"([^"]*)"|([^\s()"]+)))/y;

/**
 * A query of X's search language: terms stand side by side for "and", `OR` between some for "or" (which binds less), `-` for "not", and parentheses.
 * Throws XProblem 400 for what is not that, and for operators the sandbox does not know.
 */
export function parseSearch(query: string): Test {
  const scanner = new Scanner(query);
  if (query === '' || query.length > MAX_LENGTH) throw scanner.refusal();
  const test = alternatives(scanner);
  if (!scanner.isAtEnd()) throw scanner.refusal();
  return test;
}

function alternatives(scanner: Scanner): Test {
  const tests = [conjunction(scanner)];
  while (scanner.take('OR')) tests.push(conjunction(scanner));
  return (facts) => tests.some((test) => test(facts));
}

function conjunction(scanner: Scanner): Test {
  const tests: Test[] = [];
  for (let test = term(scanner); test; test = term(scanner)) tests.push(test);
  if (tests.length === 0) throw scanner.refusal();
  return (facts) => tests.every((test) => test(facts));
}

function term(scanner: Scanner): Test | undefined {
  if (scanner.take('(')) {
    const test = alternatives(scanner);
    if (!scanner.take(')')) throw scanner.refusal();
    return test;
  }
  return scanner.operator();
}

/** Walks through the words of a query. */
class Scanner {
  private position = 0;

  constructor(private readonly query: string) {}

  isAtEnd(): boolean {
    return this.query.slice(this.position).trim() === '';
  }

  take(sign: '(' | ')' | 'OR'): boolean {
    const match = this.match();
    if (match?.[0].trim() !== sign) return false;
    this.position += match[0].length;
    return true;
  }

  operator(): Test | undefined {
    const match = this.match();
    const [all, , , , minus, name, quoted, plain] = match ?? [];
    if (all === undefined || name === undefined) return undefined;
    const test = this.testOf(name, quoted ?? plain ?? '');
    this.position += all.length;
    return minus === '-' ? (facts) => !test(facts) : test;
  }

  refusal() {
    const message = 'There were errors processing your request: the query is not valid';
    return invalidRequest('query', this.query, message);
  }

  private testOf(name: string, value: string): Test {
    const wanted = value.toLowerCase();
    if (name === 'from') return ({ author }) => author.toLowerCase() === wanted;
    if (name === 'url') return ({ urls }) => urls.some((url) => url.toLowerCase().includes(wanted));
    if (name === 'is' && wanted === 'quote') return ({ isQuote }) => isQuote;
    throw this.refusal();
  }

  private match(): RegExpExecArray | null {
    TOKEN.lastIndex = this.position;
    return TOKEN.exec(this.query);
  }
}
