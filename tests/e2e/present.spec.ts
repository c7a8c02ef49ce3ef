/** A chapter in front of a room: keys, answers, time, two windows, and nothing cut off on any slide. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { readChapters } from '../content/source/chapters.ts';
import { benchOn, expect, test } from './workbench-page.ts';
import { instructor, startRoom } from './workshop-room.ts';

const CHAPTER = 'present/microservices/';
const names = readChapters().map(({ frontmatter }) => String(frontmatter['slug']).replace('chapters/', ''));

async function open(page: Page, address = CHAPTER): Promise<void> {
  await page.goto(address);
  await expect(page.locator('.deck[data-ready]')).toBeVisible();
}

const where = (page: Page) => page.locator('.deck-where');
const shown = (page: Page) => page.locator('.slide [data-unit]:visible');
const press = (page: Page, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

/** Opens the speaker's window from the slides, and waits until it is in step. */
async function speakerOf(page: Page): Promise<Page> {
  const [window] = await Promise.all([page.waitForEvent('popup'), press(page, 's')]);
  await expect(window.locator('.sp-head p')).toHaveText((await where(page).textContent()) ?? '');
  await expect(window.getByRole('heading', { name: 'Time' })).toBeVisible();
  return window;
}

test('a remote control’s keys go on and back; Home and End, and each address is a place', async ({
  page,
}) => {
  await open(page);
  await expect(where(page)).toContainText('1 /');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Event-driven microservices');
  await press(page, 'PageDown');
  await expect(where(page)).toContainText('2 / ');
  await expect(page.getByRole('heading', { name: 'After this chapter you can' })).toBeVisible();
  await press(page, 'ArrowRight', 'ArrowLeft', 'PageUp');
  await expect(where(page)).toContainText('1 / ');
  await press(page, 'End');
  await expect(where(page)).toContainText('Further reading');
  await press(page, 'Home', 'Space');
  await expect(where(page)).toContainText('2 / ');
  await page.goto(`${CHAPTER}#a-broker-in-the-middle`);
  await expect(page.getByRole('heading', { name: 'A broker in the middle' })).toBeVisible();
  const place = await where(page).textContent();
  await page.reload();
  await expect(where(page)).toHaveText(place ?? '');
});

test('the answer of a prediction comes with a press of its own, and stands when one goes back', async ({
  page,
}) => {
  await open(page, `${CHAPTER}#/9`);
  const answer = page.getByText('o-1: done').last();
  await expect(page.getByText('Is Ada shown her orders')).toBeVisible();
  await expect(answer).toBeHidden();
  await press(page, 'PageDown');
  await expect(answer).toBeVisible();
  const place = await where(page).textContent();
  await press(page, 'PageDown');
  await expect(where(page)).not.toHaveText(place ?? '');
  await press(page, 'PageUp');
  await expect(answer).toBeVisible();
});

test('B and “.” make the screen black; any key of the slides brings it back where it was', async ({
  page,
}) => {
  await open(page);
  const black = page.locator('.deck-blank');
  await press(page, 'b');
  await expect(black).toBeVisible();
  await press(page, '.');
  await expect(black).toBeHidden();
  await press(page, '.', 'PageDown');
  await expect(black).toBeHidden();
  await expect(where(page)).toContainText('1 / ');
});

test('a lab runs on its slide; while it is typed in, its keys are its own, and Escape gives them back', async ({
  page,
}) => {
  await open(page, 'present/event-model/#lab-event-loop-01-a-c-b');
  const bench = benchOn(page);
  await expect(bench.root).toBeVisible();
  const place = await where(page).textContent();
  await bench.edit('monaco');
  await bench.write("console.log('on the slide');");
  await press(page, 'Home', 'ArrowRight', '.');
  await expect(where(page)).toHaveText(place ?? '');
  await expect.poll(() => bench.code()).toContain("c.onsole.log('on the slide');");
  await bench.write("console.log('on the slide');");
  await bench.run();
  await bench.root.getByRole('tab', { name: 'Output' }).click();
  await expect(bench.output).toContainText('on the slide');
  await press(page, 'Escape', 'ArrowLeft');
  await expect(where(page)).not.toHaveText(place ?? '');
});

test('a block runs on its slide', async ({ page }) => {
  await open(page, 'present/event-model/#/9');
  const block = shown(page).locator('figure.code').or(shown(page)).first();
  await block.getByRole('button', { name: 'Run' }).click();
  await expect(block.locator('.code-result')).toContainText('reminder is due');
});

test('the speaker’s window has the notes, the next slide and the plan, and both windows go in step', async ({
  page,
}) => {
  await open(page, `${CHAPTER}#a-broker-in-the-middle`);
  const speaker = await speakerOf(page);
  const notes = speaker.getByRole('region', { name: 'A broker in the middle' });
  await expect(notes).toContainText('Show the table with both right-hand columns covered');
  await expect(notes).toContainText('“publish has returned, so the broker has it.”');
  await expect(notes).toContainText('The process is killed on the next line.');
  await expect(page.locator('body')).not.toContainText('Show the table with both right-hand columns covered');
  const [now, next] = [speaker.frameLocator('.sp-now iframe'), speaker.frameLocator('.sp-next iframe')];
  await expect(now.getByText('Put a broker between them')).toBeVisible();
  await expect(next.getByText('What does inventory hear')).toBeVisible();

  // From the speaker's window …
  await speaker.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('What does inventory hear')).toBeVisible();
  await press(speaker, 'PageDown');
  await expect(page.getByText('Core NATS passes a message on')).toBeVisible();
  await expect(next.getByText('nobody is listening')).toBeVisible();
  await press(speaker, 'b');
  await expect(page.locator('.deck-blank')).toBeVisible();
  await press(speaker, 'b');
  // A key of the slides would only bring the picture back.
  await expect(page.locator('.deck-blank')).toBeHidden();
  // … and from the slides.
  await press(page, 'PageDown');
  await expect(now.getByText('nobody is listening')).toBeVisible();
  await expect(speaker.locator('.sp-head p')).toHaveText((await where(page).textContent()) ?? '');
  await speaker.getByRole('button', { name: 'Event contracts' }).click();
  await expect(page.getByRole('heading', { name: 'Event contracts' })).toBeVisible();
  await expect(speaker.getByRole('region', { name: 'Event contracts' })).toBeVisible();
});

test('screens of different size show the same words', async ({ page, context }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page);
  const small = await context.newPage();
  await small.setViewportSize({ width: 390, height: 844 });
  await open(small);
  await page.goto(`${CHAPTER}#/45`);
  await expect(small.locator('[data-unit="45"]')).toBeVisible();
  await press(small, 'PageDown');
  const unit = await small.locator('.deck').getAttribute('data-at');
  await expect(page.locator(`[data-unit="${unit}"]`)).toBeVisible();
});

test('the clock counts each section against its minutes, and says how far behind the room is', async ({
  page,
}) => {
  await open(page, `${CHAPTER}#a-synchronous-chain-and-its-failure`);
  await page.context().clock.install({ time: new Date('2026-03-02T09:00:00') });
  const speaker = await speakerOf(page);
  const time = speaker.getByRole('region', { name: 'Time' });
  await expect(time).toContainText('0:00of 12 min in this section');
  await time.getByRole('button', { name: 'Start the clock' }).click();
  await speaker.clock.runFor('14:00');
  // The real time that the test takes is counted as well.
  await expect(time).toContainText(/14:0\dof 12 min in this section2:0\d over/);
  await expect(time).toContainText('of 100 min in all, 2 min behind');
  await speaker.getByRole('button', { name: 'A broker in the middle' }).click();
  await expect(time).toContainText(/0:0\dof 8 min in this section/);
  await speaker.clock.runFor('03:00');
  await expect(time).toContainText(/3:0\dof 8 min in this section/);
  await time.getByRole('button', { name: 'Pause' }).click();
  await expect(time.getByRole('button', { name: 'Start the clock' })).toBeVisible();
  const resting = await time.textContent();
  await speaker.clock.runFor('05:00');
  await expect(time).toHaveText(resting ?? '');
  await expect(time.getByRole('listitem').first()).toContainText(/14:0\d of 12 min/);
  await time.getByRole('button', { name: 'Back to 0:00' }).click();
  await expect(time).toContainText('0:00of 8 min in this section');
});

test('Escape lists the sections and the keys, and a section is one press away', async ({ page }) => {
  await open(page);
  await press(page, 'Escape');
  const outline = page.getByRole('dialog', { name: '5. Event-driven microservices' });
  await expect(outline).toContainText('black screen');
  await press(page, 'ArrowRight');
  await expect(where(page)).toContainText('1 / ');
  await outline.getByRole('link', { name: 'Queues against logs' }).click();
  await expect(outline).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Queues against logs' })).toBeVisible();
});

test('without scripts all slides stand below one another', async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${baseURL}/${CHAPTER}`);
  await expect(page.getByText('She is not. Nothing is down')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Further reading' })).toBeVisible();
});

test('the instructor’s plan leads to the slides of each section', async ({ browser }) => {
  const room = await startRoom();
  const lead = await instructor(browser, room);
  const [slides] = await Promise.all([
    lead.waitForEvent('popup'),
    lead.getByRole('link', { name: 'Slides of: Why streams' }).click(),
  ]);
  await expect(slides.getByRole('heading', { level: 1 })).toContainText('Event sourcing');
  // The line of who leads leaves the bar of the slides free.
  await expect(slides.getByRole('region', { name: 'You lead the workshop' })).toBeVisible();
  await slides.getByRole('button', { name: 'Next' }).click();
  await expect(where(slides)).toContainText('2 / ');
  await room.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`slides and speaker’s window have no fault of access, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page);
    const faults = async (at: Page) => (await new AxeBuilder({ page: at }).analyze()).violations;
    // Title, words, prediction, table, note, diagram, lab, question.
    for (const unit of [0, 6, 9, 16, 17, 20, 34, 92]) {
      await page.goto(`${CHAPTER}#/${unit}`);
      await expect(page.locator(`[data-unit="${unit}"]`)).toBeVisible();
      expect(await faults(page), `unit ${unit}`).toEqual([]);
    }
    await press(page, 'o');
    expect(await faults(page)).toEqual([]);
    await press(page, 'Escape');
    const speaker = await speakerOf(page);
    await speaker.emulateMedia({ colorScheme: theme });
    expect(await faults(speaker)).toEqual([]);
  });
}

for (const [width, height] of [
  [1280, 720],
  [1024, 768],
] as const) {
  test(`at ${width} × ${height} every word of every chapter can be seen by pressing one key`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height });
    for (const name of names) {
      await open(page, `present/${name}/`);
      const { cut, unseen } = await page.evaluate(pressThrough);
      expect(cut, name).toEqual([]);
      expect(unseen, name).toEqual([]);
    }
  });
}

/** Runs in the page: goes through all steps, and looks what the window has shown of each unit from top to bottom. */
function pressThrough(): { cut: string[]; unseen: string[] } {
  const units = [...document.querySelectorAll<HTMLElement>('[data-unit]')];
  const seen = new Map(units.map((unit) => [unit, { top: false, bottom: false }]));
  const cut = new Set<string>();
  const name = (element: Element) =>
    `${element.closest('[data-unit]')?.getAttribute('data-unit')} ${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 50)}`;
  let last = '';
  for (let still = 0; still < 3;) {
    const body = document.querySelector<HTMLElement>('.slide:not([hidden]) .slide-body') as HTMLElement;
    const frame = body.getBoundingClientRect();
    for (const unit of units.filter((each) => each.checkVisibility())) {
      const box = unit.getBoundingClientRect();
      const mark = seen.get(unit) as { top: boolean; bottom: boolean };
      mark.top ||= box.top >= frame.top - 2;
      mark.bottom ||= box.bottom <= frame.bottom + 2;
      for (const element of [
        unit,
        ...unit.querySelectorAll<HTMLElement>('pre, p, td, th, li, svg, summary'),
      ]) {
        if (!element.checkVisibility() || element.closest('.lab, .term-card')) continue;
        const { right } = element.getBoundingClientRect();
        const isWide = element.tagName === 'PRE' && element.scrollWidth > element.clientWidth + 1;
        if (isWide || right > innerWidth + 1) cut.add(name(element));
      }
    }
    document.dispatchEvent(new CustomEvent('deck:wish', { detail: 'next' }));
    const state = `${location.hash} ${body.scrollTop} ${document.querySelector('.deck')?.getAttribute('data-revealable')}`;
    still = state === last ? still + 1 : 0;
    last = state;
  }
  return {
    cut: [...cut],
    unseen: units.filter((unit) => !seen.get(unit)?.top || !seen.get(unit)?.bottom).map((unit) => name(unit)),
  };
}
