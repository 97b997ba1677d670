/** What a link to a run's thread is called. */
export const OPEN_THREAD = 'Open the thread';

/** Of a thread, where what was asked gives no name. */
export const NEW_THREAD_NAME = 'A run of Baton';
