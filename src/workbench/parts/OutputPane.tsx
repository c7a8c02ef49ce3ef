import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { EMPTY_OUTPUT, type OutputBlock } from '../output.ts';
import { count, endLine } from '../sentences.ts';
import type { Job } from '../state.ts';
import { partId, type PartProps } from './part.ts';

export function OutputPane({ model }: PartProps) {
  const { activity, ended } = model.bench.value;
  const isIdle = activity.kind === 'idle';
  const conceals = model.conceals.value;
  const { head, hidden, tail, lines } = conceals ? EMPTY_OUTPUT : model.output.value;
  const place = useRef<HTMLDivElement>(null);

  // Follows the output while the program writes; the learner who scrolls up afterwards stays there.
  useLayoutEffect(() => {
    if (!isIdle) place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [lines, isIdle]);

  return (
    <div class="wb-output">
      <p class="wb-tag" id={partId(model, 'output')}>
        Output
      </p>
      <div class="wb-console" ref={place} tabIndex={0} role="group" aria-labelledby={partId(model, 'output')}>
        {conceals && <p class="wb-empty">Hidden until you have predicted it.</p>}
        {isIdle && lines === 0 && !conceals && <p class="wb-empty">{emptyLine(ended?.job)}</p>}
        {head.map((block) => (
          <Block key={block.key} stream={block.stream} text={block.text} />
        ))}
        {hidden > 0 && <p class="wb-hidden">{count(hidden, 'line')} not shown</p>}
        {tail.map((block) => (
          <Block key={block.key} stream={block.stream} text={block.text} />
        ))}
        {isIdle && ended !== null && !conceals && (
          <p class="wb-end" data-reason={ended.end.reason} data-exit={ended.end.exitCode}>
            {endLine(ended.end, ended.job)}
          </p>
        )}
      </div>
    </div>
  );
}

function emptyLine(job: Job | undefined): string {
  if (job === undefined) return 'Run the program to see what it prints.';
  return job === 'run' ? 'The program printed nothing.' : 'Your code printed nothing while it was checked.';
}

/** Blocks that did not grow are not rendered again. Standard error is marked by a word and a bar. */
const Block = memo(function Block({ stream, text }: Omit<OutputBlock, 'key'>) {
  if (stream === 'stdout') return <pre class="wb-stdout">{text}</pre>;
  return (
    <div class="wb-stderr">
      <span class="wb-tag">stderr</span>
      <pre>{text}</pre>
    </div>
  );
});
