/** The instructor's code for the attendee: beside the own, or in its place, which puts the own by. */
import type { Session } from '../session.ts';
import { benchOf, offerCode, showCode, titleOf } from '../to-workbench.ts';

interface Props {
  checkpoints: Session['checkpoints'];
  onTaken: () => void;
}

export function CatchUp({ checkpoints, onTaken }: Props) {
  const all = Object.entries(checkpoints).map(([exercise, files]) => ({
    exercise,
    files,
    bench: benchOf(exercise),
  }));
  return (
    <>
      {all.map(({ exercise, files, bench }) =>
        bench ? (
          <p key={exercise}>
            <button
              type="button"
              onClick={() => {
                const said = 'This is the instructor’s checkpoint now. What you had is kept in the history.';
                offerCode(bench, { files, said });
                onTaken();
              }}
            >
              Catch me up
            </button>{' '}
            The instructor’s checkpoint takes the place of your code in “{titleOf(bench)}”. Yours goes into
            the history of the exercise first; one press takes it back.
          </p>
        ) : (
          <p key={exercise}>
            There is a checkpoint for <a href={`/labs/${exercise}/`}>{exercise}</a>.
          </p>
        ),
      )}
    </>
  );
}

export function ShownCode({ shown, onTaken }: { shown: Session['shown']; onTaken: () => void }) {
  if (!shown) return null;
  const { exercise, files } = shown;
  const bench = benchOf(exercise);
  if (!bench) {
    return (
      <p>
        The instructor shows code for <a href={`/labs/${exercise}/`}>{exercise}</a>.
      </p>
    );
  }
  return (
    <p>
      <button type="button" onClick={() => (showCode(bench, files), onTaken())}>
        Show the instructor’s code
      </button>{' '}
      It stands beside yours and follows what the instructor runs. You can run it and step through it, or load
      it.
    </p>
  );
}
