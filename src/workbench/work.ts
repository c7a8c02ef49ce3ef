/**
 * The learner's work on one exercise: saved as it is typed, with the last versions kept, and never overwritten
 * by another tab, a reset or an unreadable entry without a copy.
 */
import type { FileMap } from '#lab/model.ts';
import { keysOf, type Store } from './storage.ts';

/** Why a version was kept. */
const REASONS = ['checked', 'replaced', 'visit', 'other-tab', 'link'] as const;
export type Reason = (typeof REASONS)[number];

/** The files at one moment. `tab` tells two tabs on the same exercise apart. */
export interface Version {
  files: FileMap;
  /** ISO 8601. */
  at: string;
  tab: string;
  /** Not there for the work under way, and for versions of before there were reasons. */
  why?: Reason;
}

export interface WorkOptions {
  store: Store;
  /** `<lab>/<exercise>`. */
  exercise: string;
  starter: FileMap;
  tab: string;
  now: () => string;
}

export interface Work {
  /** Saved files over the starter's; null if nothing is saved. */
  load(): FileMap | null;
  save(files: FileMap): void;
  /** Puts a copy into the history, unless the newest there equals it. */
  keep(files: FileMap, why: Reason): void;
  /** Newest first. */
  versions(): readonly Version[];
  /** What another tab saved meanwhile, given the raw text of its storage event; null if it is ours or unreadable. */
  readForeign(raw: string): Version | null;
  /** True if `load` or `versions` met an entry that it could not read, and put it aside. */
  readonly hadUnreadable: boolean;
}

const HISTORY_LENGTH = 20;

export function createWork({ store, exercise, starter, tab, now }: WorkOptions): Work {
  const keys = keysOf(exercise);
  let hadUnreadable = false;

  function read<T>(key: string, parse: (value: unknown) => T | null): T | null {
    const raw = store.get(key);
    if (raw === null) return null;
    const value = parseWith(raw, parse);
    if (value !== null) return value;
    hadUnreadable = true;
    store.set(keys.unreadable(now()), raw);
    store.remove(key);
    return null;
  }

  function keepVersion(version: Version) {
    const versions = read(keys.history, toVersions) ?? [];
    if (versions[0] && sameFiles(versions[0].files, version.files)) return;
    store.set(keys.history, JSON.stringify([version, ...versions].slice(0, HISTORY_LENGTH)));
  }

  return {
    get hadUnreadable() {
      return hadUnreadable;
    },
    load() {
      const saved = read(keys.work, toVersion);
      return saved === null ? null : { ...starter, ...saved.files };
    },
    save(files) {
      const stored = read(keys.work, toVersion);
      if (stored !== null && stored.tab !== tab && !sameFiles(stored.files, files))
        keepVersion({ ...stored, why: 'other-tab' });
      store.set(keys.work, JSON.stringify({ files, at: now(), tab } satisfies Version));
    },
    keep(files, why) {
      keepVersion({ files, at: now(), tab, why });
    },
    versions() {
      return read(keys.history, toVersions) ?? [];
    },
    readForeign(raw) {
      const version = parseWith(raw, toVersion);
      return version === null || version.tab === tab ? null : version;
    },
  };
}

export function sameFiles(a: FileMap, b: FileMap): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function parseWith<T>(raw: string, parse: (value: unknown) => T | null): T | null {
  try {
    return parse(JSON.parse(raw));
  } catch {
    return null;
  }
}

function toVersion(value: unknown): Version | null {
  if (typeof value !== 'object' || value === null) return null;
  const { files, at, tab, why } = value as Record<string, unknown>;
  if (typeof files !== 'object' || files === null || Array.isArray(files)) return null;
  if (!Object.values(files).every((text) => typeof text === 'string')) return null;
  if (typeof at !== 'string' || typeof tab !== 'string') return null;
  const reason = REASONS.find((known) => known === why);
  return { files: files as FileMap, at, tab, ...(reason === undefined ? {} : { why: reason }) };
}

function toVersions(value: unknown): Version[] | null {
  if (!Array.isArray(value)) return null;
  const versions = value.map(toVersion);
  return versions.every((version) => version !== null) ? versions : null;
}
