import { expect, test } from 'vitest';
import { crc32, murmur2 } from '#sim/log/hashes.ts';
import { createPartitioner } from '#sim/log/partitioner.ts';
import { createRandom } from '#sim/random.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

// Source: Apache Kafka, clients/…/common/utils/UtilsTest.java, testMurmur2 (signed there).
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('murmur2 of “%s” is that of the Java client', (key, expected) => {
  expect(murmur2(bytes(key)) | 0).toBe(expected);
});

// Source: librdkafka, tests/0048-partitioner.c, for both of its hash functions; an empty key's CRC is 0.
const LIBRDKAFKA = [
  ['', 0, 0x106e08d9],
  ['23456', 0xb1b451d7, 0x058d780f],
  ['this is another string with more length to it perhaps', 0xb0150df7, 0x4f7703da],
  ['hejsan', 0xd077037e, 0x5ec19395],
] as const;

test.each(LIBRDKAFKA)('librdkafka’s hashes of “%s”', (key, crc, murmur) => {
  expect(crc32(bytes(key))).toBe(crc);
  // It gives what is left when the sign bit is cut off.
  expect(murmur2(bytes(key)) & 0x7fffffff).toBe(murmur);
});

// Source: the check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms (reveng).
test('the check value of CRC-32', () => expect(crc32(bytes('123456789'))).toBe(0xcbf43926));

test.each(LIBRDKAFKA.slice(1))('both partitioners put “%s” where their hash says', (key, crc, murmur) => {
  const random = createRandom('partitioner');
  expect(createPartitioner('crc32', random).partition('orders', key, 17, 9)).toBe(crc % 17);
  expect(createPartitioner('murmur2', random).partition('orders', key, 17, 9)).toBe(murmur % 17);
});

test('crc32 sends messages without a key to one partition', () => {
  const partitioner = createPartitioner('crc32', createRandom(1));
  expect(partitioner.partition('orders', undefined, 17, 9)).toBe(0);
  expect(partitioner.partition('orders', '', 17, 9)).toBe(0);
});

test.each(['murmur2', 'sticky'] as const)('%s fills a batch of 16,384 bytes before it changes', (name) => {
  const partitioner = createPartitioner(name, createRandom(7));
  const chosen = Array.from({ length: 64 }, () => partitioner.partition('orders', undefined, 4, 2048));
  const batches = Array.from({ length: 8 }, (_, batch) => chosen.slice(batch * 8, batch * 8 + 8));
  for (const batch of batches) expect(new Set(batch).size).toBe(1);
  batches.slice(1).forEach(([first], index) => expect(first).not.toBe(batches[index]![0]));
});

test('sticky does not look at the key', () => {
  const partitioner = createPartitioner('sticky', createRandom(7));
  const chosen = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => partitioner.partition('orders', key, 6, 9));
  expect(new Set(chosen).size).toBe(1);
});
