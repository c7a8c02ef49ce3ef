/**
 * Code in an address: `#code=<version>.<checksum>.<deflated JSON, base64url>`. Holds the files that differ from the
 * starter, the seed, and the host. Everything that a fragment holds is taken for hostile. Pure.
 */
import { deflateSync, inflateSync } from 'fflate';
import { fingerprint } from '#lab/fingerprint.ts';
import type { FileMap, Host } from '#lab/model.ts';
import { isHost } from '../hosts.ts';
import { exerciseKey, type ExerciseFace } from '../data.ts';
import { LINK_PREFIX } from './address.ts';

/** What the reading side must know of the exercise that the page shows. */
type Target = Pick<ExerciseFace, 'lab' | 'id' | 'host' | 'view' | 'starter'>;

export interface CodeInLink {
  /** The changed files only. */
  files: FileMap;
  /** Seed of the schedule that comes first; null if none is asked for. */
  seed: number | null;
  /** What the program runs as. */
  host: Host;
}

export type ReadLink =
  | ({ kind: 'code'; starterHasChanged: boolean } & CodeInLink)
  /** `message`: what is wrong, and what to do. */
  | { kind: 'refused'; message: string };

/** Characters of a fragment. Longer addresses are cut by mail programs, chats and some browsers. */
export const MOST_CHARACTERS = 30_000;
/** Bytes that a fragment may unpack to. */
const MOST_BYTES = 256_000;
const VERSION = '1';

/** Where the code differs from the starter. */
export function changedFiles(files: FileMap, starter: FileMap): FileMap {
  return Object.fromEntries(Object.entries(files).filter(([path, text]) => starter[path] !== text));
}

/** @returns the fragment, with its `#`; it may be longer than `MOST_CHARACTERS` */
export function writeLink(target: Target, { files, seed, host }: CodeInLink): string {
  const json = JSON.stringify({
    exercise: exerciseKey(target),
    starter: starterMark(target),
    files: changedFiles(files, target.starter),
    ...(seed === null ? {} : { seed }),
    ...(host === target.host ? {} : { host }),
  });
  const packed = toBase64Url(deflateSync(new TextEncoder().encode(json), { level: 9 }));
  return `${LINK_PREFIX}${VERSION}.${fingerprint(json)}.${packed}`;
}

/** Reads what `writeLink` wrote. Never throws. */
export function readLink(fragment: string, target: Target): ReadLink {
  if (fragment.length > MOST_CHARACTERS) {
    return refused(
      `it is ${fragment.length.toLocaleString('en')} characters long, more than a link of this page ever is`,
    );
  }
  const [version = '', checksum = '', packed = '', ...more] = fragment.slice(LINK_PREFIX.length).split('.');
  if (version !== VERSION && /^\d{1,3}$/.test(version)) {
    return refused(
      `its format, ${version}, is not one that this page knows. Reload the page for its newest version`,
    );
  }
  const json = more.length > 0 ? null : unpack(packed);
  if (json === 'too large') return refused('it unpacks to more than any exercise needs');
  if (json === null || fingerprint(json) !== checksum) {
    return refused('it is damaged: a part is missing or was changed on the way. Ask for it again');
  }
  return readFields(parse(json), target);
}

function readFields(value: unknown, target: Target): ReadLink {
  const { exercise, starter, files, seed = null, host = target.host } = isRecord(value) ? value : {};
  const hasSeed = seed === null || Number.isSafeInteger(seed);
  if (typeof exercise !== 'string' || !isRecord(files) || !hasSeed || !isHost(host)) {
    return refused('what it holds is not code of an exercise');
  }
  if (exercise !== exerciseKey(target)) {
    return refused(`it holds code for the exercise “${shown(exercise)}”, and this is ${exerciseKey(target)}`);
  }
  // Elsewhere a reader could not choose the host again.
  if (host !== target.host && target.view !== 'event-loop') {
    return refused('it would run the program as something that this exercise is not');
  }
  for (const [path, text] of Object.entries(files)) {
    if (path === 'checks.test.js') return refused('it would put other checks in place of the exercise’s own');
    if (!Object.hasOwn(target.starter, path)) {
      return refused(`it holds a file “${shown(path)}”, which this exercise does not have`);
    }
    if (typeof text !== 'string') return refused(`its file “${shown(path)}” is no text`);
  }
  return {
    kind: 'code',
    files: files as FileMap,
    seed: seed as number | null,
    host,
    starterHasChanged: starter !== starterMark(target),
  };
}

function refused(why: string): ReadLink {
  return {
    kind: 'refused',
    message: `The code in this link was not opened: ${why}. Your own code is as it was.`,
  };
}

/** Tells whether the files that a link does not hold are still the ones that its sender saw. */
function starterMark({ starter }: Target): string {
  return fingerprint(JSON.stringify(Object.entries(starter).sort(([a], [b]) => (a < b ? -1 : 1))));
}

function unpack(packed: string): string | 'too large' | null {
  try {
    const bytes = fromBase64Url(packed);
    if (bytes.length === 0) return null;
    // What does not fit is dropped, so a bomb costs no more memory than this.
    const json = inflateSync(bytes, { out: new Uint8Array(MOST_BYTES + 1) });
    if (json.length > MOST_BYTES) return 'too large';
    return new TextDecoder('utf-8', { fatal: true }).decode(json);
  } catch {
    return null;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Somebody else's text in a sentence of ours. */
function shown(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws if `text` holds anything else */
function fromBase64Url(text: string): Uint8Array {
  if (!/^[\w-]*$/.test(text)) throw new Error('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
