import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browserCandidates, ensureBrowser } from '#cli/browser.mjs';

type Machine = NonNullable<Parameters<typeof browserCandidates>[0]>;

const machine = (files: readonly string[], parts: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  env: { PATH: '/usr/local/bin:/usr/bin' },
  exists: (file) => files.includes(file),
  downloaded: () => '/cache/chromium/chrome',
  ...parts,
});

describe('the browsers that are there', () => {
  test('come in order: CHROMIUM_PATH, installed, downloaded', () => {
    const env = { PATH: '/usr/local/bin:/usr/bin', CHROMIUM_PATH: '/my/chromium' };
    const files = [
      '/cache/chromium/chrome',
      '/usr/bin/google-chrome',
      '/usr/local/bin/chromium',
      '/my/chromium',
    ];
    expect(browserCandidates(machine(files, { env }))).toEqual([
      '/my/chromium',
      '/usr/local/bin/chromium',
      '/usr/bin/google-chrome',
      '/cache/chromium/chrome',
    ]);
  });

  test('are looked for where macOS and Windows keep them', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(browserCandidates(machine([mac], { platform: 'darwin', env: { HOME: '/Users' } }))).toEqual([mac]);
    const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const env = { PROGRAMFILES: 'C:\\Program Files' };
    expect(browserCandidates(machine([windows], { platform: 'win32', env }))).toEqual([windows]);
  });

  test('are none on a bare machine', () => {
    expect(browserCandidates(machine([]))).toEqual([]);
  });
});

/** A machine on which each source, once tried, adds a browser; `broken` ones do not start. */
function setUp(
  present: string[],
  sources: Record<string, string | undefined>,
  broken: readonly string[] = [],
) {
  const tried: string[] = [];
  return {
    tried,
    found: ensureBrowser({
      candidates: () => present,
      probe: async (path: string) => {
        tried.push(path);
        return broken.includes(path) ? 'a library is missing' : '';
      },
      sources: Object.entries(sources).map(([name, adds]) => ({
        saying: name,
        get: async () => {
          tried.push(name);
          if (adds) present.push(adds);
          return adds ? '' : `${name} did not work`;
        },
      })),
    }),
  };
}

describe('getting a browser', () => {
  beforeEach(() => vi.stubEnv('CHROMIUM_PATH', ''));
  afterEach(() => vi.unstubAllEnvs());

  test('nothing is downloaded while one that is there starts', async () => {
    const { tried, found } = setUp(['/a', '/b'], { download: '/c' }, ['/a']);
    expect(await found).toEqual({ path: '/b' });
    expect(tried).toEqual(['/a', '/b']);
  });

  test('the download comes before the package, and what failed is not tried again', async () => {
    const { tried, found } = setUp(['/a'], { download: undefined, package: '/c' }, ['/a']);
    expect(await found).toEqual({ path: '/c' });
    expect(tried).toEqual(['/a', 'download', 'package', '/c']);
  });

  test('if there is none to be had, every reason is given', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/not/there');
    const { found } = setUp(['/a'], { download: undefined, package: '/c' }, ['/a', '/c']);
    expect(await found).toEqual({
      path: undefined,
      reasons: [
        'CHROMIUM_PATH names /not/there, and there is no such file.',
        '/a does not start: a library is missing',
        'download did not work',
        '/c does not start: a library is missing',
      ],
    });
  });

  test('a file of the right name that is no browser is not believed', async () => {
    const found = await ensureBrowser({ candidates: () => [process.execPath], sources: [] });
    expect(found).toEqual({ path: undefined, reasons: [expect.stringContaining('does not start')] });
  });
});
