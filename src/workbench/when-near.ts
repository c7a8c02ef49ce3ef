/** Calls `act` once, when `element` comes within half a screen of what the reader sees; never after `stop`. */
export function whenNear(element: HTMLElement, act: () => void, stop: AbortSignal): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: '50%' },
  );
  observer.observe(element);
  stop.addEventListener('abort', () => observer.disconnect());
}
