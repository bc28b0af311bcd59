import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BicepSyntax } from './syntax';
import { templateOf } from './template';
import { templateFaults } from './template-faults';

const STORAGE = "'Microsoft.Storage/storageAccounts@2023-05-01'";
const BLOBS = "'Microsoft.Storage/storageAccounts/blobServices@2023-05-01'";

describe('templateOf', () => {
  let folder: string;
  let syntax: BicepSyntax;
  beforeAll(async () => {
    syntax = await BicepSyntax.load();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bicep-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function translate(files: Record<string, string>) {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return templateOf(syntax, join(folder, 'main.bicep'));
  }
  const variable = (text: string) =>
    translate({ 'main.bicep': `param p string\nparam n int\nvar v = ${text}` }).variables;

  it.each<[string, unknown, string]>([
    ["'it\\'s'", "it's", 'a quote'],
    ["'[x]'", '[[x]', 'brackets that are no expression'],
    ["'''\na\n'''", 'a\n', 'several lines'],
    ["'a{${p}}'", "[format('a{{{0}}}', parameters('p'))]", 'interpolation'],
    ['empty(p) ? null : p', "[if(empty(parameters('p')), null(), parameters('p'))]", 'a choice'],
    [
      '!(n > 1) && n != 2',
      "[and(not(greater(parameters('n'), 1)), not(equals(parameters('n'), 2)))]",
      'logic',
    ],
    ['{ a: [n, true] }', { a: ["[parameters('n')]", true] }, 'an object'],
    ["{ '${p}': {} }", { "[format('{0}', parameters('p'))]": {} }, 'a computed name'],
    ['environment().suffixes.storage', '[environment().suffixes.storage]', 'what Azure knows'],
  ])('%s', (text, expected) => {
    expect(variable(text)).toEqual({ v: expected });
  });

  it('translates parameters with their limits', () => {
    const text = "@description('Why.')\n@secure()\n@minLength(3)\nparam p string\nparam q int = 1";
    expect(translate({ 'main.bicep': text }).parameters).toEqual({
      p: { type: 'securestring', minLength: 3, metadata: { description: 'Why.' } },
      q: { type: 'int', defaultValue: 1 },
    });
  });

  it('names children after their parents, waits for what is used, also by way of variables', () => {
    const text = `
param p string
resource a ${STORAGE} = { name: p }
resource b ${BLOBS} = { parent: a, name: 'default' }
var url = a.properties.primaryEndpoints.blob
output o string = '\${url}!'
resource c ${STORAGE} = if (p != 'x') { name: 'c', kind: url }
`;
    const { resources, outputs, variables } = translate({
      'main.bicep': text.replaceAll(', ', '\n'),
    });
    const id = "resourceId('Microsoft.Storage/storageAccounts', parameters('p'))";
    const url = `reference(${id}, '2023-05-01').primaryEndpoints.blob`;
    expect(variables).toEqual({});
    expect(outputs).toEqual({ o: { type: 'string', value: `[format('{0}!', ${url})]` } });
    expect(resources).toMatchObject([
      { name: "[parameters('p')]" },
      { name: "[format('{0}/{1}', parameters('p'), 'default')]", dependsOn: [`[${id}]`] },
      {
        condition: "[not(equals(parameters('p'), 'x'))]",
        kind: `[${url}]`,
        dependsOn: [`[${id}]`],
      },
    ]);
  });

  it('puts modules into deployments of their own', () => {
    const main =
      "module m 'm.bicep' = {\n  name: 'm'\n  params: {\n    q: 1\n  }\n}\noutput o int = m.outputs.r";
    const template = translate({
      'main.bicep': main,
      'm.bicep': 'param q int\noutput r int = q',
    });
    expect(templateFaults(template)).toEqual([]);
    expect(template).toMatchObject({
      resources: [{ properties: { mode: 'Incremental', parameters: { q: { value: 1 } } } }],
      outputs: {
        o: {
          value:
            "[reference(resourceId('Microsoft.Resources/deployments', 'm'), '2022-09-01').outputs.r.value]",
        },
      },
    });
  });

  it.each([
    ['var v = [for i in range(0, 3): i]', 'for'],
    ['var v = unknownName', 'unknownName'],
    ['param p string = ', 'line 1'],
    ["var v = 'it''s'", 'line 1'],
    [
      "resource a 'T/t@2020-01-01' = {\n  name: 'a'\n  resource b 'c' = {\n    name: 'b'\n  }\n}",
      'resource b',
    ],
  ])('refuses what it does not translate: %s', (text, named) => {
    expect(() => translate({ 'main.bicep': text })).toThrow(named);
  });
});
