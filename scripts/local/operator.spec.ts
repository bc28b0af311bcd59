import os from 'node:os';

import { userName } from './operator';

describe('the name of whoever runs a command', () => {
  it('is that of the system, or the number where it knows no name', () => {
    const userInfo = jest.spyOn(os, 'userInfo').mockImplementation(() => {
      throw new Error('uv_os_get_passwd returned ENOENT');
    });
    expect(userName()).toMatch(/^user (\d+|unknown)$/);
    userInfo.mockRestore();
    expect(userName()).toBe(os.userInfo().username);
  });
});
