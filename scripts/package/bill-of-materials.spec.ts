import { billOf } from './bill-of-materials';

const aComponent = (name: string, more: object = {}) => ({
  'bom-ref': `${name}@1.0.0`,
  name,
  version: '1.0.0',
  ...more,
});
const development = { name: 'cdx:npm:package:development', value: 'true' };
const everything = {
  bomFormat: 'CycloneDX',
  serialNumber: 'urn:uuid:1',
  metadata: { timestamp: '2026-11-26T08:00:00Z', component: aComponent('folder') },
  components: [aComponent('tool'), aComponent('b', { properties: [development] }), aComponent('a')],
  dependencies: [
    { ref: 'folder@1.0.0', dependsOn: ['a@1.0.0', 'tool@1.0.0'] },
    { ref: 'tool@1.0.0', dependsOn: [] },
    { ref: 'a@1.0.0', dependsOn: ['b@1.0.0'] },
    { ref: 'b@1.0.0' },
  ],
};
const aPackage = (name: string, folder = `node_modules/${name}`) => ({
  ...{ folder, name },
  version: '1.0.0',
});

describe('billOf', () => {
  it('lists exactly the packages, also those that are somewhere else for development', () => {
    const twice = aPackage('b', 'node_modules/a/node_modules/b');
    const bill: unknown = JSON.parse(
      billOf(everything, 'product', [aPackage('b'), twice, aPackage('a')]),
    );
    expect(bill).toEqual({
      bomFormat: 'CycloneDX',
      metadata: { component: aComponent('folder', { name: 'product' }) },
      components: [aComponent('a'), aComponent('b')],
      dependencies: [
        { ref: 'folder@1.0.0', dependsOn: ['a@1.0.0'] },
        { ref: 'a@1.0.0', dependsOn: ['b@1.0.0'] },
        { ref: 'b@1.0.0', dependsOn: [] },
      ],
    });
  });

  it('refuses a package that npm does not list', () => {
    expect(() => billOf(everything, 'product', [aPackage('c')])).toThrow('c@1.0.0');
  });
});
