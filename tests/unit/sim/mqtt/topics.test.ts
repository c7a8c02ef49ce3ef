import { describe, expect, test } from 'vitest';
import { isFilter, isTopic, readFilter, topicMatches } from '#sim/mqtt/topics.ts';

test.each([
  ['order/+', 'order/placed', true],
  ['order/+', 'order', false],
  ['order/+', 'order/', true],
  ['order/#', 'order', true],
  ['order/#', 'order/placed/eu', true],
  ['#', '$SYS/broker', false],
  ['+/broker', '$SYS/broker', false],
  ['$SYS/#', '$SYS/broker', true],
  ['/+', '/order', true],
  ['+', '/order', false],
])('%s hears %s: %s', (filter, topic, expected) => {
  expect(topicMatches(filter, topic)).toBe(expected);
});

test('a topic has no wildcards, and a filter has them as whole levels', () => {
  expect(['order/#', 'a+', '', 'a\0'].filter(isTopic)).toEqual([]);
  expect(['a+', '#/a', 'a/#/b', '', '+#'].filter(isFilter)).toEqual([]);
});

describe('a shared filter', () => {
  test('names its group', () => {
    expect(readFilter('$share/stock/order/+')).toEqual({ group: 'stock', filter: 'order/+' });
    expect(readFilter('order/+')).toEqual({ group: undefined, filter: 'order/+' });
  });

  test.each(['$share', '$share/', '$share/stock', '$share/stock/', '$share//order', '$share/+/order'])(
    '%s is none',
    (text) => expect(readFilter(text)).toBeUndefined(),
  );
});
