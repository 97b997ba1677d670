/** How a task or a template speaks of an input whose value stands below it, as material. */
export function givenHere(name: string): string {
  return `the ${name.replaceAll(/[-_]/gu, ' ')} given here`;
}
