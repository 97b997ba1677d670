/**
 * A call as the Messages API wants it. Order matters for the cached prefix: tools, system, documents, then the prompt,
 * with breakpoints after the system text and after the last document, so that siblings share all before their own task.
 */
import type { Messages } from '@anthropic-ai/sdk/resources/messages';
import type { ModelCall, ModelDocument } from '../../ports/model.ts';
import { usableTools } from './usable-tools.ts';

export type Request = Messages.MessageStreamParams;
export type OutputFormat = Messages.JSONOutputFormat;

const BREAKPOINT: Messages.CacheControlEphemeral = { type: 'ephemeral' };

export function requestFor(call: ModelCall, format: OutputFormat | null): Request {
  const tools = usableTools(call.tools);
  return {
    model: call.model,
    max_tokens: call.maxTokens,
    output_config: { effort: call.effort, ...(format ? { format } : {}) },
    ...(tools.length > 0 ? { tools: tools.map(toolParam) } : {}),
    ...(call.system === '' ? {} : { system: [{ type: 'text', text: call.system, cache_control: BREAKPOINT }] }),
    messages: [{ role: 'user', content: [...documentBlocks(call.documents), { type: 'text', text: call.prompt }] }],
  };
}

function toolParam(tool: ReturnType<typeof usableTools>[number]): Messages.Tool {
  return { name: tool.name, description: tool.description, input_schema: { ...tool.inputSchema, type: 'object' } };
}

function documentBlocks(documents: readonly ModelDocument[]): Messages.ContentBlockParam[] {
  return documents.flatMap((document, index) => blocksOf(document, index === documents.length - 1 ? { cache_control: BREAKPOINT } : {}));
}

function blocksOf(document: ModelDocument, breakpoint: { cache_control?: Messages.CacheControlEphemeral }): Messages.ContentBlockParam[] {
  switch (document.kind) {
    case 'text':
      // The service refuses an empty source.
      return [
        { type: 'document', title: document.name, source: { type: 'text', media_type: 'text/plain', data: document.text || '(empty file)' }, ...breakpoint },
      ];
    case 'pdf':
      return [{ type: 'document', title: document.name, source: { type: 'base64', media_type: 'application/pdf', data: document.base64 }, ...breakpoint }];
    case 'image':
      // Image blocks have no title of their own.
      return [
        { type: 'text', text: `Image: ${document.name}` },
        { type: 'image', source: { type: 'base64', media_type: document.mediaType, data: document.base64 }, ...breakpoint },
      ];
    default: {
      const missed: never = document;
      return missed;
    }
  }
}
