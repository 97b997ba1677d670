/** What a link to a run's thread is called. */
export const OPEN_THREAD = 'Open the thread';
