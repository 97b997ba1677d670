/** What the fields of the plan editor are called. By position: the form and whoever reads it have the same plan, by its hash. */
export interface WorkFields {
  readonly title: string;
  readonly task: string;
  readonly agent: string;
  readonly persona: string;
  readonly skills: string;
  readonly loop: string;
  readonly waits: string;
  readonly drop: string;
}

export function workFields(position: number): WorkFields {
  const name = (part: string): string => `w${position}.${part}`;
  return {
    title: name('title'),
    task: name('task'),
    agent: name('agent'),
    persona: name('persona'),
    skills: name('skills'),
    loop: name('loop'),
    waits: name('waits'),
    drop: name('drop'),
  };
}

/** From 1: the first phase has no gate of its own. */
export function gateField(position: number): string {
  return `p${position}.gate`;
}
