import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Picture } from './picture.ts';
import { count } from './words.ts';

/** What has been printed up to here; the newest is marked. */
export function Console({ picture, isNew }: { picture: Picture; isNew: boolean }) {
  const { printed, printedBefore } = picture;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.scrollTo({ top: place.current.scrollHeight });
  }, [printed.length, printedBefore]);
  return (
    <section class="el-console" aria-label="Console">
      <p class="el-h">Console</p>
      <div
        class="el-printed"
        ref={place}
        tabIndex={0}
        role="group"
        aria-label="Printed up to here"
        data-scrolls
      >
        {printedBefore > 0 && <span class="el-more">{count(printedBefore, 'line')} before</span>}
        {printed.map(({ at, stream, text }, order) => (
          <span
            key={at}
            class="el-out"
            data-stream={stream}
            data-new={isNew && order === printed.length - 1 ? '' : undefined}
          >
            {stream === 'stderr' && <small>stderr</small>}
            {text.replace(/\n$/, '')}
          </span>
        ))}
        {printed.length === 0 && <span class="el-none">nothing printed yet</span>}
      </div>
    </section>
  );
}
