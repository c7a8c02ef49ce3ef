/**
 * The starts of the windows to which a moment belongs, the earliest first. All in seconds.
 *
 * @param at      the moment; windows begin at multiples of `step`, before 0 as well
 * @param options size  how long a window is
 *                step  from one window's start to the next; `size` unless it is said
 */
export function startsOf(at, { size, step = size }) {
  return [Math.floor(at / step) * step];
}

/**
 * How often each book was viewed in each window.
 *
 * @param views   { book, viewed, arrived }, in the order in which they arrived
 * @param options as for startsOf
 * @returns       a row for each window that has views, by start: { start, end, counts }, counts: Map book → number
 */
export function countViews(views, options) {
  const rows = new Map();
  for (const { book, viewed } of views) {
    for (const start of startsOf(viewed, options)) {
      const row = rows.get(start) ?? { start, end: start + options.size, counts: new Map() };
      row.counts.set(book, (row.counts.get(book) ?? 0) + 1);
      rows.set(start, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.start - b.start);
}
