/** A workshop's room for browser specs, and the people in it. */
import { join } from 'node:path';
import { expect, type Browser, type Page } from 'playwright/test';
import { ROOT } from '#cli/install.mjs';
import { createSite } from '#cli/site.ts';
import { createSecrets, newSecret } from '#server/secrets.ts';
import { createServer } from '#server/server.ts';
import { createMemoryLog } from '#workshop/memory-log.ts';
import { createRoom } from '#workshop/room.ts';

export const EXERCISE_PAGE = '/labs/event-loop/01-a-c-b/';

/** A room that has been opened, on a port of its own, with what is built of the site. */
export async function startRoom() {
  const secrets = createSecrets(newSecret());
  const room = await createRoom({ log: createMemoryLog(), now: Date.now });
  const host = { role: 'instructor', instructor: 'host' } as const;
  await room.handle({ type: 'OpenSession', id: 'open-session', title: 'Streams on Thursday' }, host);
  const section = {
    title: 'Why streams',
    path: '/chapters/event-sourcing/',
    minutes: 8,
    cut: 'never',
    notes: '',
    misconceptions: [],
  } as const;
  const app = createServer({
    room,
    secrets,
    site: createSite({ root: join(ROOT, 'dist') }),
    now: Date.now,
    agenda: [{ chapter: 7, title: 'Event sourcing', sections: [section] }],
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, secrets, room, close: () => app.close() };
}

type Room = Awaited<ReturnType<typeof startRoom>>;

/** Each person has a browser of their own. */
export async function personAt(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}

export async function attendee(
  browser: Browser,
  { url, secrets }: Room,
  name: string,
  mirrors = false,
): Promise<Page> {
  const page = await personAt(browser, `${url}/workshop/#${secrets.joinCode}`);
  await page.getByLabel('Your name').fill(name);
  if (mirrors) await page.getByLabel('The instructor may look at my code').check();
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(bar(page)).toContainText(name);
  return page;
}

export const bar = (page: Page) => page.getByRole('region', { name: 'Workshop' });
export const openBar = (page: Page) => bar(page).getByRole('button', { name: 'Workshop' }).click();

export async function instructor(browser: Browser, { url, secrets }: Room): Promise<Page> {
  const page = await personAt(browser, `${url}/workshop/instructor/#key=${secrets.instructorKey}`);
  await expect(page.getByText(secrets.joinCode)).toBeVisible();
  return page;
}
