import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseFences, type RunnableFence } from '#book/fences.ts';
import { readChapters } from './source/chapters.ts';
import { compareRun } from '../support/fences/compare.ts';
import { createLimit } from '../support/fences/limit.ts';
import { openBrowser, runInBrowser } from '../support/fences/run-in-browser.ts';
import { runInNode } from '../support/fences/run-in-node.ts';
import { isListening, PORTS } from '../support/servers.ts';

const fences = readChapters().flatMap(({ file, text }) => parseFences(text, file));
const runnable = fences.filter((fence) => fence.kind === 'run');
const still = fences.filter((fence) => fence.kind === 'norun');
const inBrowser = runnable.filter((fence) => fence.host.startsWith('browser'));
const inNode = runnable.filter((fence) => fence.host.startsWith('node'));

const fencesOfChapter = ({ place }: RunnableFence) =>
  fences.filter((other) => other.place.file === place.file);
const nameOf = ({ place, host }: RunnableFence) => `${place.file}:${place.line} (${host})`;

describe('every Node block prints what the book shows', () => {
  const limit = createLimit(2);

  test.concurrent.for(inNode.map((fence) => [nameOf(fence), fence] as const))(
    '%s',
    async ([, fence], context) => {
      const { needs } = fence;
      if (needs && !(await isListening(needs)))
        context.skip(`${needs} is not listening on port ${PORTS[needs]}`);
      const run = await limit(() => runInNode(fence, fencesOfChapter(fence)));
      expect(compareRun(fence, run)).toBe('');
    },
  );
});

describe('every browser block prints what the book shows', () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test.for(inBrowser.map((fence) => [nameOf(fence), fence] as const))('%s', async ([, fence]) => {
    expect(compareRun(fence, await runInBrowser(browser, fence))).toBe('');
  });
});

describe('blocks that nobody runs', () => {
  // Skipped with its reason, each stands in the summary of npm test.
  test.for(still.map(({ place, reason }) => [`${place.file}:${place.line}`, reason] as const))(
    '%s',
    ([, reason], context) => {
      expect(reason).not.toBe('');
      context.skip(reason);
    },
  );

  test('say why in more than a word', () => {
    const terse = still.filter(({ reason }) => reason.trim().split(/\s+/).length < 3);
    expect(terse.map(({ place }) => `${place.file}:${place.line}`)).toEqual([]);
  });

  test('are at most one in ten', () => {
    expect(still.length).toBeLessThanOrEqual(Math.ceil((runnable.length + still.length) / 10));
  });
});
