import { describe, expect, it } from 'vitest';
import { readCommand } from '../../commands/index.ts';

const values = (entries: Record<string, string>) => new Map(Object.entries(entries));

describe('the library', () => {
  it.each([
    ['/baton personas', { kind: 'shelf', shelf: 'personas', words: '' }],
    ['/baton SKILLS  aws deploy ', { kind: 'shelf', shelf: 'skills', words: 'aws deploy' }],
    ['/baton templates', { kind: 'shelf', shelf: 'templates', words: '' }],
    ['/baton compositions launch', { kind: 'shelf', shelf: 'compositions', words: 'launch' }],
    ['@Baton skills', { kind: 'shelf', shelf: 'skills', words: '' }],
    ['/baton library check', { kind: 'library-check' }],
    ['/baton library CHECK ', { kind: 'library-check' }],
    ['@Baton library check', { kind: 'library-check' }],
    ['/baton skills help', { kind: 'help', topic: 'skills' }],
    ['/baton help preview', { kind: 'help', topic: 'preview' }],
  ])('%s', (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });

  it.each(['@Baton skills we lack for the launch', '@Baton preview the launch plan', '@Baton library check the new books'])('%s is a task', (text) => {
    expect(readCommand(text)).toMatchObject({ kind: 'request', task: text.replace('@Baton ', '') });
  });

  it.each([
    ['/baton library', 'library', { kind: 'library-word', typed: '' }],
    ['/baton library books', 'library', { kind: 'library-word', typed: 'books' }],
    [`/baton skills ${'x'.repeat(201)}`, 'skills', { kind: 'too-many-words', characters: 201, limit: 200 }],
    ['/baton skill', 'baton', { kind: 'unknown-command', typed: 'skill', closest: '/baton skills' }],
    ['/baton preview', 'preview', { kind: 'template-needed' }],
    ['/baton preview task=x', 'preview', { kind: 'template-needed' }],
    ['/baton preview research task="a" about cats', 'preview', { kind: 'stray-values', typed: 'about cats' }],
    ['/baton preview research about cats', 'preview', { kind: 'stray-values', typed: 'about cats' }],
  ])('%s is misread', (text, topic, problem) => {
    expect(readCommand(text)).toEqual({ kind: 'misread', topic, problem });
  });
});

describe('the inputs of a preview', () => {
  it.each([
    ['research', {}],
    ['research task=Look', { task: 'Look' }],
    ['research task=Look at all of it files=a.py b.py', { task: 'Look at all of it', files: 'a.py b.py' }],
    ['research task="Look, files=none" files=a.py', { task: 'Look, files=none', files: 'a.py' }],
    ['research task="open files=a.py', { task: '"open', files: 'a.py' }],
    ['research task=Say "yes" twice', { task: 'Say "yes" twice' }],
    ['research task="Look at it" files=\'a.py\'', { task: 'Look at it', files: 'a.py' }],
    ['research --files "src/auth.py"', { files: 'src/auth.py' }],
    ['research —files=src/auth.py —task Look', { files: 'src/auth.py', task: 'Look' }],
    ['research Task=One\ntwo\n\nthree', { task: 'One\ntwo\n\nthree' }],
    ['research task=a=b', { task: 'a=b' }],
    ['research task=', { task: '' }],
    ['research\ntask=Look', { task: 'Look' }],
  ])('%s', (text, expected) => {
    expect(readCommand(`/baton preview ${text}`)).toEqual({ kind: 'preview', template: 'research', values: values(expected) });
  });
});
