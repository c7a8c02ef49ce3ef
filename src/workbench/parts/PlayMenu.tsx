import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PartProps } from './part.ts';

/** Programs to begin with; the reader's own goes into the history. */
export function PlayMenu({ model, actions }: PartProps) {
  const { play } = model.face;
  const program = model.program.value;
  const menu = useRef<HTMLSelectElement>(null);
  // The build's HTML has the first one chosen, and waking it up leaves what is chosen as it is.
  useLayoutEffect(() => {
    if (menu.current) menu.current.value = program;
  }, [program]);
  return (
    <label class="wb-programs">
      <span class="wb-sr">Program</span>
      <select ref={menu} value={program} onChange={(event) => actions?.beginWith(event.currentTarget.value)}>
        {play.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
