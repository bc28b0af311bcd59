import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

/**
 * What Node has compiled is kept beside the build, for the next start; where that cannot be written, nothing is. Imported before all else.
 * Not in the folder for temporary files, Node's own choice: others may write there what this process would run.
 */
enableCompileCache(resolve(__dirname, '../../../compile-cache'));
