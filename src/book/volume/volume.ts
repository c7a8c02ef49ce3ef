/** The whole book as one volume, read from the built site: the same chapters that its readers see. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementContent } from 'hast';
import { readLicence } from './licence.ts';
import { readPage } from './read-page.ts';

/** One chapter, or one of the pages that follow them. */
export interface VolumePart {
  /** The last part of its address, for example `event-model`: the name of its file and the start of its anchors. */
  id: string;
  /** Null for what is no chapter. */
  number: number | null;
  title: string;
  promise: string;
  /** Everything below the title. */
  body: readonly ElementContent[];
  sections: readonly { id: string; title: string }[];
}

export interface Volume {
  title: string;
  subtitle: string;
  language: string;
  /** Of this edition: `2026-11-23`. */
  date: string;
  parts: readonly VolumePart[];
}

/**
 * @param site folder of the site, built for the base path `/`
 * @param licence text of the LICENSE file
 * @param date of the edition
 * @throws Error if the site has no chapters, or a page of it is not as the site's shell makes it
 */
export function readVolume(site: string, licence: string, date: Date): Volume {
  const chapters = foldersOf(join(site, 'chapters'))
    .map((id) => readPage(id, readFileSync(join(site, 'chapters', id, 'index.html'), 'utf8')))
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  if (chapters.length === 0) throw new Error(`There are no chapters in ${site}. Build the site first.`);
  const glossary = join(site, 'glossary', 'index.html');
  const parts = [
    ...chapters,
    ...(existsSync(glossary) ? [readPage('glossary', readFileSync(glossary, 'utf8'))] : []),
    readLicence(licence),
  ];
  return {
    title: 'Event-Based Architectures in JavaScript',
    subtitle: 'The handbook that runs',
    language: 'en',
    date: date.toISOString().slice(0, 10),
    parts,
  };
}

function foldersOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.html')));
}
