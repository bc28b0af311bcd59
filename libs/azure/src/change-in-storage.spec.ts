import { changeInStorage } from './change-in-storage';

const refusal = (statusCode: number, errorCode: string) =>
  Object.assign(new Error('refused'), { statusCode, details: { errorCode } });
const changed = refusal(412, 'UpdateConditionNotSatisfied');

/** Fails with each of these in turn, then succeeds; how it was called is in `calls`. */
function failing(...errors: Error[]) {
  const calls: boolean[] = [];
  const readAndWrite = (isAgain: boolean) => {
    calls.push(isAgain);
    const error = errors.shift();
    return error ? Promise.reject(error) : Promise.resolve('written');
  };
  return { calls, readAndWrite };
}

describe('changeInStorage', () => {
  it.each([
    [[]],
    [[changed, refusal(409, 'EntityAlreadyExists'), refusal(404, 'ResourceNotFound')]],
  ])('begins anew when somebody else was quicker, %j', async (errors) => {
    const { calls, readAndWrite } = failing(...errors);
    await expect(changeInStorage('archive', readAndWrite)).resolves.toBe('written');
    expect(calls).toEqual([false, ...errors.map(() => true)]);
  });

  it.each([
    ['archive', 'archive.conflict'],
    ['jobs', 'jobs.conflict'],
    ['imports', 'import.unavailable'],
  ] as const)('does not do so for ever, in %s', async (area, code) => {
    const refused = changeInStorage(area, () => Promise.reject(changed));
    await expect(refused).rejects.toMatchObject({ code, fault: 'transient', cause: changed });
  });

  it.each([refusal(409, 'TableBeingDeleted'), refusal(503, 'ServerBusy')])(
    'tells what will not be otherwise at once',
    async (error) => {
      const { calls, readAndWrite } = failing(error);
      const refused = changeInStorage('archive', readAndWrite);
      await expect(refused).rejects.toMatchObject({ code: 'archive.unavailable', cause: error });
      expect(calls).toHaveLength(1);
    },
  );
});
