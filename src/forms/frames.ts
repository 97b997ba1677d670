/** What a field of a form is called and holds, before a surface draws it. */
export interface Frame {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** May be left empty. */
  readonly optional?: boolean;
}

export interface TextFrame extends Frame {
  readonly value: string;
  readonly multiline: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of a few. */
export interface ChoiceFrame extends Frame {
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
}

/** Any number of a few. */
export interface ChoicesFrame extends Frame {
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
}
