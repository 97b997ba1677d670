/** Colours of the picture. A picture in a page cannot see the page's style sheet, so there is one drawing per theme. */
import type { StepState } from '../cards/card.ts';

export type ThemeName = 'light' | 'dark';

export interface Theme {
  readonly paper: string;
  readonly box: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly states: Readonly<Record<StepState, string>>;
}

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    paper: '#fbf9f4',
    box: '#ffffff',
    ink: '#1f2328',
    quiet: '#5c6066',
    line: '#a8a294',
    states: {
      pending: '#8b877d',
      running: '#1f5fae',
      done: '#2c6e49',
      failed: '#b3261e',
      blocked: '#8a5a00',
      skipped: '#6d6a75',
      supplied: '#5b4b9a',
      cancelled: '#6d6a75',
    },
  },
  dark: {
    paper: '#1b1d21',
    box: '#24272c',
    ink: '#ece8df',
    quiet: '#a9a69d',
    line: '#5f6269',
    states: {
      pending: '#8f8b82',
      running: '#7ab0f5',
      done: '#74c69d',
      failed: '#ff8a80',
      blocked: '#e9b44c',
      skipped: '#9a97a3',
      supplied: '#b7a8f0',
      cancelled: '#9a97a3',
    },
  },
};
