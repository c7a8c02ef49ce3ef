/** A program as a tree of statements, so that parts of it can be taken away and the rest is still a program. */
import type { Host } from '#lab/model.ts';

/** Text, with blocks where other statements stand. */
export interface Statement {
  parts: readonly (string | Block)[];
}

/** What stands between two braces. */
export interface Block {
  statements: readonly Statement[];
}

/** Stands in a program's text only if something in it uses the name. */
export interface HeadLine {
  name: string;
  text: string;
}

export interface GeneratedProgram {
  /** The seed, or the file that it stands in. */
  name: string;
  host: Host;
  /** What may stand before the first statement: imports and helpers. */
  head: readonly HeadLine[];
  body: Block;
  /** Milliseconds after which nothing of it happens any more. */
  horizon: number;
}

/** A fragment of text with blocks in it: what a statement is made of. */
export type Code = readonly (string | Block)[];

/** Puts text, blocks and other fragments together. */
export function code(
  texts: TemplateStringsArray,
  ...holes: readonly (string | number | Block | Code)[]
): Code {
  const parts: (string | Block)[] = [];
  for (const [at, text] of texts.entries()) {
    parts.push(text);
    const hole = holes[at];
    if (hole === undefined) continue;
    if (typeof hole === 'number') parts.push(String(hole));
    else if (isCode(hole)) parts.push(...hole);
    else parts.push(hole);
  }
  return parts;
}

const isCode = (hole: string | Block | Code): hole is Code => Array.isArray(hole);

export const statement = (parts: Code): Statement => ({ parts });

/** Fragments with a separator between them. */
export const join = (fragments: readonly Code[], separator: string): Code =>
  fragments.flatMap((fragment, at) => (at === 0 ? fragment : [separator, ...fragment]));

function renderStatement({ parts }: Statement, indent: string): string {
  return parts
    .map((part) =>
      typeof part === 'string' ? part.replaceAll('\n', `\n${indent}`) : renderBlock(part, indent),
    )
    .join('');
}

function renderBlock({ statements }: Block, indent: string): string {
  if (statements.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = statements.map((one) => `${inner}${renderStatement(one, inner)}\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** The program's text. */
export function textOf({ head, body }: GeneratedProgram): string {
  const text = body.statements.map((one) => `${renderStatement(one, '')}\n`).join('');
  const words = new Set(text.match(/\w+/g));
  return `${head.map((line) => (words.has(line.name) ? line.text : '')).join('')}${text}`;
}
