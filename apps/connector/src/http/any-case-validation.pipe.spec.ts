import { IsOptional, IsString } from 'class-validator';

import { AnyCaseValidationPipe } from './any-case-validation.pipe';
import { InvalidBody } from './invalid-body';

class Wanted {
  @IsString({ message: 'must be text' })
  JobId!: string;

  @IsOptional()
  @IsString({ message: 'must be text' })
  Name?: string;
}

const take = (value: unknown) =>
  new AnyCaseValidationPipe().transform(value, { type: 'body', metatype: Wanted });
/** As it comes off the wire: names such as `__proto__` are fields of the object itself. */
const parsed = (json: string) => take(JSON.parse(json));

describe('AnyCaseValidationPipe', () => {
  it.each(['JobId', 'jobId', 'JOBID', 'jobid'])('knows the name %s', async (name) => {
    expect(await take({ [name]: 'job' })).toEqual(Object.assign(new Wanted(), { JobId: 'job' }));
  });

  it('takes the last of a name that comes in two cases', async () => {
    expect(await take({ jobId: 'first', JOBID: 'last' })).toMatchObject({ JobId: 'last' });
  });

  it.each([
    '{"JobId":"job","__proto__":{"isAdmin":true,"Name":"x"}}',
    '{"JobId":"job","constructor":{"prototype":{"isAdmin":true}}}',
    '{"JobId":"job","prototype":{"isAdmin":true},"toString":"x","hasOwnProperty":1}',
    '{"JobId":"job","__PROTO__":{"isAdmin":true},"Constructor":"x"}',
  ])('lets no name reach beyond the request: %s', async (json) => {
    const taken = await parsed(json);
    expect(taken).toEqual(Object.assign(new Wanted(), { JobId: 'job' }));
    expect((taken as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    expect(Object.getPrototypeOf(taken)).toBe(Wanted.prototype);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'job'],
    ['a list', [{ JobId: 'job' }]],
    ['an empty object', {}],
    ['a name without a value', { JobId: null }],
    ['another type', { JobId: { $ne: 'x' } }],
  ])('refuses %s', async (_, value) => {
    await expect(take(value)).rejects.toBeInstanceOf(InvalidBody);
  });

  it('says which field breaks which rule, by the name it should have, and not what it held', async () => {
    const refused = take({ jobid: 12, NAME: ['canary'] });
    await expect(refused).rejects.toMatchObject({
      fields: [
        { field: 'JobId', rule: 'must be text' },
        { field: 'Name', rule: 'must be text' },
      ],
    });
    await expect(refused).rejects.toThrow('The request is not valid.');
  });
});
