/**
 * Markdown by models and people as HTML. Raw HTML stays text, links go to the web or to mail only, and pictures are
 * not loaded: fetching one would tell another server that this page was read.
 */
import MarkdownIt from 'markdown-it';
import { type Html, raw } from './html.ts';

const LINK_SCHEMES = /^(?:https?:|mailto:)/iu;

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdown.validateLink = (url) => LINK_SCHEMES.test(url.trim());

markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer nofollow');
  tokens[index]?.attrSet('target', '_blank');
  return self.renderToken(tokens, index, options);
};

markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const alt = markdown.utils.escapeHtml(token?.content ?? '');
  const address = markdown.utils.escapeHtml(String(token?.attrGet('src') ?? ''));
  return `<a href="${address}" rel="noopener noreferrer nofollow" target="_blank">${alt === '' ? 'picture' : alt}</a>`;
};

// Wide tables scroll by themselves instead of widening the page.
markdown.renderer.rules.table_open = () => '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>';
markdown.renderer.rules.table_close = () => '</table></div>';

export function markdownHtml(source: string): Html {
  return raw(`<div class="markdown">${markdown.render(source)}</div>`);
}
