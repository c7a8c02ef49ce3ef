/** The call stack and the queues, each a lane of cells. */
import type { LoopIndex } from './loop-index.ts';
import type { Entry } from './loop-index.ts';
import { Mark } from './Mark.tsx';
import type { Lane, Picture, StackRow, Tone } from './picture.ts';
import { count, cut, entryName, frameName, lineName } from './words.ts';

export interface LanesProps {
  index: LoopIndex;
  picture: Picture;
  /** What runs: the colour of the queue that it came from. */
  tone: Tone;
  showLine: (file: string, line: number) => void;
}

export function Lanes({ index, picture, tone, showLine }: LanesProps) {
  return (
    <div class="el-lanes">
      <Stack picture={picture} tone={tone} showLine={showLine} />
      {picture.lanes.map((lane) => (
        <QueueLane key={lane.title} lane={lane} index={index} showLine={showLine} />
      ))}
    </div>
  );
}

function Stack({ picture, tone, showLine }: Omit<LanesProps, 'index'>) {
  const { stack, hiddenFrames, job } = picture;
  return (
    <section class="el-lane el-stack" aria-label="Call stack" data-lane="Call stack">
      <p class="el-h">
        <Mark shape="square" tone="stack" /> Call stack
      </p>
      <ol class="el-cells" aria-label="Innermost call first">
        {stack.map((row, depth) => (
          <li
            key={row.frame.frame}
            class="el-cell"
            data-tone={depth === stack.length - 1 && hiddenFrames === 0 ? tone : 'stack'}
            data-top={depth === 0 ? '' : undefined}
            // The cell that was in a queue is the one at the bottom of the stack.
            data-flip={depth === stack.length - 1 && hiddenFrames === 0 ? job?.entry?.entry : undefined}
          >
            <FrameText row={row} showLine={showLine} />
          </li>
        ))}
        {hiddenFrames > 0 && <li class="el-more">{count(hiddenFrames, 'call')} below</li>}
        {stack.length === 0 && <li class="el-none">empty</li>}
      </ol>
    </section>
  );
}

function FrameText({ row, showLine }: { row: StackRow; showLine: LanesProps['showLine'] }) {
  const { frame } = row;
  const site = row.site ?? frame.site;
  const isProgram = frame.kind === 'script' || frame.kind === 'module';
  return (
    <>
      <b>
        {frameName(frame)}
        {!isProgram && <span class="el-args">({cut(frame.args.join(', '), 40)})</span>}
      </b>
      {site && <LineLink file={site.file} line={site.line} showLine={showLine} />}
    </>
  );
}

function QueueLane({ lane, index, showLine }: { lane: Lane } & Pick<LanesProps, 'index' | 'showLine'>) {
  const { title, tone, shape, entries, hidden } = lane;
  return (
    <section class="el-lane" aria-label={title} data-lane={title}>
      <p class="el-h">
        <Mark shape={shape} tone={tone} /> {title}
      </p>
      <ol class="el-cells" aria-label={`${title}, next first`}>
        {entries.map((entry) => (
          <li key={entry.entry} class="el-cell" data-tone={tone} data-flip={entry.entry}>
            <EntryText entry={entry} index={index} showLine={showLine} />
          </li>
        ))}
        {hidden > 0 && <li class="el-more">and {hidden.toLocaleString('en')} more</li>}
        {entries.length === 0 && <li class="el-none">empty</li>}
      </ol>
    </section>
  );
}

function EntryText({
  entry,
  showLine,
}: {
  entry: Entry;
  index: LoopIndex;
  showLine: LanesProps['showLine'];
}) {
  const { by, isExact } = entry;
  return (
    <>
      <b>{cut(entryName(entry), 36)}</b>
      {!isExact && (
        <span class="el-approx" title="When exactly it joined the queue cannot be observed">
          <span aria-hidden="true">~</span>
          <span class="wb-sr">joined about now</span>
        </span>
      )}
      {by && <LineLink file={by.file} line={by.line} showLine={showLine} />}
    </>
  );
}

function LineLink({
  file,
  line,
  showLine,
}: {
  file: string;
  line: number;
  showLine: LanesProps['showLine'];
}) {
  return (
    <button type="button" class="el-linelink" onClick={() => showLine(file, line)}>
      {lineName({ line })}
    </button>
  );
}
