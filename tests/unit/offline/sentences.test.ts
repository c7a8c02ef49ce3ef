import { sayCopy } from '#components/offline/sentences.ts';
import type { CopyState } from '#offline/messages.ts';
import { expect, test } from 'vitest';

const state = (more: Partial<CopyState>): CopyState => ({
  kept: 'no',
  files: 0,
  of: 262,
  bytes: 18_700_000,
  transfer: 5_600_000,
  hasEditor: false,
  isSettled: true,
  ...more,
});

test.each<[string, CopyState | null, RegExp, 'keep' | 'forget' | null]>([
  ['kept', state({ kept: 'yes' }), /on this device \(18\.7 MB\).*plain one stands in/, 'forget'],
  ['kept with the editor', state({ kept: 'yes', hasEditor: true }), /full editor is there/, 'forget'],
  ['on its way', state({ files: 20, isSettled: false }), /20 of 262 files \(5\.6 MB to fetch/, null],
  ['not asked for', state({}), /not on this device.*5\.6 MB to fetch, 18\.7 MB on this device/, 'keep'],
  ['an earlier one', state({ kept: 'older' }), /An earlier edition/, 'keep'],
  ['no room', state({ trouble: 'full' }), /no room/, 'keep'],
  ['a bad network', state({ trouble: 'network' }), /Not all .* arrived/, 'keep'],
  ['denied storage', state({ trouble: 'denied' }), /cannot keep the book/, null],
  ['plain http', null, /takes https/, null],
])('%s', (_what, copy, line, act) => {
  const said = sayCopy(copy);
  expect(said.line).toMatch(line);
  expect(said.act).toBe(act);
});
