import { describe, expect, test } from 'vitest';
import { filterCovers, filtersOverlap, subjectMatches } from '#sim/jetstream/subjects.ts';

describe('a subject and a filter', () => {
  test.each([
    ['orders.*', 'orders.placed', true],
    ['orders.*', 'orders', false],
    ['orders.*', 'orders.placed.eu', false],
    ['orders.>', 'orders.placed.eu', true],
    ['orders.>', 'orders', false],
    ['*.placed', 'orders.placed', true],
    ['>', 'orders', true],
    ['ord*', 'orders', false],
  ])('%s hears %s: %s', (filter, subject, expected) => {
    expect(subjectMatches(filter, subject)).toBe(expected);
  });
});

describe('two filters', () => {
  test.each([
    ['orders.*', '*.placed', true],
    ['orders.>', 'orders.placed', true],
    ['orders.placed', 'orders.paid', false],
    ['orders.*', 'orders.*.eu', false],
    ['orders.>', 'orders', false],
  ])('%s and %s can hear the same: %s', (one, other, expected) => {
    expect(filtersOverlap(one, other)).toBe(expected);
    expect(filtersOverlap(other, one)).toBe(expected);
  });

  test.each([
    ['orders.>', 'orders.*', true],
    ['orders.*', 'orders.>', false],
    ['orders.*', 'orders.placed', true],
    ['orders.placed', 'orders.*', false],
    ['orders.>', '>', false],
    ['*.*', 'orders.*', true],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(filterCovers(outer, inner)).toBe(expected);
  });
});
