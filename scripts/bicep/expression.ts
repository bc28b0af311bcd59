import { type Declared, DEPLOYMENT, type Scope } from './scope';
import { type Node, part, parts, properties, stringParts, unknown } from './syntax';

const OPERATORS: Record<string, (left: string, right: string) => string> = {
  '==': (left, right) => `equals(${left}, ${right})`,
  '!=': (left, right) => `not(equals(${left}, ${right}))`,
  '>': (left, right) => `greater(${left}, ${right})`,
  '>=': (left, right) => `greaterOrEquals(${left}, ${right})`,
  '<': (left, right) => `less(${left}, ${right})`,
  '<=': (left, right) => `lessOrEquals(${left}, ${right})`,
  '&&': (left, right) => `and(${left}, ${right})`,
  '||': (left, right) => `or(${left}, ${right})`,
  '??': (left, right) => `coalesce(${left}, ${right})`,
  '+': (left, right) => `add(${left}, ${right})`,
};
/** What of a resource is known before it is deployed. */
const KNOWN = new Set(['id', 'name', 'type', 'apiVersion']);

/** Translates Bicep's expressions into those of Resource Manager. */
export class Expressions {
  constructor(private readonly scope: Scope) {}

  /** A value as it stands in a template: JSON, with expressions in brackets. */
  value(node: Node): unknown {
    switch (node.type) {
      case 'object':
        return Object.fromEntries(
          properties(node).map(([name, value]) => [this.key(name), this.value(value)]),
        );
      case 'array':
        return parts(node).map((item) => this.value(item));
      case 'number':
        return Number(node.text);
      case 'boolean':
        return node.text === 'true';
      case 'null':
        return null;
      case 'parenthesized_expression':
        return this.value(part(node, 0));
      case 'string': {
        const all = stringParts(node);
        if (!all.every((each) => typeof each === 'string')) return `[${this.text(node)}]`;
        const text = all.join('');
        return text.startsWith('[') ? `[${text}` : text;
      }
      default: {
        const variable = node.type === 'identifier' && this.scope.variables.get(node.text);
        return variable && this.isLate(variable) ? this.value(variable) : `[${this.text(node)}]`;
      }
    }
  }

  /** An expression without its brackets. */
  text(node: Node): string {
    const [first, second] = parts(node);
    switch (node.type) {
      case 'string':
        return this.string(node);
      case 'number':
        return node.text;
      case 'boolean':
      case 'null':
        return `${node.text}()`;
      case 'identifier':
        return this.identifier(node);
      case 'parenthesized_expression':
        return this.text(part(node, 0));
      case 'object':
        return `createObject(${properties(node)
          .flatMap(([name, value]) => [quoted(this.key(name)), this.text(value)])
          .join(', ')})`;
      case 'array':
        return `createArray(${parts(node)
          .map((item) => this.text(item))
          .join(', ')})`;
      case 'call_expression':
        if (first?.type !== 'identifier' || !second) throw unknown(node);
        return `${first.text}(${parts(second)
          .map((each) => this.text(each))
          .join(', ')})`;
      case 'member_expression':
        return this.member(node);
      case 'subscript_expression':
        return `${this.text(part(node, 0))}[${this.text(part(node, 1))}]`;
      case 'ternary_expression':
        return `if(${parts(node)
          .map((each) => this.text(each))
          .join(', ')})`;
      case 'unary_expression':
        if (node.children[0]?.text !== '!') throw unknown(node);
        return `not(${this.text(part(node, 0))})`;
      case 'binary_expression':
        return this.binary(node);
      default:
        throw unknown(node);
    }
  }

  /** `resourceId(…)` of what is declared. */
  idOf(declared: Declared): string {
    const names = this.scope.namesOf(declared).map((name) => this.text(name));
    const type = declared.kind === 'module' ? DEPLOYMENT.type : declared.type;
    if (declared.body.has('scope')) throw new Error(`${declared.symbol} lies in another's scope`);
    return `resourceId(${[quoted(type), ...names].join(', ')})`;
  }

  private key(node: Node): string {
    return node.type === 'identifier' ? node.text : String(this.value(node));
  }

  private identifier(node: Node): string {
    const name = node.text;
    if (this.scope.parameters.has(name)) return `parameters(${quoted(name)})`;
    const variable = this.scope.variables.get(name);
    if (!variable) throw unknown(node);
    // A variable of a template may not hold what is known only after something is deployed.
    return this.isLate(variable) ? this.text(variable) : `variables(${quoted(name)})`;
  }

  /** Does it depend on a resource? */
  isLate(node: Node): boolean {
    return this.scope.usedIn(node).size > 0;
  }

  private member(node: Node): string {
    const [base, name] = [part(node, 0), part(node, 1).text];
    if (node.children[1]?.text === '.?') return `tryGet(${this.text(base)}, ${quoted(name)})`;
    const declared = base.type === 'identifier' && this.scope.declared.get(base.text);
    if (declared) return this.ofDeclared(declared, name, node);
    const inner = base.type === 'member_expression' ? part(base, 0) : undefined;
    const module = inner?.type === 'identifier' && this.scope.declared.get(inner.text);
    const text = `${this.text(base)}.${name}`;
    return module && module.kind === 'module' ? `${text}.value` : text;
  }

  private ofDeclared(declared: Declared, name: string, node: Node): string {
    const id = () => this.idOf(declared);
    if (declared.kind === 'module') {
      if (name !== 'outputs') throw unknown(node);
      return `reference(${id()}, '${declared.apiVersion}').outputs`;
    }
    if (name === 'id') return id();
    if (name === 'name') return this.text(this.scope.namesOf(declared).at(-1) ?? node);
    if (KNOWN.has(name)) throw unknown(node);
    const reference = `reference(${id()}, '${declared.apiVersion}'`;
    return name === 'properties' ? `${reference})` : `${reference}, 'full').${name}`;
  }

  private binary(node: Node): string {
    const operator = OPERATORS[node.children[1]?.text ?? ''];
    if (!operator) throw unknown(node);
    return operator(this.text(part(node, 0)), this.text(part(node, 1)));
  }

  private string(node: Node): string {
    const all = stringParts(node);
    if (all.every((each) => typeof each === 'string')) return quoted(all.join(''));
    const values: string[] = [];
    const pattern = all.map((each) => {
      if (typeof each === 'string') return each.replace(/[{}]/g, '$&$&');
      return `{${values.push(this.text(each)) - 1}}`;
    });
    return `format(${[quoted(pattern.join('')), ...values].join(', ')})`;
  }
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
