import { chmodSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeProblem, packagesProblem, pinnedNodePath, pinnedNodeProblem } from '#cli/install.mjs';
import { tempFolder } from '../../support/temp.ts';

const LOCKED = {
  '': { name: 'handbook' },
  'node_modules/zod': { version: '4.0.0' },
  'node_modules/a/node_modules/zod': { version: '3.0.0' },
  'node_modules/only-on-windows': { version: '1.0.0', optional: true },
};

const lock = (packages: object): string => JSON.stringify({ packages });

function problem(installed?: object): string {
  const { path } = tempFolder({
    'package-lock.json': lock(LOCKED),
    ...(installed ? { 'node_modules/.package-lock.json': lock(installed) } : {}),
  });
  return packagesProblem(path);
}

describe('the packages', () => {
  test('are missing in a fresh clone', () => {
    expect(problem()).toBe('nothing is installed yet');
  });

  test('are in order when they are as locked, whatever is for other machines or extra', () => {
    const installed = { ...LOCKED, 'node_modules/extra': { version: '1.0.0' } };
    const { 'node_modules/only-on-windows': _optional, ...rest } = installed;
    expect(problem(rest)).toBe('');
  });

  test('are stale when a version differs, also of a nested package', () => {
    const installed = { ...LOCKED, 'node_modules/a/node_modules/zod': { version: '2.9.0' } };
    expect(problem(installed)).toBe('zod is 2.9.0, and the lock file says 3.0.0');
  });

  test('are stale when one is missing', () => {
    expect(problem({ 'node_modules/zod': { version: '4.0.0' } })).toBe('zod is missing');
  });

  test('cannot be judged without a lock file, or with a torn record', () => {
    expect(packagesProblem(tempFolder().path)).toContain('package-lock.json is missing');
    const torn = tempFolder({
      'package-lock.json': lock(LOCKED),
      'node_modules/.package-lock.json': '{"pack',
    });
    expect(packagesProblem(torn.path)).toBe('nothing is installed yet');
  });

  test('of this checkout are in order', () => {
    expect([packagesProblem(), pinnedNodeProblem()]).toEqual(['', '']);
  });
});

describe('the pinned Node', () => {
  const file = relative('/project', pinnedNodePath('/project'));

  test('may be missing', () => {
    expect(pinnedNodeProblem(tempFolder().path)).toBe('Node 24 is missing');
  });

  test('may be of another version', () => {
    const { path } = tempFolder({ [file]: '' });
    expect(pinnedNodeProblem(path, () => 'v22.1.0\n')).toBe('Node 24 is needed, and v22.1.0 is there');
    expect(pinnedNodeProblem(path, () => 'v24.0.0\n')).toBe('');
  });

  test('may be broken', () => {
    const { path } = tempFolder({ [file]: 'no program' });
    chmodSync(pinnedNodePath(path), 0o755);
    expect(
      pinnedNodeProblem(path, () => {
        throw new Error('cannot execute');
      }),
    ).toContain('does not start');
  });
});

describe('the Node that starts us', () => {
  test.each(['20.9.0', '20.20.2', '22.0.0', '24.21.0', '31.0.0'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBe('');
  });

  test.each(['20.8.1', '18.20.0', '16.0.0'])('%s is too old, and the message says what to do', (version) => {
    expect(nodeProblem(version)).toContain(`this is Node ${version}`);
    expect(nodeProblem(version)).toContain('https://nodejs.org');
  });
});
