/** The two hash functions by which Kafka's clients choose a partition. Both work on the key's UTF-8 bytes. */

/** MurmurHash2 by Austin Appleby, 32 bits, with the seed of Kafka's Java client. Returns an unsigned number. */
export function murmur2(bytes: Uint8Array): number {
  const m = 0x5bd1e995;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const mix = (k: number) => Math.imul(k ^ (k >>> 24), m);
  const whole = bytes.length & ~3;

  let hash = 0x9747b28c ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    hash = Math.imul(hash, m) ^ mix(Math.imul(view.getInt32(at, true), m));
  }
  const rest = bytes.length - whole;
  if (rest === 3) hash ^= bytes[whole + 2]! << 16;
  if (rest >= 2) hash ^= bytes[whole + 1]! << 8;
  if (rest >= 1) hash = Math.imul(hash ^ bytes[whole]!, m);

  hash = Math.imul(hash ^ (hash >>> 13), m);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** CRC-32 as in zlib and Ethernet (reflected polynomial EDB88320). Returns an unsigned number. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
