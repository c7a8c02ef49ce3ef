/**
 * Counts views in windows that follow each other. All times are in seconds, and are those at which things happened.
 *
 * @param options size        how long a window is; windows begin at multiples of it
 *                slack       how far out of order the views of one partition are expected to be
 *                keep        how long a closed window is kept for corrections
 *                partitions  how many partitions the log has
 * @returns { view(viewed, partition), heartbeat(at, partition), open }; both functions return a list of what follows:
 *          { type: 'WindowClosed', start, count }, { type: 'WindowCorrected', start, count },
 *          { type: 'ViewSetAside', viewed }
 */
export function createCounter({ size, slack, keep, partitions }) {
  const latest = Array(partitions).fill(-Infinity);
  const windows = new Map();
  const watermark = () => Math.min(...latest) - slack;

  function move(at, partition) {
    latest[partition] = Math.max(latest[partition], at);
    const closed = [];
    for (const [start, window] of [...windows].sort(([a], [b]) => a - b)) {
      if (start + size <= watermark() && !window.isClosed) {
        window.isClosed = true;
        closed.push({ type: 'WindowClosed', start, count: window.count });
      }
      if (start + size + keep <= watermark()) windows.delete(start);
    }
    return closed;
  }

  function count(viewed) {
    const start = Math.floor(viewed / size) * size;
    if (start + size + keep <= watermark()) return [{ type: 'ViewSetAside', viewed }];
    const window = windows.get(start) ?? { count: 0, isClosed: start + size <= watermark() };
    window.count += 1;
    windows.set(start, window);
    return window.isClosed ? [{ type: 'WindowCorrected', start, count: window.count }] : [];
  }

  return {
    view: (viewed, partition) => [...count(viewed), ...move(viewed, partition)],
    heartbeat: (at, partition) => [...count(at), ...move(at, partition)],
    get open() {
      return windows.size;
    },
  };
}
