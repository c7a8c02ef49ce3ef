/** The engine that the reader has chosen for good; null leaves the choice to the page. */
export type Pin = 'embedded' | 'webcontainer' | null;

/** Remembers the reader's choice. Where storage is denied or full, it lasts as long as the page. */
export interface ChoiceStore {
  read(): Pin;
  write(pin: Pin): void;
}

const KEY = 'handbook:engine';

/** `storage` may throw when it is asked for, as `localStorage` does where the reader has turned it off. */
export function createChoiceStore(storage: () => Storage = () => localStorage): ChoiceStore {
  let inMemory: Pin | undefined;
  return {
    read() {
      if (inMemory !== undefined) return inMemory;
      try {
        const value = storage().getItem(KEY);
        return value === 'embedded' || value === 'webcontainer' ? value : null;
      } catch {
        return null;
      }
    },
    write(pin) {
      inMemory = pin;
      try {
        if (pin === null) storage().removeItem(KEY);
        else storage().setItem(KEY, pin);
      } catch {
        // Denied or full: the choice still holds on this page.
      }
    },
  };
}
