/** Finds entries by a few of their letters, in order: `dnp` finds “Download as a Node project”. Pure. */

/**
 * How well `text` fits `query`, higher is better; null if it does not hold the query's letters in their order.
 * Letters that begin a word or follow each other count more.
 */
export function score(query: string, text: string): number | null {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  const hay = text.toLowerCase();
  const whole = hay.indexOf(query.trim().toLowerCase());
  let points = whole < 0 ? 0 : 100 - whole;
  let from = 0;
  let last = -2;
  for (const letter of wanted) {
    const at = hay.indexOf(letter, from);
    if (at < 0) return null;
    points += at === last + 1 ? 3 : isWordStart(hay, at) ? 2 : 0;
    last = at;
    from = at + letter.length;
  }
  return points;
}

/** The entries that fit, best first; all of them, as they stand, for an empty query. */
export function filter<T>(query: string, entries: readonly T[], textOf: (entry: T) => string): T[] {
  return entries
    .map((entry) => ({ entry, points: score(query, textOf(entry)) }))
    .filter((found): found is { entry: T; points: number } => found.points !== null)
    .sort((a, b) => b.points - a.points)
    .map(({ entry }) => entry);
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}
