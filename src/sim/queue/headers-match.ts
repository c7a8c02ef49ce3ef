/**
 * Headers exchanges: a binding lists headers, and `x-match` says whether all of them must match or any. Names that begin
 * with `x-` do not count, unless `x-match` is all-with-x or any-with-x.
 */
import type { Headers, HeaderValue } from './message.ts';

export function matchesHeaders(wanted: Headers, headers: Headers): boolean {
  const match = wanted['x-match'] ?? 'all';
  const withX = match === 'all-with-x' || match === 'any-with-x';
  const names = Object.keys(wanted).filter((name) => name !== 'x-match' && (withX || !name.startsWith('x-')));
  const matches = (name: string) => Object.hasOwn(headers, name) && same(wanted[name]!, headers[name]!);
  return match === 'any' || match === 'any-with-x' ? names.some(matches) : names.every(matches);
}

/** Type and value count: 1 is not '1'. A binding that wants null wants the header, whatever its value. */
function same(wanted: HeaderValue, actual: HeaderValue): boolean {
  return wanted === null || JSON.stringify(wanted) === JSON.stringify(actual);
}
