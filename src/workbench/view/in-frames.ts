/** Long work between the page's frames: a few milliseconds of it at a time, then whatever the browser has to do. */

/** How long the page is held at most, but for one portion. Milliseconds. */
const SLICE_MS = 4;

/** Carries out work that yields between its portions, as long as it is wanted; that is asked after each pause. */
export async function inFrames(work: Iterator<void>, isWanted: () => boolean): Promise<void> {
  let until = performance.now() + SLICE_MS;
  while (work.next().done !== true) {
    if (performance.now() < until) continue;
    await nextTask();
    if (!isWanted()) return;
    until = performance.now() + SLICE_MS;
  }
}

/** Not a timer, which browsers keep back for four milliseconds. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
