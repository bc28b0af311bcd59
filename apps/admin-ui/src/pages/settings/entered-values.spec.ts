import { enteredValues } from './entered-values';

it('what is left empty stays as it is, and spaces around a value are no part of it', () => {
  expect(enteredValues({ xAppKey: ' key\n', xAppSecret: '', xAccessToken: '  ' })).toEqual({
    xAppKey: 'key',
  });
});
