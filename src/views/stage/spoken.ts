import { useEffect, useRef } from 'preact/hooks';
import type { Player } from '../player/player.ts';

/** Says where the reader is once they rest there: not while it plays, and not for each place that a slider passes. */
export function useSpoken(
  player: Player,
  step: number,
  sentence: string,
  say: (sentence: string) => void,
): void {
  const isPlaying = player.isPlaying.value;
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current || isPlaying) {
      isFirst.current = false;
      return undefined;
    }
    const timer = setTimeout(() => say(sentence), 350);
    const moved = new AbortController();
    const { signal } = moved;
    const forget = () => clearTimeout(timer);
    // Whoever presses something else does not rest: a late sentence would talk over what that says, such as a verdict.
    for (const type of ['keydown', 'pointerdown']) addEventListener(type, forget, { capture: true, signal });
    return () => {
      forget();
      moved.abort();
    };
  }, [step, isPlaying]);
}
