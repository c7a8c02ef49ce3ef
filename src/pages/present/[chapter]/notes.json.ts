/** The instructor's notes of a chapter: only the speaker's window asks for them, so no page that readers see has them. */
import type { APIRoute } from 'astro';
import { getEntry } from 'astro:content';
import { readInstructorNotes } from '#book/instructor.ts';
import { renderMarkdown } from '#components/lab/markdown.ts';
import type { SpeakerNote } from '#components/present/speaker-note.ts';
import { listChapters } from '#components/shell/chapters.ts';

export async function getStaticPaths() {
  return (await listChapters()).map(({ id }) => ({ params: { chapter: id } }));
}

export const GET: APIRoute = async ({ params }) => {
  const entry = await getEntry('docs', `chapters/${params['chapter']}`);
  const notes = readInstructorNotes(entry?.body ?? '', entry?.filePath ?? '');
  const spoken = notes.map(
    async ({ section, minutes, cut, notes: text, misconceptions }): Promise<SpeakerNote> => ({
      section: section?.id ?? '',
      title: section?.title ?? 'Opening',
      minutes,
      cut,
      html: await renderMarkdown(text),
      misconceptions: await Promise.all(
        misconceptions.map(async ({ says, ask, answer }) => ({
          says,
          ask,
          html: await renderMarkdown(answer),
        })),
      ),
    }),
  );
  return new Response(JSON.stringify(await Promise.all(spoken)), {
    headers: { 'content-type': 'application/json' },
  });
};
