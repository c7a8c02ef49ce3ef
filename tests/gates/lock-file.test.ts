import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { missingFromLock, type LockFile } from './lock-file.ts';

const engine = { version: '1.0.0', optionalDependencies: { 'engine-mac': '1.0.0' } };

test('the lock file holds the packages of every system', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as LockFile;
  expect(missingFromLock(lock)).toEqual([]);
});

test('a package for another system that is left out, or of another version, is seen', () => {
  const missing = ['node_modules/engine may need engine-mac 1.0.0, and package-lock.json does not have it'];
  expect(missingFromLock({ packages: { 'node_modules/engine': engine } })).toEqual(missing);
  const old = { version: '0.9.0' };
  expect(
    missingFromLock({ packages: { 'node_modules/engine': engine, 'node_modules/engine-mac': old } }),
  ).toEqual(missing);
});

test('one that is there is found beside its user and above it', () => {
  const mac = { version: '1.0.0' };
  expect(
    missingFromLock({ packages: { 'node_modules/engine': engine, 'node_modules/engine-mac': mac } }),
  ).toEqual([]);
  const nested = {
    'node_modules/a/node_modules/engine': engine,
    'node_modules/a/node_modules/engine-mac': mac,
  };
  expect(missingFromLock({ packages: nested })).toEqual([]);
});
