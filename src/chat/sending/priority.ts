/** Who goes first when there is not room for everything: a question that people wait for before a progress line. */

export const PRIORITIES = ['decision', 'answer', 'progress', 'background'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Smaller goes first. */
export const rankOf = (priority: Priority): number => PRIORITIES.indexOf(priority);
