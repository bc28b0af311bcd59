import { copyText } from './copy-text';

it('a text is copied', async () => {
  const copied: string[] = [];
  const writeText = (text: string) => Promise.resolve(void copied.push(text));
  expect(await copyText('address', { writeText })).toBe(true);
  expect(copied).toEqual(['address']);
});

it('a browser that refuses is believed', async () => {
  const writeText = () => Promise.reject(new Error('NotAllowedError'));
  expect(await copyText('address', { writeText })).toBe(false);
});

it('a browser without a clipboard copies nothing', async () => {
  expect(await copyText('address')).toBe(false);
});
