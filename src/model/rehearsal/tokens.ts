/** Plausible token counts from real lengths. Nothing is cached in a rehearsal, and thinking is not counted. */
import type { TokenCounts } from '../../engine/model-table.ts';
import type { ModelCall, ModelDocument } from '../../ports/model.ts';

/** English prose and Markdown come to a little under four characters a token. */
const CHARACTERS_PER_TOKEN = 3.8;
/** A picture at the size limit; a PDF page comes to about as much, and to about 40 KB of base64. */
const TOKENS_PER_PICTURE = 1_600;
const PAGE_BASE64_LENGTH = 40_000;

export function tokensOf(call: ModelCall, output: string): TokenCounts {
  const documents = call.documents.reduce((sum, document) => sum + documentTokens(document), 0);
  return {
    inputTokens: textTokens(call.system) + textTokens(call.prompt) + documents,
    cacheWriteTokens: 0,
    cacheReadTokens: 0,
    outputTokens: Math.min(textTokens(output), call.maxTokens),
  };
}

function documentTokens(document: ModelDocument): number {
  switch (document.kind) {
    case 'text':
      return textTokens(document.name) + textTokens(document.text);
    case 'pdf':
      return Math.ceil(document.base64.length / PAGE_BASE64_LENGTH) * TOKENS_PER_PICTURE;
    case 'image':
      return TOKENS_PER_PICTURE;
    default: {
      const missed: never = document;
      return missed;
    }
  }
}

function textTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
