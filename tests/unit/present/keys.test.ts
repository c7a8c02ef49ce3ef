import { expect, test } from 'vitest';
import { wishFor, type Focus } from '#components/present/keys.ts';

const press = (key: string, focus: Focus = 'nothing', more: Partial<KeyboardEvent> = {}) =>
  wishFor({ key, ...more } as KeyboardEvent, focus);

test.each([
  ['PageDown', 'next'],
  ['ArrowRight', 'next'],
  ['ArrowDown', 'next'],
  [' ', 'next'],
  ['PageUp', 'previous'],
  ['ArrowLeft', 'previous'],
  ['ArrowUp', 'previous'],
  ['Home', 'first'],
  ['End', 'last'],
  ['b', 'blank'],
  ['B', 'blank'],
  ['.', 'blank'],
  ['Escape', 'leave'],
  ['f', 'full'],
  ['s', 'speaker'],
  ['o', 'outline'],
  ['x', null],
  ['F5', null],
])('%s asks for %s', (key, wish) => {
  expect(press(key)).toBe(wish);
});

test('who types keeps every key but Escape', () => {
  const keys = ['PageDown', 'ArrowRight', ' ', 'b', '.', 'f', 'Home', 'Enter'];
  expect(keys.map((key) => press(key, 'text'))).toEqual(keys.map(() => null));
  expect(press('Escape', 'text')).toBe('leave');
});

test('on a tab or a slider a remote control still goes on; arrows are the control’s', () => {
  expect([press('PageDown', 'control'), press('PageUp', 'control'), press('.', 'control')]).toEqual([
    'next',
    'previous',
    'blank',
  ]);
  expect([press('ArrowRight', 'control'), press('Home', 'control'), press(' ', 'control')]).toEqual([
    null,
    null,
    null,
  ]);
});

test('on a button, Space and Enter press it, and all else goes on', () => {
  expect([press(' ', 'button'), press('Enter', 'button'), press('ArrowRight', 'button')]).toEqual([
    null,
    null,
    'next',
  ]);
});

test('Shift and Space go back; keys of the browser and of others are left alone', () => {
  expect(press(' ', 'nothing', { shiftKey: true })).toBe('previous');
  expect(press('ArrowRight', 'nothing', { altKey: true })).toBe(null);
  expect(press('f', 'nothing', { ctrlKey: true })).toBe(null);
  expect(press('Home', 'nothing', { metaKey: true })).toBe(null);
  expect(press('b', 'nothing', { isComposing: true })).toBe(null);
  expect(press('PageDown', 'nothing', { defaultPrevented: true })).toBe(null);
});
