/** A lab that no chapter has: planted into the page of one that exists, by changing what that fetches. */
import type { Page } from 'playwright/test';
import { type Bench, EXERCISE, expect, openLab } from './workbench-page.ts';

/** A shop that a browser can look at, and a program that writes a file. */
const SHOP = `import http from 'node:http';

const orders = [];
http
  .createServer((request, response) => {
    if (request.method === 'POST') orders.push({ id: orders.length + 1 });
    response.setHeader('content-type', 'text/html');
    response.end(\`<h1>Shop</h1><p>\${orders.length} orders at \${request.url}</p>
      <form method="post" action="/orders"><button>Order</button></form>\`);
  })
  .listen(3000, () => console.log('The shop is open on port 3000.'));
`;

/** The page of the lab, awake, with the panes for a terminal and a preview beside its output. */
export async function openPlantedLab(page: Page): Promise<Bench> {
  await page.route(`**/labs/${EXERCISE}/exercise.json`, async (route) => {
    const response = await route.fetch();
    const data = (await response.json()) as Record<string, unknown>;
    const needs = ['processes', 'http', 'terminal'];
    const starter = { 'program.js': SHOP };
    const kit = { 'kit.js': "export const motto = 'The kit came along.';" };
    await route.fulfill({ response, json: { ...data, needs, kit, starter, solution: starter } });
  });
  const bench = await openLab(page);
  // What the build rendered is another lab's: the workbench renders anew into the empty place.
  await bench.root.locator('[data-workbench-part="body"]').evaluate((body) => body.replaceChildren());
  await bench.root.locator('.wb-engine > summary').click();
  await expect(bench.root.getByRole('tab', { name: 'Terminal' })).toBeVisible();
  await page.keyboard.press('Escape');
  return bench;
}
