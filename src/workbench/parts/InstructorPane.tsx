import type { PartProps } from './part.ts';

/** The code that the instructor of a workshop shows, beside the learner's own: to read, to run, to take over. */
export function InstructorPane({ model, actions }: PartProps) {
  const files = model.instructors.value ?? {};
  const { needs, starter } = model.face;
  // What the instructor has not touched is what everybody knows: it comes last.
  const isUntouched = ([path, text]: [string, string]) => Number(text === starter[path]);
  const inOrder = Object.entries(files).toSorted((a, b) => isUntouched(a) - isUntouched(b));
  return (
    <div class="wb-instructors">
      <p class="wb-instructors-acts">
        {/* Where a program runs in a folder of its own, that folder holds the learner's files. */}
        {needs.length === 0 && (
          <button type="button" class="wb-small" onClick={() => actions?.runShown()}>
            Run it here
          </button>
        )}
        <button type="button" class="wb-small" onClick={() => actions?.showPanel('compare')}>
          What differs
        </button>
        <button type="button" class="wb-small" onClick={() => actions?.takeShown()}>
          Load it into mine
        </button>
      </p>
      {inOrder.map(([path, text]) => (
        <figure key={path} class="wb-instructors-file">
          <figcaption>{path}</figcaption>
          <pre tabIndex={0} role="group" aria-label={`The instructor’s ${path}`}>
            <code>{text}</code>
          </pre>
        </figure>
      ))}
    </div>
  );
}
