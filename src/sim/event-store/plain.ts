/** Plain data: what JSON can carry and give back as it was. */

/**
 * A frozen deep copy. Fields that are undefined are left out, as JSON leaves them out.
 * @throws TypeError that names the path of a value which JSON would lose or change
 */
export function plainCopy(value: unknown, path: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) {
    return Object.freeze(value.map((item, index) => plainCopy(item, `${path}[${index}]`)));
  }
  if (typeof value === 'object' && isPlainObject(value)) {
    const copy: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(value)) {
      if (field !== undefined) copy[name] = plainCopy(field, `${path}.${name}`);
    }
    return Object.freeze(copy);
  }
  throw new TypeError(`${path}: ${described(value)} cannot be stored; make it plain data first`);
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Compared by what it lacks: an object of another realm (a frame, a test's context) has another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function described(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return `a value of type ${typeof value}`;
  return `a ${value.constructor?.name ?? 'strange object'}`;
}
