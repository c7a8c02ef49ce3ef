/**
 * Whether schemas of events fit together. A schema is { properties, required, additionalProperties }, where each property is
 * { type: 'string' | 'boolean' | 'number' | 'integer' } or { enum: [texts] }; the last two may be missing.
 */

/** The fields by which an event that is right for the writer can be wrong for the reader, in alphabetical order. */
export function unreadable(reader, writer) {
  const { properties: written, required: always = [] } = writer;
  const { properties: known, required: needed = [] } = reader;
  const missing = needed.filter((name) => !always.includes(name));
  const strange = Object.keys(written).filter((name) =>
    name in known ? !takes(known[name], written[name]) : reader.additionalProperties === false,
  );
  return [...new Set([...missing, ...strange])].sort();
}

/** Whether every value that one field may have is right for the other. */
function takes(known, written) {
  if (known.enum) return written.enum?.every((value) => known.enum.includes(value)) ?? false;
  const type = written.enum ? 'string' : written.type;
  return type === known.type || (type === 'integer' && known.type === 'number');
}

const FIRST = { 'true true': 'any order', 'true false': 'consumers first', 'false true': 'producers first' };

/** @returns { backward, forward, deploy } */
export function compare(old, next) {
  const backward = unreadable(old, next).length === 0;
  const forward = unreadable(next, old).length === 0;
  return { backward, forward, deploy: FIRST[`${backward} ${forward}`] ?? 'new type' };
}
