import { getCollection, type CollectionEntry } from 'astro:content';
import { sitePath } from './url.ts';

export interface Chapter {
  /** `event-model`: the last part of the address; reading progress is kept under it. */
  id: string;
  number: number;
  title: string;
  promise: string;
  href: string;
  complete: boolean;
  minutes: { reading: number; labs: number };
}

/** The chapters in the order of the book. */
export async function listChapters(): Promise<Chapter[]> {
  const entries = await getCollection('docs');
  return entries.map(toChapter).sort((a, b) => a.number - b.number);
}

/** The chapter that a Starlight route shows, or nothing when it shows another page. */
export function chapterOf(chapters: readonly Chapter[], entryId: string): Chapter | undefined {
  return chapters.find((chapter) => entryId === `chapters/${chapter.id}`);
}

function toChapter({ id, data }: CollectionEntry<'docs'>): Chapter {
  return {
    id: id.replace(/^chapters\//, ''),
    number: data.chapter ?? 0,
    title: data.title,
    promise: data.description ?? '',
    href: sitePath(`${id}/`),
    complete: data.status === 'complete',
    minutes: data.minutes ?? { reading: 0, labs: 0 },
  };
}
