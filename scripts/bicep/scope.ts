import { type Node, part, parts, plainText, properties, unknown } from './syntax';

/** A resource or module as it is declared. */
export interface Declared {
  kind: 'resource' | 'module';
  symbol: string;
  /** Full type, or the file of a module. */
  type: string;
  apiVersion: string;
  isExisting: boolean;
  condition?: Node;
  body: Map<string, Node>;
}

/** Modules are deployments of their own. */
export const DEPLOYMENT = { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01' };

/** What the names in a file stand for. */
export class Scope {
  readonly parameters = new Set<string>();
  readonly variables = new Map<string, Node>();
  readonly declared = new Map<string, Declared>();

  constructor(declarations: Node[]) {
    for (const node of declarations) {
      const name = parts(node)[0]?.text ?? '';
      if (node.type === 'parameter_declaration') this.parameters.add(name);
      if (node.type === 'variable_declaration') this.variables.set(name, part(node, 1));
      if (node.type === 'resource_declaration' || node.type === 'module_declaration') {
        this.declared.set(name, declaredBy(node));
      }
    }
  }

  /** What is declared elsewhere and used in a node, also by way of variables. */
  usedIn(node: Node): Set<Declared> {
    if (node.type === 'identifier') return this.meantBy(node.text);
    const inside = node.type === 'object_property' ? parts(node).slice(1) : parts(node);
    return new Set(inside.flatMap((child) => [...this.usedIn(child)]));
  }

  private meantBy(name: string): Set<Declared> {
    const variable = this.variables.get(name);
    if (variable) return this.usedIn(variable);
    const found = this.declared.get(name);
    return new Set(found ? [found] : []);
  }

  /** The declaration that is another's parent. */
  parentOf({ body }: Declared): Declared | undefined {
    const parent = body.get('parent');
    if (!parent) return undefined;
    const found = this.declared.get(parent.text);
    if (!found) throw unknown(parent);
    return found;
  }

  /** The names of a resource, from the outermost parent to its own. */
  namesOf(declared: Declared): Node[] {
    const parent = this.parentOf(declared);
    const name = declared.body.get('name');
    if (!name) throw new Error(`${declared.symbol} has no name`);
    return [...(parent ? this.namesOf(parent) : []), name];
  }
}

function declaredBy(node: Node): Declared {
  const [symbol, what, value] = parts(node);
  if (!symbol || !what || !value) throw unknown(node);
  const kind = node.type === 'module_declaration' ? 'module' : 'resource';
  const [type = '', apiVersion = ''] = plainText(what).split('@');
  const isConditional = value.type === 'if_statement';
  return {
    kind,
    symbol: symbol.text,
    ...(kind === 'module' ? { type, apiVersion: DEPLOYMENT.apiVersion } : { type, apiVersion }),
    isExisting: node.children.some((child) => child.text === 'existing'),
    ...(isConditional && { condition: part(value, 0) }),
    body: new Map(
      properties(isConditional ? part(value, 1) : value).map(([name, each]) => [
        plainText(name),
        each,
      ]),
    ),
  };
}
