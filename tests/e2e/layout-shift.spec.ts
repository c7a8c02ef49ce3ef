import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { ROOT } from '#cli/install.mjs';
import { readThrough } from '../support/read-through.ts';

const chapters = readdirSync(join(ROOT, 'content', 'chapters')).map((file) =>
  file.replace(/^\d+-(.+)\.mdx$/, 'chapters/$1/'),
);
const pages = [
  '',
  'labs/',
  'glossary/',
  'labs/broker/01-three-services/',
  'present/event-model/',
  ...chapters,
];
/** A label that gives way by a few pixels when its font arrives; browsers call a page steady below 0.1. */
const UNSEEN = 0.005;

for (const width of [360, 1280]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });
    for (const path of pages) {
      test(`nothing moves under the eyes of who reads /${path} to its end`, async ({ page }) => {
        const { shift, moved } = await readThrough(page, path);
        expect(shift, moved).toBeLessThan(UNSEEN);
      });
    }
  });
}

test('what moves is noticed', async ({ page }) => {
  await page.route('**/moves', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<p style="height:200px">Above.</p><p>Below.</p>
<script>setTimeout(() => { document.querySelector('p').style.height = '300px'; }, 100)</script>`,
    }),
  );
  const { shift, moved } = await readThrough(page, 'moves');
  expect(shift).toBeGreaterThan(0.001);
  expect(moved).toContain('<p');
});
