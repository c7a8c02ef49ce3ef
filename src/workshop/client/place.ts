/** What this browser remembers of a workshop, and how an attendee gets to where the room is. */
import { emptyOutbox, type Shelf } from './outbox.ts';

/** There while this browser takes part in a workshop. Whoever never joined has no such key. */
const JOINED = 'handbook:1:workshop';
/** There while this browser leads a workshop. */
const LEADS = 'handbook:1:workshop-leads';
const FOLLOWS = 'handbook:1:workshop-follows';
/** The version of the newest fact that its attendee has opened the bar for. */
const READ = 'handbook:1:workshop-read';
/** Per tab: the move of the room that this tab has made already. */
const MADE = 'handbook:1:workshop-move';

function storage(open: () => Storage): Shelf {
  try {
    const found = open();
    found.getItem(JOINED);
    return found;
  } catch {
    const memory = new Map<string, string>();
    return {
      get length() {
        return memory.size;
      },
      key: (index) => [...memory.keys()][index] ?? null,
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    };
  }
}

/** Of this browser, for all pages of the site; of this page alone where the browser denies it. */
export const local = storage(() => localStorage);
const tab = storage(() => sessionStorage);

export const hasJoined = (): boolean => local.getItem(JOINED) !== null;
export function remember(): void {
  forget();
  local.setItem(JOINED, new Date().toISOString());
}
export function forget(): void {
  for (const key of [JOINED, FOLLOWS, READ]) local.removeItem(key);
  emptyOutbox(local);
  tab.removeItem(MADE);
}

export const startLeading = (): void => local.setItem(LEADS, new Date().toISOString());
export const stopLeading = (): void => local.removeItem(LEADS);

export const follows = (): boolean => local.getItem(FOLLOWS) !== 'no';
export const setFollows = (value: boolean): void => local.setItem(FOLLOWS, value ? 'yes' : 'no');

export const lastRead = (): number => Number(local.getItem(READ) ?? 0);
export const setLastRead = (version: number): void => local.setItem(READ, String(version));

export const isHere = (path: string): boolean => `${location.pathname}${location.hash}` === path;

/** Goes there once for each move of the room, so that who wanders off afterwards is left alone. */
export function followMove(path: string): void {
  if (tab.getItem(MADE) === path) return;
  tab.setItem(MADE, path);
  if (!isHere(path)) goTo(path);
}

/** As if a link were pressed, so that a page with a container is changed without a load. */
function goTo(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
