import { describe, expect, test } from 'vitest';
import type { Decision, Offer, ReasonCode } from '#runtime/select/decide.ts';
import type { ExerciseFace } from '#workbench/data.ts';
import { badgeOf, firstBadge } from '#workbench/engine-badge.ts';

const face = { host: 'node-esm', needs: [] as string[] } as unknown as ExerciseFace;

function decision(
  type: Decision['type'],
  engine: Decision['engine'],
  code: ReasonCode,
  offer: Offer | null = null,
): Decision {
  return { type, engine, reason: { code, message: `Because of ${code}.`, offer } };
}

describe('before any intent', () => {
  test('the badge promises the built-in runtime', () => {
    expect(firstBadge(face)).toMatchObject({
      name: 'Built-in runtime',
      detail: null,
      tone: 'resting',
    });
  });

  test('a lab with needs names WebContainer and why', () => {
    const needy = { ...face, needs: ['http'] } as ExerciseFace;
    expect(firstBadge(needy)).toMatchObject({ name: 'WebContainer' });
    expect(firstBadge(needy).why).toContain('http');
  });
});

test('a blocked WebContainer is named with the runtime that runs instead, and offers another try', () => {
  expect(badgeOf(decision('run', 'embedded', 'blocked', 'restart'), null)).toEqual({
    tone: 'trouble',
    engine: 'embedded',
    name: 'Built-in runtime',
    detail: 'WebContainer is blocked by this network',
    why: 'Because of blocked.',
    pin: null,
    state: 'blocked',
    offer: { act: 'restart', label: 'Try WebContainer again' },
  });
});

test('a WebContainer on its way is no trouble', () => {
  const starting = decision('run', 'embedded', 'starting');
  const reason = { ...starting.reason, progress: 'step 2 of 3' };
  expect(badgeOf({ ...starting, reason }, null)).toMatchObject({
    tone: 'ready',
    detail: 'while WebContainer starts (step 2 of 3)',
  });
});

test('where one reload gives the page WebContainer, the badge offers it and reports no trouble', () => {
  expect(badgeOf(decision('run', 'embedded', 'reload-isolates', 'reload'), null)).toMatchObject({
    tone: 'ready',
    detail: 'one reload gives this page WebContainer',
    offer: { act: 'reload', label: 'Reload for WebContainer' },
  });
});

test.each<[ReasonCode, Offer, string, string, 'ready' | 'trouble']>([
  ['crashed', 'restart', 'WebContainer crashed', 'Restart WebContainer', 'trouble'],
  ['stopped', 'restart', 'WebContainer stopped', 'Start WebContainer', 'ready'],
  ['starting', 'stop', 'while WebContainer starts', 'Do not start WebContainer', 'ready'],
  ['slow', 'stop', 'while WebContainer starts slowly', 'Do not start WebContainer', 'ready'],
])('%s: the badge says so and offers to %s', (code, act, detail, label, tone) => {
  expect(badgeOf(decision('run', 'embedded', code, act), null)).toMatchObject({
    tone,
    detail,
    offer: { act, label },
  });
});

test('a WebContainer that runs can be stopped', () => {
  expect(badgeOf(decision('run', 'webcontainer', 'ready', 'stop'), null)).toMatchObject({
    name: 'WebContainer',
    state: 'ready',
    offer: { act: 'stop', label: 'Stop WebContainer' },
  });
});

test('a run that waits says for what', () => {
  expect(badgeOf(decision('wait', 'webcontainer', 'starting'), 'webcontainer')).toMatchObject({
    tone: 'busy',
    detail: 'Because of starting.',
    pin: 'webcontainer',
  });
});

test('a lab that cannot run here says so', () => {
  expect(badgeOf(decision('unavailable', 'embedded', 'insecure-context'), null)).toMatchObject({
    tone: 'trouble',
    name: 'Cannot run here',
  });
});
