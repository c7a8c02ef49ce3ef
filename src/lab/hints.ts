/** The stages of a `hints.md`: the text between its `## ` headings, headings left out. Pure. */
export function readHints(text: string): string[] {
  return text
    .split(/^## .*$/m)
    .slice(1)
    .map((stage) => stage.trim());
}
