/** Subjects of NATS: words divided by dots; in a filter `*` is exactly one word, and `>` at the end one or more. */
export function subjectMatches(filter: string, subject: string): boolean {
  if (filter === subject || filter === '>') return true;
  const words = subject.split('.');
  const wanted = filter.split('.');
  for (const [index, want] of wanted.entries()) {
    if (want === '>') return words.length > index;
    const word = words[index];
    if (word === undefined || (want !== '*' && want !== word)) return false;
  }
  return words.length === wanted.length;
}

/** True if a subject exists that both filters match. */
export function filtersOverlap(one: string, other: string): boolean {
  const a = one.split('.');
  const b = other.split('.');
  for (let index = 0; ; index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined || right === undefined) return left === right;
    if (left === '>' || right === '>') return true;
    if (left !== right && left !== '*' && right !== '*') return false;
  }
}

/** True if whatever `inner` matches, `outer` matches too. */
export function filterCovers(outer: string, inner: string): boolean {
  const wide = outer.split('.');
  const narrow = inner.split('.');
  for (const [index, want] of wide.entries()) {
    const word = narrow[index];
    if (word === undefined) return false;
    if (want === '>') return true;
    if (word === '>' || (want !== '*' && want !== word)) return false;
  }
  return wide.length === narrow.length;
}
