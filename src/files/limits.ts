/** How much people may attach. */
const MIB = 1024 * 1024;

export const MAX_FILE_BYTES = 10 * MIB;
/** A map-reduce shares out dozens: what they may weigh together stays. */
export const MAX_FILES = 100;
/** All files of one request: they are in memory at once while they are read. */
export const MAX_UPLOAD_BYTES = 64 * MIB;
