/** Every block that the book lets a reader run in the page, run there: it prints what the book shows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingInPage, programOf, type BlockProgram } from '#book/page-programs.ts';
import { parseFences, type RunnableFence } from '#book/fences.ts';
import { embeddedNode } from '#runtime/embedded/page-node.ts';
import { readChapters } from './source/chapters.ts';
import { DIFFERENT_IN_PAGE, judge } from './source/different-in-page.ts';
import { startEmbeddedHost, type EmbeddedHost } from '../support/embedded-host.ts';
import { compareRun } from '../support/fences/compare.ts';

interface PageBlock {
  fence: RunnableFence;
  program: BlockProgram;
}

const chapters = readChapters().map(({ file, text }) => parseFences(text, file));

const blocks = chapters.flatMap((fences) =>
  fences.flatMap((fence): PageBlock[] => {
    if (fence.kind !== 'run') return [];
    const program = programOf(fence, fences);
    return missingInPage(fence, program.files, embeddedNode) === null ? [{ fence, program }] : [];
  }),
);

let host: EmbeddedHost;

beforeAll(async () => {
  host = await startEmbeddedHost();
});
afterAll(() => host?.close());

async function differenceOf({ fence, program }: PageBlock): Promise<string> {
  const { files, entry } = program;
  const type = fence.host === 'node-cjs' ? 'node-cjs' : 'node-esm';
  const { stdout, stderr, ended } = await host.run({ files, entry, host: type });
  const timedOut = ended.reason !== 'exited';
  return compareRun(fence, { stdout, stderr, exitCode: ended.exitCode ?? -1, timedOut });
}

const reasonFor = ({ fence }: PageBlock) =>
  DIFFERENT_IN_PAGE.find(
    ({ file, contains }) => fence.place.file.endsWith(file) && fence.code.includes(contains),
  );

describe('every block with a Run button prints in the page what the book shows', () => {
  test.for(blocks.map((block) => [`${block.fence.place.file}:${block.fence.place.line}`, block] as const))(
    '%s',
    async ([, block]) => {
      const difference = await differenceOf(block);
      expect(judge(difference, reasonFor(block))).toBe('');
    },
  );
});

test('each entry of the list of differences names one block, and its reason', () => {
  for (const entry of DIFFERENT_IN_PAGE) {
    const named = blocks.filter((block) => reasonFor(block) === entry);
    expect(named, `${entry.file}, “${entry.contains}”`).toHaveLength(1);
    expect(entry.why.split(' ').length).toBeGreaterThan(4);
  }
});

test('most of the blocks for Node can be run in the page', () => {
  const inNode = chapters.flat().filter((fence) => fence.kind === 'run' && fence.host.startsWith('node'));
  expect(blocks.length / inNode.length).toBeGreaterThan(0.6);
});

test('a difference without an entry fails, and so does an entry without a difference', () => {
  const entry = { file: 'a.mdx', contains: 'x', why: 'because' };
  expect(judge('line 1 differs', undefined)).toBe('line 1 differs');
  expect(judge('', entry)).toContain('not needed');
  expect([judge('', undefined), judge('line 1 differs', entry)]).toEqual(['', '']);
});
