/** The attributes of the instructor's blocks, each checked. */
import type { MdxJsxFlowElement } from 'mdast-util-mdx';
import { BookError, type Place } from './book-error.ts';

/** May a section be left out of a workshop that runs late? `first`: before the others. */
export type Cut = 'never' | 'if-needed' | 'first';

const CUTS: readonly Cut[] = ['never', 'if-needed', 'first'];

/** What stands between the braces of an expression, or the words of a literal. */
interface Value {
  kind: 'literal' | 'expression';
  text: string;
}

/** @throws BookError unless the block has `minutes` and `cut`, both right, and nothing else */
export function readNoteHead(block: MdxJsxFlowElement, place: Place): { minutes: number; cut: Cut } {
  const { minutes, cut } = valuesOf(block, ['minutes', 'cut'], place);
  if (minutes?.kind !== 'expression' || !/^[1-9]\d*$/.test(minutes.text.trim())) {
    throw new BookError(
      place,
      `minutes is ${shown(minutes)}`,
      'write a whole number from 1 in braces: minutes={8}.',
    );
  }
  const known = CUTS.find((name) => cut?.kind === 'literal' && name === cut.text);
  if (known === undefined) {
    throw new BookError(
      place,
      `cut is ${shown(cut)}`,
      `write one of ${CUTS.map((c) => `"${c}"`).join(', ')}.`,
    );
  }
  return { minutes: Number(minutes.text), cut: known };
}

/** @throws BookError unless the block has exactly the attributes `names`, each with words in quotes */
export function readWords(
  block: MdxJsxFlowElement,
  names: readonly string[],
  place: Place,
): Record<string, string> {
  const values = valuesOf(block, names, place);
  return Object.fromEntries(
    names.map((name) => {
      const value = values[name];
      if (value?.kind !== 'literal' || value.text.trim() === '') {
        throw new BookError(place, `${name} is ${shown(value)}`, `write ${name}="…", with words in it.`);
      }
      return [name, value.text];
    }),
  );
}

function valuesOf(
  block: MdxJsxFlowElement,
  names: readonly string[],
  place: Place,
): Partial<Record<string, Value>> {
  const values: Partial<Record<string, Value>> = {};
  for (const attribute of block.attributes) {
    const name = attribute.type === 'mdxJsxAttribute' ? attribute.name : '{…}';
    if (!names.includes(name) || name in values) {
      const problem = name in values ? `${name} is given twice` : `<${block.name}> has no attribute ${name}`;
      throw new BookError(place, problem, `it takes ${names.join(' and ')}, each once.`);
    }
    const { value } = attribute;
    if (typeof value === 'string') values[name] = { kind: 'literal', text: value };
    else values[name] = { kind: 'expression', text: value?.value ?? '' };
  }
  return values;
}

function shown(value: Value | undefined): string {
  if (!value) return 'missing';
  return value.kind === 'literal' ? `"${value.text}"` : `{${value.text}}`;
}
