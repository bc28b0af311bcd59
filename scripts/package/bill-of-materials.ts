import { z } from 'zod';

import { type InstalledPackage } from './installed-packages';

const component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string().optional(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});
const schema = z.looseObject({
  metadata: z.looseObject({ component }),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});
type Component = z.infer<typeof component>;

/**
 * The bill of materials (CycloneDX) of exactly these packages, from npm's of everything in package-lock.json. Without a time, a number or a
 * folder of its own: the same packages give the same bill.
 */
export function billOf(everything: unknown, product: string, packages: InstalledPackage[]): string {
  const { serialNumber: _, ...bill } = schema.parse(everything);
  const { timestamp: __, ...metadata } = bill.metadata;
  const self = { ...metadata.component, name: product };
  const components = componentsOf(bill.components, packages);
  const refs = new Set([self, ...components].map((each) => each['bom-ref']));
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));
  const ours = { ...bill, metadata: { ...metadata, component: self }, components, dependencies };
  return JSON.stringify(ours, null, 2);
}

/**
 * npm's properties are left out: they are those of the first place a package is found at, and call some for development that the product
 * has at another.
 */
function componentsOf(all: Component[], packages: InstalledPackage[]) {
  const byName = new Map(all.map((each) => [`${each.name}@${each.version ?? ''}`, each]));
  const names = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  return [...names].sort().map((name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`npm does not list ${name}`);
    const { properties: _, ...own } = found;
    return own;
  });
}
