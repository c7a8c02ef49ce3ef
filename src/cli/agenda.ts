/** `npm run agenda`: what an instructor does in each section of a chapter, from the notes in its source. */
import { parseArgs } from 'node:util';
import { minutesOf, readAgendas, type ChapterAgenda } from './read-agendas.ts';
import { runCommand, UsageError } from './usage.ts';

const USAGE = `npm run agenda -- [<chapter>] [--json]

Prints the agenda of a chapter, or of all: when each section begins, how long it takes, whether it can be cut, and what
somebody in the room will say.

  <chapter>   its number (7) or its name (event-sourcing)
  --json      one JSON value, with the notes and the answers; put --silent before “agenda” to silence npm itself
  --help      this text`;

const CUTS = { never: '', 'if-needed': ' (cut if needed)', first: ' (cut first)' } as const;

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [wanted, ...more] = positionals;
  if (more.length > 0)
    throw new UsageError(`“${more.join(' ')}” is too much: name one chapter, or none for all.`);
  const agendas = chosen(readAgendas(), wanted);
  console.log(values.json ? JSON.stringify(agendas, null, 2) : agendas.map(printAgenda).join('\n\n'));
}

/** @throws UsageError if there is no such chapter */
function chosen(agendas: ChapterAgenda[], wanted: string | undefined): ChapterAgenda[] {
  if (wanted === undefined) return agendas;
  const found = agendas.filter(({ chapter, name }) => String(chapter) === wanted || name === wanted);
  if (found.length > 0) return found;
  const known = agendas.map(({ chapter, name }) => `${chapter} ${name}`).join(', ');
  throw new UsageError(`There is no chapter “${wanted}”. The chapters are: ${known}.`);
}

function printAgenda({ chapter, title, minutes, sections }: ChapterAgenda): string {
  const spare = minutesOf(sections.filter(({ cut }) => cut !== 'never'));
  const lines = [`Chapter ${chapter}: ${title}. ${minutes} minutes, of which ${spare} can be cut.`, ''];
  let begin = 0;
  for (const { section, minutes: length, cut, misconceptions } of sections) {
    lines.push(
      `  ${clock(begin)}  ${String(length).padStart(3)} min  ${section?.title ?? 'Opening'}${CUTS[cut]}`,
    );
    for (const { says, ask } of misconceptions) lines.push(`        “${says}”`, `          Ask: ${ask}`);
    begin += length;
  }
  return lines.join('\n');
}

/** Minutes since the beginning, as `1:05`. */
function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

await runCommand(main, USAGE);
