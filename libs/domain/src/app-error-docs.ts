import { type AppErrorCode } from './app-error';
import { accessErrorDocs } from './error-docs/access-error-docs';
import { adminErrorDocs } from './error-docs/admin-error-docs';
import { type ErrorDoc } from './error-docs/error-doc';
import { exportErrorDocs } from './error-docs/export-error-docs';
import { folderErrorDocs } from './error-docs/folder-error-docs';
import { importErrorDocs } from './error-docs/import-error-docs';
import { loginErrorDocs } from './error-docs/login-error-docs';
import { mailErrorDocs } from './error-docs/mail-error-docs';
import { migrationErrorDocs } from './error-docs/migration-error-docs';
import { storageErrorDocs } from './error-docs/storage-error-docs';
import { xErrorDocs } from './error-docs/x-error-docs';

/** What each code means and who does what about it; `docs/errors.md` is made from it. A code without an entry does not compile. */
export const appErrorDocs: Readonly<Record<AppErrorCode, ErrorDoc>> = {
  ...xErrorDocs,
  ...loginErrorDocs,
  ...exportErrorDocs,
  ...storageErrorDocs,
  ...accessErrorDocs,
  ...adminErrorDocs,
  ...importErrorDocs,
  ...mailErrorDocs,
  ...folderErrorDocs,
  ...migrationErrorDocs,
};
