import type { Picture } from './Stage.tsx';

export interface TabsProps {
  /** Unique on the page; ids begin with it. */
  id: string;
  pictures: readonly Picture[];
  /** Id of the picture in front. */
  front: string;
  choose: (id: string) => void;
}

/** The pictures of one trace; a single one needs no tab. */
export function Tabs({ id, pictures, front, choose }: TabsProps) {
  const shown = pictures.find((one) => one.id === front);
  if (pictures.length === 1) return <div class="stage-picture">{shown?.draw()}</div>;
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = pictures.findIndex((one) => one.id === front);
    const next = pictures[(at + by + pictures.length) % pictures.length];
    if (by === 0 || !next) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(`${id}-tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="stage-tabs" role="tablist" aria-label="Pictures of this run" onKeyDown={press}>
        {pictures.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`${id}-tab-${one.id}`}
            aria-selected={one.id === front}
            aria-controls={`${id}-picture`}
            tabIndex={one.id === front ? 0 : -1}
            onClick={() => choose(one.id)}
          >
            {one.label}
          </button>
        ))}
      </div>
      <div
        class="stage-picture"
        role="tabpanel"
        tabIndex={-1}
        id={`${id}-picture`}
        aria-labelledby={`${id}-tab-${front}`}
      >
        {shown?.draw()}
      </div>
    </>
  );
}
