import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { BookError } from './book-error.ts';

/** Where the glossary is kept, relative to the project. */
export const GLOSSARY_FILE = 'content/glossary/terms.yaml';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write it in small letters, digits and hyphens');

/** Ends of sentences: a full stop after which a new sentence begins, or the text ends. */
const SENTENCE_END = /[.!?](?=\s+\p{Lu}|$)/gu;

const definition = z
  .string()
  .refine((text) => /[.!?]$/.test(text), 'end it with a full stop')
  .refine((text) => (text.match(SENTENCE_END)?.length ?? 0) <= 3, 'keep it to three sentences')
  .refine((text) => text.split('`').length % 2 === 1, 'close every backquote');

/** One word of the field, as `content/glossary/terms.yaml` has it. */
export const glossaryEntrySchema = z.strictObject({
  /** The anchor on the glossary page, and what `<Term id>` names. */
  id,
  /** The term as it stands in running text. */
  term: z.string().min(1),
  /** Other forms, abbreviations and synonyms. */
  also: z.array(z.string().min(1)).default([]),
  /** The names of the chapters in which the word has this meaning; without it, all. */
  only: z.array(id).optional(),
  /** One to three sentences; code stands between backquotes. */
  definition,
  /** Ids of related entries. */
  see: z.array(id).default([]),
});

export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

/**
 * The entries of the glossary's source, in the order of the alphabet.
 * @param text YAML, a list of entries
 * @throws BookError that names file, line and field, and says how to mend it
 */
export function parseGlossary(text: string, file = GLOSSARY_FILE): GlossaryEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    throw new BookError({ file, line }, `this is no valid YAML: ${error.message.split('\n')[0]}`, HOW_TO);
  }
  const data: unknown = document.toJS();
  if (!Array.isArray(data)) throw new BookError({ file, line: 1 }, 'the glossary is no list', HOW_TO);
  const lineOf = (path: readonly PropertyKey[]) => lineOfPath(document, lines, path);
  const entries = data.map((item, index) => {
    const read = glossaryEntrySchema.safeParse(item);
    if (read.success) return read.data;
    const { path, message } = read.error.issues[0] as z.core.$ZodIssue;
    const name = String((item as { id?: unknown } | null)?.id ?? `number ${index + 1}`);
    throw new BookError(
      { file, line: lineOf([index, ...path]) },
      `the entry ${name} has a fault in “${path.join('.') || 'the whole'}”: ${message}`,
      HOW_TO,
    );
  });
  checkTogether(entries, (index) => ({ file, line: lineOf([index]) }));
  return entries;
}

const HOW_TO = 'see the example at the top of the file.';

/** What can be wrong among entries that are each sound. */
function checkTogether(
  entries: readonly GlossaryEntry[],
  placeOf: (index: number) => { file: string; line: number },
): void {
  const ids = new Set(entries.map((entry) => entry.id));
  for (const [index, entry] of entries.entries()) {
    const before = entries.slice(0, index);
    if (before.some((other) => other.id === entry.id)) {
      throw new BookError(placeOf(index), `the entry ${entry.id} stands twice`, 'keep one of them.');
    }
    const last = before.at(-1);
    if (last && last.id > entry.id) {
      throw new BookError(
        placeOf(index),
        `${entry.id} stands after ${last.id}`,
        'keep the order of the alphabet, by id.',
      );
    }
    const missing = entry.see.find((other) => other === entry.id || !ids.has(other));
    if (missing !== undefined) {
      throw new BookError(
        placeOf(index),
        `“see” of ${entry.id} names ${missing === entry.id ? 'itself' : `${missing}, and there is no such entry`}`,
        'name another entry, or take it out.',
      );
    }
  }
}

function lineOfPath(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** A text with code between backquotes, cut into its parts. */
export function codeParts(text: string): { code: boolean; text: string }[] {
  return text
    .split('`')
    .map((part, index) => ({ code: index % 2 === 1, text: part }))
    .filter((part) => part.text !== '');
}
