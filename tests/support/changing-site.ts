/** A host to which new builds are deployed while pages are open, and builds to deploy. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#cli/install.mjs';
import { listen, type Listening } from '#cli/listen.ts';
import { createSite, type SiteOptions } from '#cli/site.ts';
import { copyOf, writeWorker } from '#offline/integration.ts';

export interface ChangingSite extends Listening {
  /** From now on the host has these files and no others. */
  deploy(root: string): void;
  /** Paths that were asked for, from the start on. */
  readonly asked: readonly string[];
}

export async function startChangingSite({ root, headers = true }: SiteOptions): Promise<ChangingSite> {
  let site = createSite({ root, headers });
  const asked: string[] = [];
  const server = await listen(
    (request, response) => {
      asked.push((request.url ?? '').split('?')[0] ?? '');
      site(request, response);
    },
    { port: 0 },
  );
  return { ...server, asked, deploy: (next) => void (site = createSite({ root: next, headers })) };
}

/** The site as it was built. */
export const BUILT = join(ROOT, 'dist');

/** Another build of the site in a folder of its own: no hashed name is what it was, and each page says “Second edition”. */
export async function makeNextBuild(): Promise<{ root: string; remove(): void }> {
  const root = copySite();
  const renamed = new Map<string, string>();
  for (const name of readdirSync(join(root, '_astro'))) {
    const hash = /[.-]([\w-]{8})\.\w+$/.exec(name)?.[1];
    if (hash) renamed.set(hash, [...hash].toReversed().join(''));
  }
  for (const path of filesOf(root).filter((file) => /\.(html|js|css|json)$/.test(file))) {
    const file = join(root, path);
    const text = readFileSync(file, 'utf8').replaceAll(
      /(?<=[.-])[\w-]{8}(?=\.\w)/g,
      (hash) => renamed.get(hash) ?? hash,
    );
    writeFileSync(file, text.replace('<h1', '<p>Second edition</p><h1'));
  }
  for (const name of readdirSync(join(root, '_astro'))) {
    const next = name.replace(/(?<=[.-])[\w-]{8}(?=\.\w+$)/, (hash) => renamed.get(hash) ?? hash);
    renameSync(join(root, '_astro', name), join(root, '_astro', next));
  }
  await writeWorker(root, copyOf(root));
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The site once more, built without a service worker. */
export async function makeBuildWithoutWorker(): Promise<{ root: string; remove(): void }> {
  const root = copySite();
  await writeWorker(root, null);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function copySite(): string {
  const root = join(mkdtempSync(join(tmpdir(), 'handbook-')), 'dist');
  cpSync(BUILT, root, { recursive: true });
  return root;
}

const filesOf = (root: string): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' });
