/** The pack of a workshop runs where there is nothing but Node: no repository, no packages, no network. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { tempFolder } from '../../support/temp.ts';

const CLIENT = fileURLToPath(new URL('pack-client.ts', import.meta.url));

/** A network namespace of its own, in which only the loopback is up, where the system lets a test have one. */
const ALONE = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

function run(command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}

const packInto = (...args: string[]) =>
  run(process.execPath, [join(ROOT, 'src/cli/launch.mjs'), 'workshop.ts', 'pack', ...args]);

/** As `unzip` does: with the rights that the zip names. */
function unpack(zip: string, folder: string): Map<string, number> {
  const modes = new Map<string, number>();
  const bytes = readFileSync(zip);
  unzipSync(bytes, {
    filter: ({ name }) => {
      const at = bytes.lastIndexOf(name, undefined, 'utf8');
      // In the directory at the zip's end, 46 bytes stand before a name, the mode 6 bytes before its end.
      modes.set(name, bytes.readUInt16LE(at - 46 + 40) & 0o777);
      return false;
    },
  });
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    const place = join(folder, name);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    chmodSync(place, modes.get(name) ?? 0);
  }
  return modes;
}

test('a pack, unpacked elsewhere, serves the site and takes an attendee in, without any network', (context) => {
  context.skip(process.platform === 'win32', 'this test starts the pack by its shell script');
  const { path } = tempFolder();
  const packed = packInto(join(path, 'pack.zip'));
  expect(packed.stderr).toBe('');
  const modes = unpack(join(path, 'pack.zip'), join(path, 'elsewhere'));
  expect(modes.get('handbook-workshop/start.sh')).toBe(0o755);
  expect(modes.get('handbook-workshop/server.mjs')).toBe(0o644);

  const client = [process.execPath, CLIENT, join(path, 'elsewhere/handbook-workshop'), join(path, 'session')];
  const [first = '', ...rest] =
    run('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up']).status === 0 ? [...ALONE, ...client] : client;
  const { stdout, stderr } = run(first, rest);
  expect(stderr).toBe('');
  const found = JSON.parse(stdout) as Record<string, unknown>;
  expect(found).toMatchObject({
    answers: [200, 200, 200, 200, 200],
    missing: [],
    joined: 200,
    role: 'attendee',
    exit: 0,
  });
  expect(found['assets']).toBeGreaterThan(3);

  const notices = readFileSync(join(path, 'elsewhere/handbook-workshop/THIRD-PARTY.txt'), 'utf8');
  expect(notices).toMatch(/^fastify \S+ \(MIT\)\n\nMIT License/m);
  const again = packInto(join(path, 'pack.zip'));
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('pack.zip is there already. Name another, or delete it first.');
});

test('pack says what it needs when it is called without a target', () => {
  const { status, stderr } = packInto();
  expect(status).toBe(2);
  expect(stderr).toContain('pack takes one folder, or one file that ends in .zip, to write to.');
});
