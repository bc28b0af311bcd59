import { tableKey } from '@app/azure';
import { validate } from 'class-validator';

import { IsId } from './is-id';

/** 1 KiB: https://learn.microsoft.com/azure/storage/tables/scalability-targets */
const MAX_KEY_LENGTH = 512;

class Dto {
  @IsId('An id.')
  id!: string;
}

const isTaken = async (id: string) =>
  (await validate(Object.assign(new Dto(), { id }))).length === 0;

describe('IsId', () => {
  it.each([
    ['a', 200],
    ['a.', 50],
    ['a!', 50],
    ['a ', 50],
    ['é', 33],
    ['語', 22],
    ['𝒳', 16],
  ])('takes as many of %j as keys and names have room for: %i', async (signs, times) => {
    const id = signs.repeat(times);
    expect(await isTaken(id)).toBe(true);
    expect(await isTaken(id + signs)).toBe(false);
    const longestKey = tableKey(`task.${id}.${id}`);
    expect(longestKey.length).toBeLessThanOrEqual(MAX_KEY_LENGTH);
  });

  it.each(['\ud800', 'a\udc00b'])('takes no half of a sign: %j', async (id) => {
    expect(await isTaken(id)).toBe(false);
  });
});
