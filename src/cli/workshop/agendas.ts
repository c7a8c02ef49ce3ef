/** The plan of each chapter, as the instructor's page shows it. */
import type { Agenda } from '#workshop/protocol.ts';
import { readAgendas } from '../read-agendas.ts';

/** @throws BookError if a note is wrong */
export function lecternAgendas(): Agenda[] {
  return readAgendas().map(({ chapter, name, title, sections }) => ({
    chapter,
    title,
    sections: sections.map(({ section, minutes, cut, notes, misconceptions }) => ({
      title: section?.title ?? 'Opening',
      path: `/chapters/${name}/${section ? `#${section.id}` : ''}`,
      minutes,
      cut,
      notes,
      misconceptions: misconceptions.map(({ says, ask }) => ({ says, ask })),
    })),
  }));
}
