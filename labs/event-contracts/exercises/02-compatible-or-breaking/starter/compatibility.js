/**
 * Whether schemas of events fit together. A schema is { properties, required, additionalProperties }, where each property is
 * { type: 'string' | 'boolean' | 'number' | 'integer' } or { enum: [texts] }; the last two may be missing.
 */

/** The fields by which an event that is right for the writer can be wrong for the reader, in alphabetical order. */
export function unreadable(reader, writer) {
  return Object.keys(reader.properties).filter((name) => !(name in writer.properties));
}

/** @returns { backward, forward, deploy } */
export function compare(old, next) {
  const isSame = unreadable(next, old).length === 0;
  return { backward: isSame, forward: isSame, deploy: 'any order' };
}
