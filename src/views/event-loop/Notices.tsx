import type { Race } from '#trace/loop-races.ts';
import type { LoopIndex } from './loop-index.ts';
import { count, cut, ENGINE_DIFFERS, entryPhrase } from './words.ts';

export interface NoticesProps {
  index: LoopIndex;
  races: readonly Race[];
  goTo: (event: number) => void;
}

/** What the reader must know about the record before they trust the picture. */
export function Notices({ index, races, goTo }: NoticesProps) {
  const { untraced, differs, dropped, events } = index;
  return (
    <>
      {untraced !== '' && (
        <p class="el-notice" data-kind="untraced">
          <strong>There is no picture of this run.</strong> {untraced} What the program printed is under
          “Output”.
        </p>
      )}
      {dropped > 0 && (
        <p class="el-notice" data-kind="dropped">
          <strong>The record ends early.</strong> It holds the first {count(events.length, 'event')};{' '}
          {count(dropped, 'later one', 'later ones')} did not fit. Up to there the picture is whole.
        </p>
      )}
      {differs.map(({ difference, file, line }) => (
        <p key={`${file}:${line}`} class="el-notice" data-kind="engine">
          <strong>
            {file}, line {line}:
          </strong>{' '}
          {ENGINE_DIFFERS[difference]}
        </p>
      ))}
      {races.map((race) => (
        <RaceNotice key={race.entries.join()} race={race} index={index} goTo={goTo} />
      ))}
    </>
  );
}

/** An order that no rule determines: both are shown, and neither is called the right one. */
function RaceNotice({ race, index, goTo }: { race: Race } & Omit<NoticesProps, 'races'>) {
  const [first, other] = race.entries.map((entry) => index.entries.get(entry) ?? null);
  const startedAt = first?.job?.startedAt;
  return (
    <details class="el-notice" data-kind="race">
      <summary>
        <b class="el-race">Race</b> No rule says which comes first: {phrase(first)}, or {phrase(other)}. It
        depends on how long things take.
      </summary>
      <div class="el-orders">
        <Order title="In this run" text={race.orders[0]} />
        <Order title="As well possible" text={race.orders[1]} />
      </div>
      {startedAt !== undefined && (
        <button type="button" onClick={() => goTo(startedAt)}>
          Go to where it was decided
        </button>
      )}
    </details>
  );
}

function phrase(entry: Parameters<typeof entryPhrase>[0] | undefined): string {
  return entryPhrase(entry ?? null).replace(/,$/, '');
}

function Order({ title, text }: { title: string; text: string }) {
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <div>
      <p class="el-h">{title}</p>
      <ol>
        {lines.slice(0, MOST_LINES).map((line, at) => (
          <li key={at} class="el-out">
            {cut(line)}
          </li>
        ))}
        {lines.length > MOST_LINES && (
          <li class="el-more">{count(lines.length - MOST_LINES, 'more line')}</li>
        )}
      </ol>
    </div>
  );
}

const MOST_LINES = 12;
