const sdk = (name, pkg, folder) => ({
  name: `sdk-${name}`,
  comment: 'Each SDK lives in one kind of folder and nowhere else (STYLE §2.2).',
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: folder },
  to: { path: `node_modules/${pkg}` },
});
const layer = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(libs|apps)/', pathNot: to },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'across-libs-through-index',
      severity: 'error',
      from: { path: '^(?:libs|apps|test|scripts)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'apps-never-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'testing-only-from-tests',
      severity: 'error',
      from: { path: '^(apps|libs|scripts)/', pathNot: ['/testing/', '\\.(spec|contract)\\.ts$'] },
      to: { path: '^libs/[^/]+/testing/' },
    },
    {
      name: 'only-tests-import-test',
      severity: 'error',
      from: { path: '^(apps|libs|scripts)/' },
      to: { path: '^test/' },
    },
    layer('domain-is-pure', '^libs/domain/src/', '^libs/domain/'),
    layer('config-sees-domain', '^libs/config/src/', '^libs/(domain|config)/'),
    layer('azure-sees-config', '^libs/azure/src/', '^libs/(domain|config|azure)/'),
    ...[
      'secrets',
      'auth',
      'audit',
      'twitter-ingestion',
      'archive',
      'blob-export',
      'mail-export',
      'jobs',
      'imports',
    ].map((lib) =>
      layer(`${lib}-is-a-sibling`, `^libs/${lib}/src/`, `^libs/(domain|config|azure|${lib})/`),
    ),
    layer(
      'message-conversion-is-pure',
      '^libs/message-conversion/src/',
      '^libs/(domain|message-conversion)/',
    ),
    layer('use-cases', '^libs/(capture|delivery)/src/', '^libs/(?!(capture|delivery)/)|^libs/$1/'),
    layer('alerts-see-use-cases', '^libs/alerts/src/', '^libs/(?!capture/)'),
    layer('telemetry-sees-config', '^libs/telemetry/src/', '^libs/(domain|config|telemetry)/'),
    layer('admin-ui-stands-alone', '^apps/admin-ui/', '^apps/admin-ui/'),
    {
      name: 'admin-ui-runs-in-a-browser',
      severity: 'error',
      from: { path: '^apps/admin-ui/src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    layer('sandbox-stands-alone', '^apps/sandbox/', '^(apps/sandbox|libs/domain)/'),
    {
      name: 'pure-libs-do-no-io',
      severity: 'error',
      from: { path: '^libs/(domain|message-conversion)/src/', pathNot: '\\.spec\\.ts$' },
      to: {
        dependencyTypes: ['core', 'npm'],
        pathNot: [
          'node_modules/zod',
          '^(node:)?(buffer|crypto|stream)$',
          'node_modules/nodemailer',
        ],
      },
    },
    sdk('twitter', 'twitter-api-v2', '^libs/twitter-ingestion/src/x-api/'),
    sdk('zip', '(@types/)?yauzl', '^libs/twitter-ingestion/src/x-archive/'),
    sdk(
      'blob',
      '@azure/storage-blob',
      '^(libs/(archive|blob-export|imports|azure)/src/|apps/sandbox/)',
    ),
    sdk('tables', '@azure/data-tables', '^libs/(archive|jobs|imports|audit|auth|azure)/src/'),
    sdk('queue', '@azure/storage-queue', '^libs/(jobs|azure)/src/'),
    sdk('key-vault', '@azure/keyvault-(secrets|keys)', '^libs/secrets/src/key-vault/'),
    sdk('identity', '@azure/identity', '^libs/azure/'),
    sdk('entra', 'passport-azure-ad', '^libs/auth/src/entra/'),
    sdk(
      'mime',
      'nodemailer',
      '^(libs/(message-conversion/src/message/|mail-export/src/smtp/|alerts/src/alert-message)|apps/sandbox/src/(office365|mailbox)/)',
    ),
    sdk('imap', 'imapflow', '^libs/mail-export/src/imap/'),
    sdk('telemetry', '(@opentelemetry/|@azure/monitor-opentelemetry)', '^libs/telemetry/'),
    sdk('react', '(react|react-dom|@fluentui|@tanstack|wouter)/', '^apps/admin-ui/'),
    sdk('jwt', 'jose', '^(libs/auth/|apps/sandbox/)'),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps/admin-ui/)?(dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
