import { getCollection, type CollectionEntry } from 'astro:content';
import type { Lab } from '#lab/model.ts';
import { listLabs } from '../lab/labs.ts';
import { sitePath } from './url.ts';
import { labMinutes } from './work.ts';

export interface Chapter {
  /** `event-model`: the last part of the address; reading progress is kept under it. */
  id: string;
  number: number;
  title: string;
  promise: string;
  href: string;
  complete: boolean;
  /** What reading takes, as its author says, and all exercises of its labs together, as their manifests say. */
  minutes: { reading: number; labs: number };
}

/** The chapters in the order of the book. */
export async function listChapters(): Promise<Chapter[]> {
  const [entries, labs] = await Promise.all([getCollection('docs'), listLabs()]);
  return entries.map((entry) => toChapter(entry, labs)).sort((a, b) => a.number - b.number);
}

/** The chapter that a Starlight route shows, or nothing when it shows another page. */
export function chapterOf(chapters: readonly Chapter[], entryId: string): Chapter | undefined {
  return chapters.find((chapter) => entryId === `chapters/${chapter.id}`);
}

function toChapter({ id, data }: CollectionEntry<'docs'>, labs: readonly Lab[]): Chapter {
  const number = data.chapter ?? 0;
  return {
    id: id.replace(/^chapters\//, ''),
    number,
    title: data.title,
    promise: data.description ?? '',
    href: sitePath(`${id}/`),
    complete: data.status === 'complete',
    minutes: { reading: data.minutes?.reading ?? 0, labs: labMinutes(labs, number) },
  };
}
