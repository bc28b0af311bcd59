/**
 * Who acts on a failure first. `admin` keeps the X developer app, the Entra ID application and the settings; `operator` runs the
 * processes and the storage account; `developer` mends this code; `caller` sent the request. `nobody`: it passes.
 */
export type ErrorActor = 'nobody' | 'admin' | 'operator' | 'developer' | 'caller';

/**
 * Where a failure is met: a capture run, one media file, a download task, delivery to a mail server, a request to the connector, an
 * import of the owner's archive, an export to a folder, an alert to be told, a migration from Microsoft's sample, the start of a process.
 */
export type ErrorPlace =
  | 'capture'
  | 'media'
  | 'delivery'
  | 'mail'
  | 'request'
  | 'import'
  | 'export'
  | 'alert'
  | 'migration'
  | 'start';

/** A row of `docs/errors.md`. */
export interface ErrorDoc {
  meaning: string;
  who: ErrorActor;
  action: string;
  places: readonly ErrorPlace[];
}
