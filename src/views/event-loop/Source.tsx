/** The text that ran: the line that is reached, and a way from each line that queued something to where it runs. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LoopIndex, Site } from './loop-index.ts';
import { nearestRun, type FileMarks, type LineMarks } from './marks.ts';
import { Mark } from './Mark.tsx';
import { laneOf, toneOf, type Tone } from './picture.ts';
import { tokenLines, type Token } from './tokens.ts';
import { entryName } from './words.ts';

export interface SourceProps {
  index: LoopIndex;
  marks: FileMarks;
  /** The file in front. */
  file: string;
  here: Site | null;
  tone: Tone;
  /** The event at which the player stands. */
  event: number;
  /** A line that the reader has asked for; `ask` counts how often. */
  shown: { line: number; ask: number } | null;
  goTo: (event: number) => void;
  edit: ((file: string, line: number) => void) | null;
}

export function Source(props: SourceProps) {
  const { index, file, here, tone, event, shown, goTo, edit } = props;
  const source = index.files.find((one) => one.file === file)?.source ?? '';
  const lines = useMemo(() => tokenLines(source.replace(/\n$/, '')), [source]);
  const marks = props.marks.get(file) ?? NO_MARKS;
  const place = useRef<HTMLDivElement>(null);
  const current = here?.file === file ? here : null;
  const wanted = shown?.line ?? current?.line;

  // Within its own box only: the page must not jump while the reader steps.
  useEffect(() => {
    const box = place.current;
    const line = box?.querySelector<HTMLElement>(`[data-line="${String(wanted)}"]`);
    if (!box || !line) return;
    const top = line.offsetTop - box.offsetTop;
    const margin = line.offsetHeight * 2;
    if (top < box.scrollTop + margin) box.scrollTop = top - margin;
    else if (top + margin > box.scrollTop + box.clientHeight - margin) {
      box.scrollTop = top + margin * 2 - box.clientHeight;
    }
  }, [wanted, shown?.ask]);

  return (
    <div
      class="el-source"
      ref={place}
      tabIndex={0}
      role="group"
      aria-label={`Code of ${file}, as it ran`}
      data-scrolls
    >
      <ol>
        {lines.map((tokens, at) => (
          <Line
            key={at}
            number={at + 1}
            tokens={tokens}
            here={isWithin(current, at + 1) ? tone : null}
            isShown={shown?.line === at + 1}
            marks={marks}
            index={index}
            event={event}
            goTo={goTo}
            file={file}
            edit={edit}
          />
        ))}
      </ol>
    </div>
  );
}

const NO_MARKS: LineMarks = new Map();

function isWithin(site: Site | null, line: number): boolean {
  if (site === null) return false;
  // A statement that holds others, such as a loop or a function, is marked by its head.
  return line === site.line || (site.kind === 'await' && line > site.line && line <= site.endLine);
}

interface LineProps {
  number: number;
  tokens: readonly Token[];
  here: Tone | null;
  isShown: boolean;
  marks: LineMarks;
  index: LoopIndex;
  event: number;
  goTo: (event: number) => void;
  file: string;
  edit: SourceProps['edit'];
}

function Line({ number, tokens, here, isShown, marks, index, event, goTo, file, edit }: LineProps) {
  const entries = marks.get(number) ?? [];
  const [first] = entries;
  // While the reader scrubs, most lines stay what they are: the same element need not be compared.
  const code = useMemo(
    () => (
      <code onDblClick={edit ? () => edit(file, number) : undefined}>
        {tokens.map(({ kind, text }, at) =>
          kind === '' ? (
            text
          ) : (
            <span key={at} class={kind}>
              {text}
            </span>
          ),
        )}
      </code>
    ),
    [tokens, file, number, edit],
  );
  return useMemo(
    () => (
      <li
        class="el-line"
        data-line={number}
        data-here={here ?? undefined}
        data-shown={isShown ? '' : undefined}
        aria-current={here ? 'step' : undefined}
      >
        <span class="el-gutter">
          {first && <QueuedHere index={index} entries={entries} event={event} goTo={goTo} line={number} />}
          <span class="el-number">{number}</span>
        </span>
        {code}
      </li>
    ),
    [code, here, isShown, marks, index, first ? event : null, first ? goTo : null],
  );
}

interface QueuedHereProps extends Pick<LineProps, 'index' | 'event' | 'goTo'> {
  line: number;
  entries: NonNullable<ReturnType<LineMarks['get']>>;
}

function QueuedHere({ index, entries, event, goTo, line }: QueuedHereProps) {
  const target = nearestRun(entries, event);
  const [first] = entries;
  if (!first) return null;
  const { queue } = target ?? first;
  const shape = laneOf(index.host, queue)?.shape ?? 'ring';
  const mark = <Mark shape={shape} tone={toneOf(index.host, queue)} />;
  const what = entryName(target ?? first);
  if (target === null) return <span title={`Line ${line} queued ${what}, which never ran`}>{mark}</span>;
  const label = `Line ${line} queued ${what}: go to where it starts`;
  return (
    <button
      type="button"
      class="el-jump"
      title={label}
      aria-label={label}
      onClick={() => goTo(target.leftAt)}
    >
      {mark}
    </button>
  );
}
