import { describe, expect, test } from 'vitest';
import type { Decision, ReasonCode } from '#runtime/select/decide.ts';
import type { ExerciseFace } from '#workbench/data.ts';
import { badgeOf, firstBadge } from '#workbench/engine-badge.ts';

const face = { host: 'node-esm', needs: [] as string[] } as unknown as ExerciseFace;

function decision(
  type: Decision['type'],
  engine: Decision['engine'],
  code: ReasonCode,
  reloadHelps = false,
): Decision {
  return { type, engine, reason: { code, message: `Because of ${code}.`, reloadHelps } };
}

describe('before any intent', () => {
  test('the badge promises the built-in runtime', () => {
    expect(firstBadge(face)).toMatchObject({
      name: 'Built-in runtime',
      detail: 'Node 24, ES module',
      tone: 'resting',
    });
  });

  test('a lab with needs names WebContainer and why', () => {
    const needy = { ...face, needs: ['http'] } as ExerciseFace;
    expect(firstBadge(needy)).toMatchObject({ name: 'WebContainer' });
    expect(firstBadge(needy).why).toContain('http');
  });
});

test('a blocked WebContainer is named with the runtime that runs instead, and offers the reload', () => {
  expect(badgeOf(decision('run', 'embedded', 'blocked', true), null, face)).toEqual({
    tone: 'trouble',
    name: 'Built-in runtime',
    detail: 'WebContainer is blocked by this network',
    why: 'Because of blocked.',
    pin: null,
    reload: 'Reload and try again',
  });
});

test('a WebContainer on its way is no trouble', () => {
  const starting = decision('run', 'embedded', 'starting');
  const reason = { ...starting.reason, progress: 'step 2 of 3' };
  expect(badgeOf({ ...starting, reason }, null, face)).toMatchObject({
    tone: 'ready',
    detail: 'while WebContainer starts (step 2 of 3)',
  });
});

test('where one reload gives the page WebContainer, the badge offers it and reports no trouble', () => {
  expect(badgeOf(decision('run', 'embedded', 'reload-isolates', true), null, face)).toMatchObject({
    tone: 'ready',
    detail: 'one reload gives this page WebContainer',
    reload: 'Reload for WebContainer',
  });
});

test('a run that waits says for what', () => {
  expect(badgeOf(decision('wait', 'webcontainer', 'starting'), 'webcontainer', face)).toMatchObject({
    tone: 'busy',
    detail: 'Because of starting.',
    pin: 'webcontainer',
  });
});

test('a lab that cannot run here says so', () => {
  expect(badgeOf(decision('unavailable', 'embedded', 'insecure-context'), null, face)).toMatchObject({
    tone: 'trouble',
    name: 'Cannot run here',
  });
});
