import { globSync, readFileSync } from 'node:fs';
import { secretNames } from '@app/secrets';
import { z } from 'zod';

import { callbackUrl } from '../../apps/connector/src/connector-api/callback-url';
import { START } from '../package/release';
import { AZURE_DEPLOY, azureDeploy } from './azure-deploy';
import { BicepSyntax } from './syntax';
import { templateFaults } from './template-faults';

const text = readFileSync(AZURE_DEPLOY, 'utf8');
const parameter = z.object({
  type: z.string(),
  defaultValue: z.unknown().optional(),
  allowedValues: z.array(z.string()).optional(),
  metadata: z.object({ description: z.string() }),
});
const value = z.object({ value: z.unknown() });
const template = z
  .object({
    parameters: z.record(z.string(), parameter),
    resources: z.array(
      z.looseObject({
        type: z.string(),
        name: z.string(),
        properties: z
          .looseObject({ parameters: z.record(z.string(), value).optional() })
          .optional(),
      }),
    ),
    outputs: z.record(z.string(), value),
  })
  .parse(JSON.parse(text));
const given = (module: string) =>
  template.resources.find(({ name }) => name === module)?.properties?.parameters ?? {};

describe('bicep/generated/azuredeploy.json', () => {
  it('is what `npm run generate` makes of bicep/main.bicep', async () => {
    expect(await azureDeploy()).toBe(text);
  });

  it('has nothing that Resource Manager would refuse', () => {
    expect(templateFaults(JSON.parse(text))).toEqual([]);
  });

  it('uses every module', () => {
    const names = globSync('bicep/modules/*.bicep').map((file) => file.split('/').at(-1) ?? '');
    const code = globSync('bicep/**/*.bicep')
      .map((file) => readFileSync(file, 'utf8'))
      .join();
    expect(names.filter((name) => !code.includes(`${name}' = `))).toEqual([]);
  });

  it('keeps the password a secret wherever it goes', () => {
    const declared = [...text.matchAll(/"apiSecretKey": \{\s+"type": "(\w+)"/g)];
    expect(declared.map(([, type]) => type)).toEqual(['securestring', 'securestring']);
    expect(JSON.stringify(template.outputs)).not.toContain('apiSecretKey');
  });

  it('starts both apps as the package does', () => {
    expect(given('connector').startCommand?.value).toBe(START.connector);
    expect(given('worker').startCommand?.value).toBe(START.worker);
  });

  it('deletes nothing but old versions: of uploads, and of the archive when that is asked for', () => {
    const rule = z.object({
      definition: z.object({
        filters: z.object({ prefixMatch: z.array(z.string()) }),
        actions: z.record(z.string(), z.record(z.string(), z.unknown())),
      }),
    });
    const storage = z
      .object({
        variables: z.record(z.string(), z.unknown()),
        resources: z.array(z.looseObject({ type: z.string(), properties: z.unknown() })),
      })
      .parse(template.resources.find(({ name }) => name === 'storage')?.properties?.template);
    const deletes = Object.values(storage.variables)
      .flatMap((each) => rule.safeParse(each).data?.definition ?? [])
      .flatMap(({ filters, actions }) =>
        Object.entries(actions).map(([of, { delete: after }]) => ({ ...filters, of, after })),
      )
      .filter(({ after }) => after !== undefined);
    expect(deletes).toEqual([
      { prefixMatch: ['imports/'], of: 'version', after: { daysAfterCreationGreaterThan: 30 } },
      {
        ...{ prefixMatch: ['archive/'], of: 'version' },
        after: { daysAfterCreationGreaterThan: "[parameters('versionDays')]" },
      },
    ]);
    const lifecycle = storage.resources.find(({ type }) => type.endsWith('/managementPolicies'));
    expect(JSON.stringify(lifecycle)).toContain(
      "if(greater(parameters('versionDays'), 0), createArray(variables('forgetVersions')), createArray())",
    );
    expect(given('storage').versionDays?.value).toBe("[parameters('archiveVersionDays')]");
    expect(template.parameters.archiveVersionDays?.defaultValue).toBe(0);
  });

  it('names secrets, addresses and alerts as the code does', () => {
    expect(text).toContain(`'${secretNames.apiSecretKey}'`);
    const { pathname } = new URL(callbackUrl(new URL('https://x.example')));
    expect(String(template.outputs.callbackUrl?.value)).toContain(`{0}${pathname}'`);
    const raised = [...text.matchAll(/"codes": \{\s+"value": "([^"]+)"/g)];
    const codes = raised.flatMap(([, list]) => list?.split(',') ?? []);
    const documented = [...readFileSync('docs/alerts.md', 'utf8').matchAll(/^\| `([\w-]+)` +\|/gm)];
    expect(codes.sort()).toEqual(documented.map(([, code]) => code).sort());
  });
});

describe('bicep/createUiDefinition.json', () => {
  const element = z.object({
    name: z.string(),
    constraints: z
      .object({ allowedValues: z.array(z.object({ value: z.string() })).optional() })
      .optional(),
  });
  const form = z
    .object({
      handler: z.literal('Microsoft.Azure.CreateUIDef'),
      parameters: z.object({
        basics: z.array(element),
        steps: z.array(z.object({ name: z.string(), elements: z.array(element) })),
        outputs: z.record(z.string(), z.string()),
      }),
    })
    .parse(JSON.parse(readFileSync('bicep/createUiDefinition.json', 'utf8'))).parameters;
  const elements = [...form.basics, ...form.steps.flatMap((step) => step.elements)];

  it('gives parameters that there are, and all that must be given', () => {
    const known = Object.entries(template.parameters);
    const needed = known.filter(([, { defaultValue }]) => defaultValue === undefined);
    const names = Object.keys(form.outputs);
    expect(names.filter((name) => !(name in template.parameters))).toEqual([]);
    expect(needed.map(([name]) => name).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('takes each from the field of its name', () => {
    const fields = Object.entries(form.outputs).filter(([name]) => name !== 'location');
    for (const [name, from] of fields) expect(from).toMatch(new RegExp(`\\b${name}\\b`));
    expect(fields.map(([name]) => name).sort()).toEqual(elements.map(({ name }) => name).sort());
  });

  it('offers what is allowed', () => {
    const plans = elements.find(({ name }) => name === 'planSku')?.constraints?.allowedValues;
    expect(plans?.map((each) => each.value)).toEqual(template.parameters.planSku?.allowedValues);
  });
});

it('bicep/app-registration.bicep is Bicep, but for the statement that the grammar does not know', async () => {
  const file = 'bicep/app-registration.bicep';
  const [before = '', after = ''] = readFileSync(file, 'utf8').split('extension microsoftGraphV1');
  const read = (await BicepSyntax.load()).readText(before + after, file);
  expect(read.filter(({ type }) => type === 'resource_declaration')).toHaveLength(2);
});
