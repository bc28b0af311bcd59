// Keeps Azurite from looking for blobs' bytes that nothing refers to any more: every 10 minutes it sorts all blobs once for each 5,000 of
// them, and answers nobody meanwhile; with 400,000 blobs for minutes (azurite 3.37, listAllBlobs). Given to it with `--import`.
import constants from 'azurite/dist/src/blob/utils/constants.js';

constants.DEFAULT_GC_INTERVAL_MS = 24 * 3600_000;
