/** Blocks as plain lines, the way a person reads them: what stands there, what can be pressed, what is still open. */
import type { Loose } from '../loose.ts';
import type { Workspace } from '../world/workspace.ts';
import { readMrkdwn } from './mrkdwn.ts';
import { richTextLines } from './rich-text-lines.ts';

export function blockLines(blocks: readonly Loose[], workspace: Workspace): string[] {
  return blocks.flatMap((block) => linesOf(block, workspace));
}

const TASK_SIGNS: Readonly<Record<string, string>> = { pending: '○', in_progress: '◐', complete: '✓', error: '✗' };

function linesOf(block: Loose, workspace: Workspace): string[] {
  const words = (text: Loose) => textLines(text, workspace);
  switch (block.type) {
    case 'header':
      return words(block.text);
    case 'section':
      return [
        ...(block.text ? words(block.text) : []),
        ...(block.fields ?? []).flatMap(words),
        ...(block.accessory ? [elementLine(block.accessory, workspace)] : []),
      ];
    case 'context':
      return [
        block.elements.map((element: Loose) => (element.type === 'image' ? `[image: ${element.alt_text}]` : words(element).join('\n'))).join(' '),
      ].flatMap((line: string) => line.split('\n'));
    case 'actions':
    case 'context_actions':
      return [block.elements.map((element: Loose) => elementLine(element, workspace)).join(' ')];
    case 'divider':
      return ['---'];
    case 'markdown':
      return readMrkdwn(block.text, workspace).split('\n');
    case 'rich_text':
      return richTextLines(block, workspace);
    case 'image':
      return [`[image: ${block.title?.text ?? block.alt_text}]`];
    case 'plan':
      return [block.title, ...(block.tasks ?? []).flatMap((task: Loose) => taskLines(task, workspace))];
    case 'task_card':
      return taskLines(block, workspace);
    case 'alert':
      return words(block.text).map((line) => `! ${line}`);
    case 'input':
      return [`${block.label.text}${block.optional ? ' (optional)' : ''}: ${elementLine(block.element, workspace)}`, ...(block.hint ? words(block.hint) : [])];
    case 'table':
    case 'data_table':
      return block.rows.map((row: Loose[]) => row.map((cell) => cell.text ?? richTextLines(cell, workspace).join(' ')).join(' | '));
    case 'card':
      return [block.title, block.subtitle, block.body].flatMap((text) => (text ? words(text) : []));
    case 'carousel':
      return blockLines(block.elements, workspace);
    case 'container':
      return [...(block.title ? words(block.title) : []), ...blockLines(block.child_blocks, workspace)];
    default:
      return [`[${block.type}]`];
  }
}

function textLines(text: Loose, workspace: Workspace): string[] {
  return (text.type === 'mrkdwn' ? readMrkdwn(text.text, workspace) : String(text.text)).split('\n');
}

function taskLines(task: Loose, workspace: Workspace): string[] {
  const inside = [...(task.details ? richTextLines(task.details, workspace) : []), ...(task.output ? richTextLines(task.output, workspace) : [])];
  return [`${TASK_SIGNS[task.status] ?? '?'} ${task.title}`, ...inside.map((line) => `    ${line}`)];
}

function elementLine(element: Loose, workspace: Workspace): string {
  switch (element.type) {
    case 'button':
    case 'icon_button':
    case 'workflow_button':
      return `[${element.text.text}]`;
    case 'feedback_buttons':
      return `[${element.positive_button.text.text}] [${element.negative_button.text.text}]`;
    case 'image':
      return `[image: ${element.alt_text}]`;
    case 'overflow':
      return `[...: ${element.options.map((option: Loose) => option.text.text).join(' / ')}]`;
    case 'checkboxes':
    case 'radio_buttons':
      return element.options.map((option: Loose) => `${chosen(element, option) ? '(x)' : '( )'} ${readMrkdwn(option.text.text, workspace)}`).join(' ');
    case 'static_select':
    case 'multi_static_select':
      return `[${element.initial_option?.text.text ?? element.initial_options?.map((option: Loose) => option.text.text).join(', ') ?? element.placeholder?.text ?? 'choose'} v]`;
    default:
      return `[${element.initial_value ?? element.placeholder?.text ?? ''}]`;
  }
}

function chosen(element: Loose, option: Loose): boolean {
  return element.initial_option?.value === option.value || (element.initial_options ?? []).some((one: Loose) => one.value === option.value);
}
