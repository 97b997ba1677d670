/** The shipped and added personas (skills, templates and compositions join later). */
export interface Library {
  persona(name: string): Persona | null;
  personas(): readonly Persona[];
}

export interface Persona {
  /** Kebab-case, as people type it. */
  readonly name: string;
  readonly description: string;
  /** The Markdown body: identity, judgement, way of speaking. */
  readonly text: string;
}
