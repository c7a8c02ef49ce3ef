/** A `Storage` with a limit, as a browser's has one. */
export interface MemoryStorage extends Storage {
  /** Characters that all values together may have. */
  limit: number;
}

export function createMemoryStorage(limit = Number.POSITIVE_INFINITY): MemoryStorage {
  const entries = new Map<string, string>();
  const storage = {
    limit,
    get length() {
      return entries.size;
    },
    getItem: (key: string) => entries.get(key) ?? null,
    setItem(key: string, value: string) {
      const others = [...entries].filter(([other]) => other !== key).map(([, kept]) => kept.length);
      const total = others.reduce((sum, length) => sum + length, value.length);
      if (total > storage.limit) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      entries.set(key, value);
    },
    removeItem: (key: string) => void entries.delete(key),
    clear: () => entries.clear(),
    key: (index: number) => [...entries.keys()][index] ?? null,
  };
  return storage;
}
