import { MutationObserver, onlineManager, QueryObserver } from '@tanstack/react-query';

import { ApiProblem } from './api-problem';
import { newQueryClient } from './query-client';

describe('without a network', () => {
  const client = newQueryClient();
  beforeEach(() => onlineManager.setOnline(false));
  afterEach(() => {
    onlineManager.setOnline(true);
    client.clear();
  });
  const refused = new ApiProblem(403);
  const fail = () => Promise.reject(refused);

  it('what a page asks for fails, and is not put off', async () => {
    const asking = new QueryObserver(client, { queryKey: ['home'], queryFn: fail });
    const { error, fetchStatus } = await asking.refetch();
    expect({ error, fetchStatus }).toEqual({ error: refused, fetchStatus: 'idle' });
  });

  it('what is pressed fails, and is not done later', async () => {
    const pressing = new MutationObserver(client, { mutationFn: fail });
    await expect(pressing.mutate()).rejects.toBe(refused);
  });
});
