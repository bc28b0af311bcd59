/** The texts of the settings page, in English. */
export const enSettings = {
  title: 'Settings',
  readOnly:
    'You may look at everything here but the settings: they take the app role Connector.Admin.',
  about:
    'Secrets go to the store that this connector was given for them: a Key Vault, or files of its own. They can be replaced here, but never seen again.',
  x: 'X developer app',
  xHelp: 'Keys and tokens of the app in the X developer portal.',
  entra: 'Microsoft Entra ID application',
  entraHelp: 'The application that admins and the Import service sign in with.',
  names: {
    xAppKey: 'API key',
    xAppSecret: 'API key secret',
    xAccessToken: 'Access token',
    xAccessSecret: 'Access token secret',
    aadAppId: 'Application (client) id',
    aadAppSecret: 'Client secret',
  },
  setOn: (at: string, by?: string) => `Set on ${at}${by === undefined ? '' : ` by ${by}`}`,
  isSet: 'Set',
  isNotSet: 'Not set',
  isOptional: 'Not set (optional: only the test uses it)',
  fromEnvironment: 'from the environment variable AAD_APP_ID',
  lock: {
    testing: 'Finding out whether signing in with Microsoft works …',
    works:
      'Signing in with Microsoft works. The key now only opens the set-up page of a job, from the portal; here it may set nothing more. Sign out, and sign in with Microsoft.',
    silent:
      'Entra ID does not answer, so nobody knows whether signing in with Microsoft works. Until then the key may set nothing here.',
  },
  replace: 'Replace',
  set: 'Set',
  replaceHelp: 'A field that is left empty stays as it is.',
  save: 'Save',
  saved: 'Saved. Running workers take the new values within minutes.',
  nothing: 'Nothing was entered.',
  confirmTitle: 'Replace these values?',
  confirmText: (names: string) =>
    `${names}: the values so far are no longer used, and cannot be had back from here.`,
  testX: 'Test X credentials',
  testEntra: 'Test Entra credentials',
  testing: 'Testing …',
  works: 'It works',
  fails: 'It does not work',
  checkedAt: (at: string) => `Tested ${at}`,
  addresses: 'Addresses to register',
  addressesHelp: 'The other side sends browsers back only to addresses that it knows.',
  redirectUri: 'Redirect URI, in the Entra ID application (platform Web)',
  callbackUrl: 'Callback URI, in the X developer app',
  bootstrapNext:
    'When the test says that it works, sign out and sign in with Microsoft: everything else is open to admins only.',
};
