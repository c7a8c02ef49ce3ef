/** `npm run workshop -- pack`: a folder, or a zip of one, that runs a workshop on a laptop without a network. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type Zippable, zipSync } from 'fflate';
import { ROOT } from '../install.mjs';
import { UsageError } from '../usage.ts';
import { lecternAgendas } from './agendas.ts';
import { bundleServer } from './bundle-server.ts';
import { readmeOf, START_CMD, START_MJS, START_SH } from './pack-texts.ts';

/** The folder inside a zip. */
const NAME = 'handbook-workshop';

interface PackFile {
  /** With forward slashes. */
  path: string;
  bytes: Uint8Array;
  isProgram: boolean;
}

/**
 * @param prepare builds the site; called when the target is known to be free
 * @throws UsageError without a target, or for one that holds something already
 */
export async function pack(args: string[], prepare: () => Promise<void>): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'with-node': { type: 'boolean', default: false } },
  });
  const [named, ...more] = positionals;
  if (named === undefined || more.length > 0) {
    throw new UsageError('pack takes one folder, or one file that ends in .zip, to write to.');
  }
  const target = resolve(named);
  if (isTaken(target)) throw new UsageError(`${target} is there already. Name another, or delete it first.`);
  await prepare();
  const files = await packFiles(values['with-node']);
  const isZip = target.endsWith('.zip');
  if (isZip) writeZip(target, files);
  else writeFolder(target, files);
  const size = isZip ? statSync(target).size : files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  console.log(`Packed into ${target}: ${files.length} files, ${(size / 1e6).toFixed(0)} MB.`);
  console.log(`Start it with ${isZip ? `start.sh in its folder ${NAME}` : join(target, 'start.sh')}.`);
}

const isTaken = (target: string): boolean =>
  existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0);

async function packFiles(withNode: boolean): Promise<PackFile[]> {
  const { code, notices } = await bundleServer();
  const text = (path: string, content: string, isProgram = false): PackFile => ({
    path,
    bytes: new TextEncoder().encode(content),
    isProgram,
  });
  const node = process.platform === 'win32' ? 'node/node.exe' : 'node/node';
  return [
    text(
      'README.txt',
      readmeOf(withNode ? `${process.version} for ${process.platform}-${process.arch}` : null),
    ),
    text('start.sh', START_SH, true),
    text('start.cmd', START_CMD),
    text('start.mjs', START_MJS),
    text('server.mjs', code),
    text('agenda.json', JSON.stringify(lecternAgendas())),
    text('LICENSE', readFileSync(join(ROOT, 'LICENSE'), 'utf8')),
    text('THIRD-PARTY.txt', notices),
    ...(withNode ? [{ path: node, bytes: readFileSync(process.execPath), isProgram: true }] : []),
    ...siteFiles(),
  ];
}

function siteFiles(): PackFile[] {
  const dist = join(ROOT, 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(dist, file)).isFile())
    .map((file) => ({
      path: `site/${file.split(sep).join('/')}`,
      bytes: readFileSync(join(dist, file)),
      isProgram: false,
    }));
}

const modeOf = ({ isProgram }: PackFile): number => (isProgram ? 0o755 : 0o644);

function writeFolder(target: string, files: readonly PackFile[]): void {
  for (const file of files) {
    const place = join(target, file.path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, file.bytes);
    chmodSync(place, modeOf(file));
  }
}

function writeZip(target: string, files: readonly PackFile[]): void {
  const UNIX = 3;
  const entries: Zippable = Object.fromEntries(
    // The mode of a file stands in the upper half of its attributes.
    files.map((file) => [
      `${NAME}/${file.path}`,
      [file.bytes, { os: UNIX, attrs: (0o100000 | modeOf(file)) << 16 }],
    ]),
  );
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, zipSync(entries, { level: 6 }));
}
