/** A library without a disk: what the test gives it, and nothing else. */
import type { Library } from '../../src/ports/library.ts';

type Holdings = { readonly [Kind in 'personas' | 'skills' | 'templates' | 'compositions' | 'problems']?: ReturnType<Library[Kind]> };

export function libraryOf({ personas = [], skills = [], templates = [], compositions = [], problems = [] }: Holdings = {}): Library {
  return {
    persona: (name) => personas.find((one) => one.name === name) ?? null,
    personas: () => personas,
    skill: (name) => skills.find((one) => one.name === name) ?? null,
    skills: () => skills,
    template: (name) => templates.find((one) => one.name === name) ?? null,
    templates: () => templates,
    composition: (name) => compositions.find((one) => one.name === name) ?? null,
    compositions: () => compositions,
    problems: () => problems,
    refresh: async () => undefined,
  };
}
