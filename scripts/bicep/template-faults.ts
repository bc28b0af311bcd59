import { z } from 'zod';

import { type ArmExpression, callsIn, readExpression } from './arm-expression';

const resourceSchema = z.looseObject({
  type: z.string().regex(/^Microsoft\.\w+(\/\w+)+$/),
  apiVersion: z.string().regex(/^20\d\d-\d\d-\d\d(-preview)?$/),
  name: z.string(),
  dependsOn: z.array(z.string()).default([]),
  properties: z.unknown().optional(),
});
const declarations = z.record(z.string(), z.looseObject({ defaultValue: z.unknown().optional() }));
const templateSchema = z.strictObject({
  $schema: z.url(),
  contentVersion: z.string().regex(/^\d+\.\d+\.\d+\.\d+$/),
  metadata: z.unknown().optional(),
  parameters: declarations,
  variables: z.record(z.string(), z.unknown()),
  resources: z.array(resourceSchema),
  outputs: z.record(z.string(), z.looseObject({ type: z.string(), value: z.unknown() })),
});
const deploymentSchema = z.object({
  parameters: z.record(z.string(), z.strictObject({ value: z.unknown() })),
  template: z.unknown(),
});
type Resource = z.infer<typeof resourceSchema>;
type Template = z.infer<typeof templateSchema>;
type Call = ReturnType<typeof callsIn>[number];

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions; those that we use. */
const FUNCTIONS = new Set([
  ...['parameters', 'variables', 'reference', 'resourceId', 'subscriptionResourceId'],
  ...[
    'resourceGroup',
    'subscription',
    'environment',
    'uniqueString',
    'guid',
    'format',
    'string',
    'union',
    'concat',
  ],
  ...['if', 'not', 'empty', 'equals', 'greater', 'true', 'null', 'createArray', 'createObject'],
]);

/**
 * What Resource Manager would refuse of a template, as far as the template alone tells: names that nothing declares, resources that are not there or
 * not waited for, modules that are given too little or too much, circles.
 */
export function templateFaults(json: unknown, where = 'template'): string[] {
  const template = templateSchema.parse(json);
  const { parameters, variables, resources, outputs } = template;
  const all = expressionsIn({ parameters, variables, resources: resources.map(own), outputs });
  const used = all.flatMap(callsIn);
  const faults = [
    ...used.filter(({ name }) => !FUNCTIONS.has(name)).map(({ name }) => `${name}() is unknown`),
    ...namesFaults('parameters', Object.keys(parameters), used),
    ...namesFaults('variables', Object.keys(variables), used),
    ...used.flatMap((call) => idFault(call, new Set(resources.map(idOf)))),
    ...resources.flatMap((resource) => resourceFaults(resource, template)),
    ...expressionsIn(outputs).flatMap((each) => referenceFaults(each, template)),
    ...(hasCircle(resources) ? ['resources wait for each other'] : []),
  ];
  const nested = resources.flatMap((resource) => {
    const inner = deploymentOf(resource);
    return inner ? templateFaults(inner.template, `${where}/${resource.name}`) : [];
  });
  return [...faults.map((fault) => `${where}: ${fault}`), ...nested];
}

/** A resource without the template of a module, which has names of its own. */
function own(resource: Resource): object {
  const inner = deploymentOf(resource);
  return inner ? { ...resource, properties: inner.parameters } : resource;
}

function deploymentOf({ type, properties }: Resource) {
  return type === 'Microsoft.Resources/deployments'
    ? deploymentSchema.parse(properties)
    : undefined;
}

function expressionsIn(value: unknown): ArmExpression[] {
  if (typeof value === 'string') {
    return /^\[[^[]/.test(value) && value.endsWith(']') ? [readExpression(value.slice(1, -1))] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(Array.isArray(value) ? [] : expressionsIn(key)),
    ...expressionsIn(each),
  ]);
}

function namesFaults(kind: 'parameters' | 'variables', declared: string[], used: Call[]): string[] {
  const named = new Set(
    used.filter(({ name }) => name === kind).map(({ args }) => unquoted(args[0])),
  );
  return [
    ...[...named].filter((name) => !declared.includes(name)).map((n) => `${n} is not declared`),
    ...declared.filter((name) => !named.has(name)).map((name) => `${name} is not used`),
  ];
}

/** As many names as the type has parts, and a resource of the template. */
function idFault({ name, args, text }: Call, ids: Set<string>): string[] {
  if (name !== 'resourceId') return [];
  if (unquoted(args[0]).split('/').length !== args.length) return [`${text} lacks a name`];
  return ids.has(`[${text}]`) ? [] : [`${text} is not there`];
}

function resourceFaults(resource: Resource, template: Template): string[] {
  const ids = new Set(template.resources.map(idOf));
  const { dependsOn, name, ...rest } = own(resource) as Resource;
  const expressions = expressionsIn(rest);
  const late = dependsOn.filter((id) => !ids.has(id)).map((id) => `${id} is not there`);
  const unwaited = expressions
    .flatMap(callsIn)
    .filter((call) => call.name === 'reference')
    .map(({ args }) => `[${textOf(args[0])}]`)
    .filter((id) => !dependsOn.includes(id));
  const inner = deploymentOf(resource);
  return [
    ...late,
    ...unwaited.map((id) => `${name} does not wait for ${id}`),
    ...expressions.flatMap((each) => referenceFaults(each, template)),
    ...(inner ? givenFaults(name, Object.keys(inner.parameters), inner.template) : []),
  ];
}

/** A module gets what it asks for. */
function givenFaults(name: string, given: string[], inner: unknown): string[] {
  const { parameters } = templateSchema.parse(inner);
  const needed = Object.entries(parameters).filter(
    ([, { defaultValue }]) => defaultValue === undefined,
  );
  return [
    ...given.filter((each) => !(each in parameters)).map((each) => `${name} does not take ${each}`),
    ...needed.filter(([each]) => !given.includes(each)).map(([each]) => `${name} lacks ${each}`),
  ];
}

/** What is referred to is there, and has the output that is taken. */
function referenceFaults(expression: ArmExpression, { resources }: Template): string[] {
  return callsIn(expression)
    .filter(({ name }) => name === 'reference')
    .flatMap(({ args, path, text }) => {
      const resource = resources.find((each) => idOf(each) === `[${textOf(args[0])}]`);
      if (!resource) return [`${text}: there is no such resource`];
      const inner = deploymentOf(resource);
      if (!inner) return [];
      const [outputs, output = '', value] = path;
      const has = output in templateSchema.parse(inner.template).outputs;
      return outputs === 'outputs' && value === 'value' && has ? [] : [`${text}: no such output`];
    });
}

function idOf({ type, name }: Resource): string {
  const depth = type.split('/').length - 1;
  const named = name.startsWith('[') ? readExpression(name.slice(1, -1)) : undefined;
  const single = [named ? textOf(named) : `'${name}'`];
  const names = depth > 1 && named?.kind === 'call' ? named.args.slice(1).map(textOf) : single;
  return `[resourceId('${type}', ${names.join(', ')})]`;
}

function textOf(expression: ArmExpression | undefined): string {
  return expression?.text ?? '';
}

function unquoted(expression: ArmExpression | undefined): string {
  return textOf(expression).slice(1, -1);
}

function hasCircle(resources: Resource[]): boolean {
  let waiting = resources.map((resource) => ({ id: idOf(resource), on: resource.dependsOn }));
  for (;;) {
    const ids = new Set(waiting.map(({ id }) => id));
    const still = waiting.filter(({ on }) => on.some((id) => ids.has(id)));
    if (still.length === waiting.length) return still.length > 0;
    waiting = still;
  }
}
