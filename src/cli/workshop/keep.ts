/** Where a session is kept between two starts of the server. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { namesFileOf } from '#server/log/sqlite-log.ts';
import { newSecret } from '#server/secrets.ts';

export const defaultFolder = (): string => join(homedir(), '.handbook', 'workshop');

/** The secret of the session in this folder, made at its first start, for this user only. */
export function keptSecret(folder: string): string {
  const file = join(folder, 'secret');
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

export const sessionFile = (folder: string): string => join(folder, 'session.db');

/** Deletes the session in this folder, and nothing else there. */
export function deleteKept(folder: string): void {
  const log = sessionFile(folder);
  const names = namesFileOf(log);
  const files = [log, `${log}-wal`, `${log}-shm`, names, `${names}-journal`, join(folder, 'secret')];
  for (const file of files) rmSync(file, { force: true });
}
