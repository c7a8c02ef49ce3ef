/** The reader orders what the program has printed before they see how it did. */
import { useState } from 'preact/hooks';
import type { LoopIndex, Printed } from './loop-index.ts';
import { asWritten, decidedAt, judge, type Judged, type Question } from './prediction.ts';
import { whyNow } from './why.ts';
import { count, cut } from './words.ts';

export interface PredictProps {
  question: Question;
  say: (sentence: string) => void;
  commit: (guess: readonly Printed[]) => void;
}

export function Predict({ question, say, commit }: PredictProps) {
  const { real, rest } = question;
  const [guess, setGuess] = useState(() => asWritten(real));
  const move = (from: number, by: 1 | -1) => {
    const to = from + by;
    const moved = guess[from];
    if (!moved || to < 0 || to >= guess.length) return;
    setGuess(guess.toSpliced(from, 1).toSpliced(to, 0, moved));
    say(`“${shown(moved)}” is number ${String(to + 1)} of ${String(guess.length)} now.`);
  };
  return (
    <section class="el-predict" aria-label="Predict the order">
      <p class="el-h">In which order is this printed?</p>
      <p>
        The program has run, and what it did is hidden.
        {rest > 0 && ` It printed ${count(rest + real.length, 'line')}; order the first ${real.length}.`} Put
        the lines into the order that you expect, the first on top.
      </p>
      <ol>
        {guess.map((printed, index) => (
          <li key={printed.at}>
            <span class="el-out">{shown(printed)}</span>
            <MoveButtons
              name={shown(printed)}
              isFirst={index === 0}
              isLast={index === guess.length - 1}
              move={(by) => move(index, by)}
            />
          </li>
        ))}
      </ol>
      <button type="button" class="el-commit" onClick={() => commit(guess)}>
        This is my prediction
      </button>
    </section>
  );
}

interface MoveButtonsProps {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  move: (by: 1 | -1) => void;
}

function MoveButtons({ name, isFirst, isLast, move }: MoveButtonsProps) {
  // They stay enabled at the ends, so that whoever moves a line with one key press after the other keeps the focus.
  return (
    <>
      <button type="button" aria-label={`Earlier: ${name}`} aria-disabled={isFirst} onClick={() => move(-1)}>
        <span aria-hidden="true">↑</span>
      </button>
      <button type="button" aria-label={`Later: ${name}`} aria-disabled={isLast} onClick={() => move(1)}>
        <span aria-hidden="true">↓</span>
      </button>
    </>
  );
}

export interface PredictedProps {
  index: LoopIndex;
  real: readonly Printed[];
  guess: readonly Printed[];
  goTo: (event: number) => void;
}

/** What became of the prediction: each wrong line leads to the step that decides. */
export function Predicted({ index, real, guess, goTo }: PredictedProps) {
  const judged = judge(real, guess);
  return (
    <section
      class="el-predict"
      aria-label="Your prediction"
      data-verdict={judged.every(({ isRight }) => isRight) ? 'right' : 'wrong'}
    >
      <p class="el-h">{verdict(judged)}</p>
      <ol>
        {judged.map((line, place) => (
          <Line key={line.printed.at} line={line} place={place + 1} index={index} goTo={goTo} />
        ))}
      </ol>
    </section>
  );
}

/** One sentence for the whole prediction. */
export function verdict(judged: readonly Judged[]): string {
  const wrong = judged.filter(({ isRight }) => !isRight).length;
  if (wrong === 0) return 'Right: every line is where you expected it.';
  return `${count(wrong, 'line is', 'lines are')} in another place than you expected.`;
}

interface LineProps extends Pick<PredictedProps, 'index' | 'goTo'> {
  line: Judged;
  place: number;
}

function Line({ line, place, index, goTo }: LineProps) {
  const { printed, guessed, isRight } = line;
  const decides = decidedAt(printed);
  return (
    <li data-right={isRight ? '' : undefined}>
      <span class="el-sign" aria-hidden="true">
        {isRight ? '✓' : '✗'}
      </span>
      <span class="el-out">{shown(printed)}</span>
      <span class="wb-sr">{isRight ? 'right' : 'wrong'}</span>
      {!isRight && (
        <span class="el-because">
          You had it {ordinal(guessed)}; it is {ordinal(place)}.{' '}
          {whyNow(index, decides, { waiting: 0, depth: 0 })}{' '}
          <button type="button" class="el-decides" onClick={() => goTo(decides)}>
            Go to the step that decides
          </button>
        </span>
      )}
    </li>
  );
}

function shown({ text }: Printed): string {
  return cut(text) || '(an empty line)';
}

function ordinal(n: number): string {
  const endings: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
  return `${String(n)}${endings[n] ?? 'th'}`;
}
