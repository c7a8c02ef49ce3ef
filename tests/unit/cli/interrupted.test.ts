/** Nothing runs on, and nothing is left, when a command that runs a learner's program is interrupted. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { tempFolder } from '../../support/temp.ts';

/** Says where it runs, and goes on to count for ever. */
const endless = (place: string, count: string) =>
  `import { writeFileSync } from 'node:fs';
   writeFileSync(${JSON.stringify(place)}, import.meta.dirname);
   for (let n = 1; ; n++) writeFileSync(${JSON.stringify(count)}, String(n));
   export function createConsumer() {}`;

test.skipIf(process.platform === 'win32').each([
  ['check', 'SIGINT', 130],
  ['check', 'SIGTERM', 143],
  ['explore', 'SIGINT', 130],
] as const)(
  'lab %s at %s ends the program that it runs, and removes its folder',
  async (command, signal, code) => {
    const { path, write } = tempFolder();
    const [place, count] = [join(path, 'place.txt'), join(path, 'count.txt')];
    write('consumer.js', endless(place, count));
    const exercise = 'idempotent-consumer/02-dies-in-the-middle';
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/lab.mjs'), command, exercise, '--dir', path], {
      stdio: 'ignore',
    });
    const ended = once(child, 'close');
    await vi.waitFor(() => expect(existsSync(count)).toBe(true), { timeout: 30_000 });
    child.kill(signal);
    expect((await ended)[0]).toBe(code);
    const counted = readFileSync(count, 'utf8');
    await setTimeout(500);
    expect(readFileSync(count, 'utf8')).toBe(counted);
    expect(existsSync(readFileSync(place, 'utf8'))).toBe(false);
  },
);
