/** In forced colours (Windows’ contrast themes) a state still shows: none is told by a background or a shade alone. */
import type { Page } from 'playwright/test';
import { expect, openLab, runExercise, test } from './workbench-page.ts';

test.use({ forcedColors: 'active' });

/**
 * States whose sign has gone. Two controls of one group that differ in state have to differ in what is drawn: the ink,
 * a border, an outline, a line under or the weight of their words, or a mark before or after them.
 */
function unsignedStates(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const DRAWN = [
      'color',
      'backgroundColor',
      'borderTopColor',
      'borderTopStyle',
      'borderTopWidth',
      'borderBottomColor',
      'borderBottomStyle',
      'borderBottomWidth',
      'borderLeftColor',
      'borderLeftStyle',
      'borderLeftWidth',
      'outlineStyle',
      'outlineColor',
      'textDecorationLine',
      'fontWeight',
      'content',
    ] as const;
    const drawn = (element: Element) =>
      [undefined, '::before', '::after']
        .map((part) => {
          const style = getComputedStyle(element, part);
          return DRAWN.map((name) => style[name]).join();
        })
        .join(' | ');
    const found: string[] = [];
    for (const state of ['aria-selected', 'aria-pressed', 'aria-current', 'aria-checked']) {
      for (const element of document.querySelectorAll(`[${state}]:not([${state}='false'])`)) {
        if (!element.checkVisibility()) continue;
        const others = [
          ...(element.parentElement?.parentElement ?? document.body).querySelectorAll(element.tagName),
        ];
        const off = others.find(
          (other) =>
            other.role === element.role &&
            other.className.toString().split(' ')[0] === element.className.toString().split(' ')[0] &&
            [null, 'false'].includes(other.getAttribute(state)) &&
            other.checkVisibility(),
        );
        // What is inside may carry the sign.
        const looks = (one: Element) => [one, ...one.querySelectorAll('*')].map(drawn).join('\n');
        if (off && looks(off) === looks(element)) found.push(`${state}: ${element.outerHTML.slice(0, 140)}`);
      }
    }
    return found;
  });
}

/** Controls without a line around them when they have the focus. */
async function unseenFocus(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const lined = (one: Element | null) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
      };
      return lined(element) || lined(element.parentElement) ? null : element.outerHTML.slice(0, 140);
    });
    if (fault) found.push(fault);
  }
  return found;
}

const PAGES = ['', 'chapters/event-model/', 'labs/', 'glossary/', 'present/event-model/', 'verification/'];

for (const address of PAGES) {
  test(`/${address}: states and focus show`, async ({ page }) => {
    await page.goto(address);
    expect(await unsignedStates(page)).toEqual([]);
    expect(await unseenFocus(page)).toEqual([]);
  });
}

test('the workbench: states and focus show after a run and a check', async ({ page }) => {
  const bench = await openLab(page);
  await bench.run();
  await bench.check();
  expect(await unsignedStates(page)).toEqual([]);
  expect(await unseenFocus(page)).toEqual([]);
});

for (const exercise of [
  'event-loop/01-a-c-b',
  'broker/01-three-services',
  'event-sourcing/01-rebuild-a-balance',
]) {
  test(`${exercise}: the picture keeps what it tells in lines and words`, async ({ page }) => {
    const { picture, slider } = await runExercise(page, exercise, '.stage, .es, .el');
    await slider.press('End');
    expect(await unsignedStates(page)).toEqual([]);
    // What is drawn has a line or an area in a colour other than the ground.
    const lost = await picture.locator('svg').evaluateAll((pictures) =>
      pictures.flatMap((svg) => {
        const ground = getComputedStyle(document.body).backgroundColor;
        return [...svg.querySelectorAll('rect, circle, path, line')]
          .filter((shape) => shape.checkVisibility())
          .filter((shape) => {
            const { fill, stroke } = getComputedStyle(shape);
            return [fill, stroke].every(
              (ink) => ink === 'none' || ink === ground || ink === 'rgba(0, 0, 0, 0)',
            );
          })
          .map((shape) => `${shape.tagName}.${shape.getAttribute('class') ?? ''}`);
      }),
    );
    expect([...new Set(lost)]).toEqual([]);
  });
}

test('a state without a sign and a focus without a line are noticed', async ({ page }) => {
  const bench = await openLab(page);
  await bench.run();
  await page.addStyleTag({
    content: `* { outline: none !important; box-shadow: none !important; }
      [role='tab'], [role='tab'] * { all: unset !important; forced-color-adjust: none !important; }
      [role='tab']::before, [role='tab']::after { content: none !important; }`,
  });
  expect((await unsignedStates(page)).join()).toContain('aria-selected');
  expect(await unseenFocus(page)).not.toEqual([]);
});
