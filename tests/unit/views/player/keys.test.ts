import { describe, expect, test, vi } from 'vitest';
import { PLAYER_KEYS, playerCommand } from '#views/player/keys.ts';
import type { Player } from '#views/player/player.ts';

/** What a press does, as the player's method with its arguments; null for nothing. */
function pressed(key: string, more: Partial<KeyboardEvent> = {}): string | null {
  const event = { key, target: null, ...more } as unknown as KeyboardEvent;
  const command = playerCommand(event, [1, 2, 5]);
  if (command === null) return null;
  let done = '';
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      (done = [name, ...args].join(' '));
  command({
    ...Object.fromEntries(
      ['seek', 'move', 'jump', 'toggle', 'setSpeed', 'mark', 'clearLoop'].map((name) => [name, note(name)]),
    ),
    steps: 9,
    speed: { peek: () => 2 },
  } as unknown as Player);
  return done;
}

const shiftKey = true;

test.each([
  ['ArrowRight', {}, 'move 1'],
  ['ArrowLeft', {}, 'move -1'],
  ['ArrowRight', { shiftKey }, 'jump turn 1'],
  ['ArrowLeft', { shiftKey }, 'jump turn -1'],
  ['o', {}, 'jump output 1'],
  ['O', { shiftKey }, 'jump output -1'],
  ['k', {}, 'toggle'],
  [' ', {}, 'toggle'],
  ['+', {}, 'setSpeed 5'],
  ['-', {}, 'setSpeed 1'],
  ['[', {}, 'mark from'],
  [']', {}, 'mark to'],
  ['x', {}, 'clearLoop'],
  ['Home', {}, 'seek 0'],
  ['End', {}, 'seek 9'],
  ['q', {}, null],
])('%s with %j: %s', (key, more, done) => {
  expect(pressed(key, more)).toBe(done);
});

describe('keys are left alone', () => {
  /** An element, as far as the keys look at it. */
  function inside(selector: string): Element {
    const target = Object.create(StubElement.prototype) as StubElement;
    target.is = selector;
    return target as unknown as Element;
  }
  class StubElement {
    is = '';
    matches(selectors: string) {
      return selectors.split(/,\s*/).some((selector) => selector === this.is);
    }
    closest(selectors: string) {
      return this.matches(selectors) ? this : null;
    }
  }
  vi.stubGlobal('Element', StubElement);

  test.each([
    ['o', 'textarea'],
    ['ArrowRight', 'select'],
    [' ', 'button'],
    [' ', 'summary'],
    ['ArrowRight', '[data-scrolls]'],
    ['ArrowLeft', '[role="tablist"]'],
    ['End', 'input'],
  ])('%s in %s', (key, selector) => {
    expect(pressed(key, { target: inside(selector) })).toBeNull();
  });

  test('with Ctrl, Alt or the command key', () => {
    expect(pressed('k', { ctrlKey: true })).toBeNull();
    expect(pressed('ArrowLeft', { altKey: true })).toBeNull();
    expect(pressed('ArrowLeft', { metaKey: true })).toBeNull();
  });

  test('but a button does not keep the arrows', () => {
    expect(pressed('ArrowRight', { target: inside('button') })).toBe('move 1');
  });
});

test('every key that works is in the list of keys', () => {
  const listed = PLAYER_KEYS.rows.flatMap(({ keys }) => keys.map((one) => one.join('+')));
  expect(listed).toEqual([
    '→',
    '←',
    'Shift+→',
    'Shift+←',
    'O',
    'Shift+O',
    'K',
    'Space',
    '−',
    '+',
    '[',
    ']',
    'X',
    'Home',
    'End',
  ]);
});
