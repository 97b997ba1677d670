/** How much people may attach. */
const MIB = 1024 * 1024;

export const MAX_FILE_BYTES = 10 * MIB;
export const MAX_FILES = 20;
/** All files of one request: they are in memory at once while they are read. */
export const MAX_UPLOAD_BYTES = 64 * MIB;
