import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { loadLab } from '#lab/catalogue.ts';
import { verify } from '#cli/lab/verify.ts';
import { EXERCISE, plantLab } from './planted-lab.ts';

const FILE = 'labs/tiny/verified.json';
const sum = `import assert from 'node:assert/strict';
import test from 'node:test';
import { add } from './add.js';

test('adds', () => {
  assert.equal(add(2, 3), 5);
  assert.equal(add(7, 1), 8);
});
`;

async function verified(root: string) {
  const lab = await loadLab('tiny', { root });
  return lab.exercises[0]?.verified ?? null;
}

async function verifyPlanted(files: Record<string, string> = {}) {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const folder = plantLab(undefined, { 'checks.test.js': sum, ...files });
  const code = await verify({ lab: 'tiny', engines: ['node'], root: folder.path });
  return { folder, code };
}

describe('lab verify', () => {
  test('keeps beside the lab how many planted faults are noticed, and what each wrong solution looks like', async () => {
    const { folder, code } = await verifyPlanted();
    expect(code).toBe(0);
    expect(await verified(folder.path)).toEqual({
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      faults: { noticed: expect.any(Number), planted: expect.any(Number) },
      checkMs: null,
      wrong: {
        minus: { adds: expect.any(String) },
        times: { adds: expect.any(String) },
        first: { adds: expect.any(String) },
        second: { adds: expect.any(String) },
      },
    });
    const text = readFileSync(join(folder.path, FILE), 'utf8');
    expect(text).toContain('"command": "npm run lab -- verify tiny"');
  });

  test('keeps nothing while a rule is broken', async () => {
    const { folder, code } = await verifyPlanted({
      'wrong/minus/add.js': 'export const add = (a, b) => a + b;\n',
    });
    expect(code).toBe(1);
    expect(await verified(folder.path)).toBeNull();
  });
});

describe('what was verified counts no longer', () => {
  test.each(['starter/add.js', 'solution/add.js', 'wrong/minus/add.js', 'checks.test.js'])(
    'once %s has changed',
    async (file) => {
      const { folder } = await verifyPlanted();
      const before = readFileSync(join(folder.path, EXERCISE, file), 'utf8');
      folder.write(`${EXERCISE}/${file}`, `${before}// changed\n`);
      expect(await verified(folder.path)).toBeNull();
      folder.write(`${EXERCISE}/${file}`, before);
      expect(await verified(folder.path)).not.toBeNull();
    },
  );

  test.each(['{', '[]', '{"command":"","exercises":{"01-add":{"date":1}}}'])(
    'where the file cannot be read: %s',
    async (text) => {
      const { folder } = await verifyPlanted();
      folder.write(FILE, text);
      expect(await verified(folder.path)).toBeNull();
    },
  );
});

test('a second verification with the same findings leaves the file as it is, its date included', async () => {
  const { folder } = await verifyPlanted();
  const path = join(folder.path, FILE);
  const dated = readFileSync(path, 'utf8').replace(/"date": ".*"/, '"date": "2020-02-02"');
  folder.write(FILE, dated);
  await verify({ lab: 'tiny', engines: ['node'], root: folder.path });
  expect(readFileSync(path, 'utf8')).toBe(dated);
});
