/** What the instructor has written, the newest in sight. */
import type { Hint } from '../session.ts';

export function Hints({ hints }: { hints: readonly Hint[] }) {
  const [newest, ...earlier] = hints.toReversed();
  if (!newest) return null;
  return (
    <>
      <p>
        <b>From the instructor:</b> {newest.text}
      </p>
      {earlier.length > 0 && (
        <details>
          <summary>Earlier from the instructor: {earlier.length}</summary>
          {earlier.map(({ text, at }) => (
            <p key={at}>{text}</p>
          ))}
        </details>
      )}
    </>
  );
}
