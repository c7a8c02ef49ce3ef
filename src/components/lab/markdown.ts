import { createMarkdownProcessor, type MarkdownRenderer } from '@astrojs/markdown-remark';

let processor: Promise<MarkdownRenderer> | undefined;

/** A short Markdown text, such as a hint, as HTML. */
export async function renderMarkdown(text: string): Promise<string> {
  processor ??= createMarkdownProcessor({ syntaxHighlight: false, smartypants: false });
  const { code } = await (await processor).render(text);
  return code;
}
