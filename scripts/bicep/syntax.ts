import { readFileSync } from 'node:fs';
import { Language, type Node, Parser } from 'web-tree-sitter';

export type { Node };

/** Reads Bicep files into trees, by the grammar that editors use. */
export class BicepSyntax {
  private constructor(private readonly parser: Parser) {}

  static async load(): Promise<BicepSyntax> {
    await Parser.init();
    const grammar = require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
    return new BicepSyntax(new Parser().setLanguage(await Language.load(readFileSync(grammar))));
  }

  /** The declarations of a file. Throws an Error that names the line of what is no Bicep. */
  read(path: string): Node[] {
    return this.readText(readFileSync(path, 'utf8'), path);
  }

  readText(text: string, path: string): Node[] {
    const tree = this.parser.parse(text);
    if (!tree) throw new Error(`${path} cannot be read`);
    const wrong = tree.rootNode.hasError && tree.rootNode.descendantsOfType('ERROR')[0];
    if (tree.rootNode.hasError) throw unknown(wrong || tree.rootNode, path);
    return parts(tree.rootNode);
  }
}

/** The named children of a node, without comments. */
export function parts(node: Node): Node[] {
  return node.namedChildren.filter(
    (child) => child.type !== 'comment' && child.type !== 'diagnostic_comment',
  );
}

export function part(node: Node, index: number): Node {
  const found = parts(node)[index];
  if (found) return found;
  throw unknown(node);
}

/** What is there is not Bicep, or nothing that is translated here. */
export function unknown(node: Node, where = 'Bicep'): Error {
  const { row, column } = node.startPosition;
  return new Error(
    `${where}, line ${row + 1}, column ${column + 1}: cannot translate ${node.type} "${node.text.slice(0, 60)}"`,
  );
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** The parts of a string: its text, and the expressions put into it. */
export function stringParts(node: Node): (string | Node)[] {
  if (node.text.startsWith("'''")) return [node.text.slice(3, -3).replace(/^\r?\n/, '')];
  return node.children.slice(1, -1).map((child) => {
    if (child.type === 'interpolation') return part(child, 0);
    return child.text.replace(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign);
  });
}

/** A name as it stands there, or a string without anything put into it. */
export function plainText(node: Node): string {
  if (node.type === 'identifier') return node.text;
  const all = node.type === 'string' ? stringParts(node) : [];
  if (node.type === 'string' && all.every((each) => typeof each === 'string')) return all.join('');
  throw unknown(node);
}

/** The names and values of an object, in order. */
export function properties(object: Node): [Node, Node][] {
  if (object.type !== 'object') throw unknown(object);
  return parts(object).map((property) => {
    const [name, value, more] = parts(property);
    if (property.type !== 'object_property' || !name || !value || more) throw unknown(property);
    return [name, value];
  });
}
