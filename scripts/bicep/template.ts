import { dirname, join } from 'node:path';

import { Expressions } from './expression';
import { type Declared, DEPLOYMENT, Scope } from './scope';
import { type BicepSyntax, type Node, part, parts, unknown } from './syntax';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
/** Bicep's own properties of a declaration, which a template says in other places. */
const OF_BICEP = new Set(['name', 'parent', 'scope', 'dependsOn', 'params']);
const DECORATORS: Record<string, string> = {
  allowed: 'allowedValues',
  ...{ minLength: 'minLength', maxLength: 'maxLength' },
  ...{ minValue: 'minValue', maxValue: 'maxValue' },
};

const SECURE: Record<string, string> = { string: 'securestring', object: 'secureObject' };

type Json = Record<string, unknown>;

/**
 * The Resource Manager template of a Bicep file and its modules. Only what our files use is translated; anything else is an Error that
 * names the line.
 */
export function templateOf(syntax: BicepSyntax, path: string): Json {
  const declarations = syntax.read(path);
  const scope = new Scope(declarations);
  const write = new Expressions(scope);
  const parameters: Json = {};
  const outputs: Json = {};
  let decorators: Node | undefined;
  for (const node of declarations) {
    const name = parts(node)[0]?.text ?? '';
    if (node.type === 'parameter_declaration')
      parameters[name] = parameter(node, write, decorators);
    if (node.type === 'output_declaration') outputs[name] = output(node, write, decorators);
    decorators = node.type === 'decorators' ? node : undefined;
  }
  const early = [...scope.variables].filter(([, value]) => !write.isLate(value));
  const variables = Object.fromEntries(early.map(([name, value]) => [name, write.value(value)]));
  const resources = [...scope.declared.values()]
    .filter(({ isExisting }) => !isExisting)
    .map((declared) =>
      resource(declared, scope, write, (file) => moduleTemplate(syntax, path, file)),
    );
  const own = { $schema: SCHEMA, contentVersion: '1.0.0.0' };
  return { ...own, parameters, variables, resources, outputs };
}

function moduleTemplate(syntax: BicepSyntax, path: string, file: string): Json {
  return templateOf(syntax, join(dirname(path), file));
}

function parameter(node: Node, write: Expressions, decorators?: Node): Json {
  const [, type, value] = parts(node);
  const limits: Json = {};
  let isSecure = false;
  for (const [name, argument] of decorations(decorators)) {
    const property = DECORATORS[name];
    if (name === 'secure') isSecure = true;
    else if (property && argument) limits[property] = write.value(argument);
    else if (name !== 'description') throw unknown(decorators ?? node);
  }
  return {
    type: isSecure ? SECURE[type?.text ?? ''] : type?.text,
    ...(value && { defaultValue: write.value(value) }),
    ...limits,
    ...described(write, decorators),
  };
}

function output(node: Node, write: Expressions, decorators?: Node): Json {
  const [, type, value] = parts(node);
  if (!value) throw unknown(node);
  return { type: type?.text, value: write.value(value), ...described(write, decorators) };
}

function decorations(decorators?: Node): [string, Node | undefined][] {
  return (decorators ? parts(decorators) : []).map((decorator) => {
    const call = part(decorator, 0);
    return [part(call, 0).text, parts(part(call, 1))[0]];
  });
}

function described(write: Expressions, decorators?: Node): Json {
  const found = decorations(decorators).find(([name]) => name === 'description')?.[1];
  return found ? { metadata: { description: write.value(found) } } : {};
}

function resource(
  declared: Declared,
  scope: Scope,
  write: Expressions,
  moduleOf: (file: string) => Json,
): Json {
  const { body, condition, kind, type, apiVersion } = declared;
  const head = kind === 'module' ? DEPLOYMENT : { type, apiVersion };
  const within = body.get('scope');
  const container = within && scope.declared.get(within.text);
  if (within && !container) throw unknown(within);
  const dependsOn = [...body.values(), ...(condition ? [condition] : [])]
    .flatMap((value) => [...scope.usedIn(value)])
    .filter((used) => !used.isExisting)
    .map((used) => `[${write.idOf(used)}]`);
  const rest = [...body].filter(([name]) => !OF_BICEP.has(name));
  return {
    ...(condition && { condition: write.value(condition) }),
    ...head,
    ...(container && { scope: `[${write.idOf(container)}]` }),
    name: nameOf(scope.namesOf(declared), write),
    ...Object.fromEntries(rest.map(([name, value]) => [name, write.value(value)])),
    ...(kind === 'module' && { properties: deployment(body.get('params'), write, moduleOf(type)) }),
    ...(dependsOn.length > 0 && { dependsOn: [...new Set(dependsOn)].sort() }),
  };
}

/** Names of children go after those of their parents. */
function nameOf(names: Node[], write: Expressions): unknown {
  const [own] = names;
  if (own && names.length === 1) return write.value(own);
  const pattern = names.map((_, i) => `{${i}}`).join('/');
  return `[format('${pattern}', ${names.map((name) => write.text(name)).join(', ')})]`;
}

function deployment(params: Node | undefined, write: Expressions, template: Json): Json {
  const values = Object.entries(params ? (write.value(params) as Json) : {});
  return {
    expressionEvaluationOptions: { scope: 'inner' },
    mode: 'Incremental',
    parameters: Object.fromEntries(values.map(([name, value]) => [name, { value }])),
    template,
  };
}
