import { readFileSync } from 'node:fs';

import { AZURE_DEPLOY } from './azure-deploy';
import { templateFaults } from './template-faults';

/** The template of this product, spoilt at one place. */
function spoilt(from: string | RegExp, to: string): unknown {
  const text = readFileSync(AZURE_DEPLOY, 'utf8');
  const changed = text.replace(from, to);
  expect(changed === text).toBe(false);
  return JSON.parse(changed);
}

describe('templateFaults', () => {
  it.each([
    [
      'a parameter nobody declares',
      "parameters('planSku')",
      "parameters('planSize')",
      'planSize is not',
    ],
    ['a parameter nobody uses', "[parameters('planSku')]", 'B1', 'planSku is not used'],
    ['a variable nobody declares', "variables('vaultName')", "variables('vault')", 'vault is not'],
    ['a function that is none', 'uniqueString(', 'uniqeString(', 'uniqeString() is unknown'],
    ['an output that is not there', 'outputs.blobUrl.', 'outputs.blobUri.', 'no such output'],
    [
      'a parameter a module does not take',
      '"retentionDays": {\n            "value"',
      '"days": {\n            "value"',
      'does not take days',
    ],
    [
      'a resource that is not waited for',
      `"[resourceId('Microsoft.Resources/deployments', 'network')]",`,
      '',
      'does not wait for',
    ],
    [
      'a resource that is not there',
      "resourceId('Microsoft.Web/serverfarms'",
      "resourceId('Microsoft.Web/plans'",
      'Microsoft.Web/plans',
    ],
    [
      'a name too few',
      /resourceId\('Microsoft.Web\/serverfarms', format\('\{0\}-plan', parameters\('webAppName'\)\)\)/,
      "resourceId('Microsoft.Web/serverfarms')",
      'lacks a name',
    ],
  ])('finds %s', (_, from, to, fault) => {
    const faults = templateFaults(spoilt(from, to));
    expect(faults.filter((each) => each.includes(fault))).not.toEqual([]);
  });

  it('finds resources that wait for each other', () => {
    const id = (name: string) => `[resourceId('Microsoft.Web/sites', '${name}')]`;
    const site = (name: string, on: string) => ({
      ...{ type: 'Microsoft.Web/sites', apiVersion: '2023-12-01', name },
      dependsOn: [id(on)],
    });
    const template = {
      ...{ $schema: 'https://schema.example', contentVersion: '1.0.0.0' },
      ...{ parameters: {}, variables: {}, outputs: {} },
      resources: [site('a', 'b'), site('b', 'a')],
    };
    expect(templateFaults(template)).toEqual(['template: resources wait for each other']);
  });

  it('refuses an expression that cannot be read', () => {
    expect(() => templateFaults(spoilt('uniqueString(', 'uniqueString('.repeat(2)))).toThrow(
      'ends',
    );
  });
});
