/** What an instructor takes along from a session: all of it as JSON, or a table of who got how far as CSV. */
import type { SeenFact } from '#workshop/protocol.ts';
import type { Session } from '#workshop/session.ts';

export function exportJson(session: Session, facts: readonly SeenFact[]): string {
  return `${JSON.stringify({ title: session.title, facts }, null, 1)}\n`;
}

/** One line for each attendee and exercise. */
export function exportCsv(session: Session): string {
  const lines = [...session.attendees].flatMap(([id, { name, progress }]) =>
    Object.entries(progress).map(([exercise, { state, passed, failing, at }]) => [
      id,
      name,
      exercise,
      state,
      passed ? 'yes' : 'no',
      failing ?? '',
      new Date(at).toISOString(),
    ]),
  );
  const head = ['attendee', 'name', 'exercise', 'state', 'passed', 'failing check', 'last change'];
  return [head, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a text that begins like a formula for one: the apostrophe makes it a text again. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
