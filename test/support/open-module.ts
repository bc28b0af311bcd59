import { Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { AadConfig, slice } from '@app/config';
import { Clock } from '@app/domain';

/** An application of another company's; only the suites that sign in need a real one. */
const noApplication = slice(AadConfig, {
  tenantId: 'none',
  appId: 'none',
  authorityUrl: new URL('https://localhost:1'),
});

@Module({})
class Surroundings {}

/** A lib's module as a process has it: bound as it binds itself, with the configuration slices and the clock that are given. */
export async function openModule(
  module: Type,
  { slices, clock }: { slices: object[]; clock?: Clock },
): Promise<TestingModule> {
  const providers = [
    ...[noApplication, ...slices].map((each) => ({ provide: each.constructor, useValue: each })),
    ...(clock ? [{ provide: Clock, useValue: clock }] : []),
  ];
  const surroundings = { module: Surroundings, global: true, providers, exports: providers };
  return Test.createTestingModule({ imports: [surroundings, module] }).compile();
}

/** Several processes that share what the slices name; `next` is another one each time. */
export async function openProcesses(
  module: Type,
  given: { slices: object[]; clock?: Clock },
  count = 4,
): Promise<{ next(): TestingModule }> {
  const opened = await Promise.all(Array.from({ length: count }, () => openModule(module, given)));
  let turn = 0;
  return { next: () => opened[turn++ % count] as TestingModule };
}
