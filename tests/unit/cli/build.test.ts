import { describe, expect, test } from 'vitest';
import { buildSite, fingerprint, isBuilt } from '#cli/build.ts';
import { tempFolder } from '../../support/temp.ts';

const project = () =>
  tempFolder({
    'content/a.md': 'a',
    'src/pages/index.astro': 'x',
    'src/cli/start.ts': 'x',
    'package-lock.json': '{}',
    // Stands for Astro: writes what it was asked for.
    'node_modules/astro/bin/astro.mjs': `
      import { mkdirSync, writeFileSync } from 'node:fs';
      if (process.env.BROKEN) { console.error('content/a.md: no title'); process.exit(1); }
      mkdirSync('dist', { recursive: true });
      writeFileSync('dist/index.html', process.env.BASE_PATH + process.argv.slice(2).join(' '));`,
  });

describe('the built site', () => {
  test('is rebuilt when a source changed, and not otherwise', async () => {
    const folder = project();
    const target = { root: folder.path };
    expect(isBuilt(target)).toBe(false);
    await buildSite(target);
    expect(isBuilt(target)).toBe(true);
    folder.write('content/b.md', 'b');
    expect(isBuilt(target)).toBe(false);
    await buildSite(target);
    expect(isBuilt(target)).toBe(true);
  });

  test('depends on its base path, and not on the command line', () => {
    const folder = project();
    const root = folder.path;
    expect(fingerprint({ root, base: '/a/' })).toBe(fingerprint({ root, base: 'a' }));
    expect(fingerprint({ root, base: '/a/' })).not.toBe(fingerprint({ root, base: '/' }));
    const before = fingerprint({ root });
    folder.write('src/cli/start.ts', 'y');
    expect(fingerprint({ root })).toBe(before);
    folder.write('src/pages/index.astro', 'y');
    expect(fingerprint({ root })).not.toBe(before);
  });

  test('a build that fails says so with its last lines, and does not count as built', async () => {
    const { path: root } = project();
    await buildSite({ root });
    process.env.BROKEN = '1';
    try {
      await expect(buildSite({ root })).rejects.toThrow(
        /Building the site failed[\s\S]*content\/a\.md: no title/,
      );
    } finally {
      delete process.env.BROKEN;
    }
    expect(isBuilt({ root })).toBe(false);
  });
});
