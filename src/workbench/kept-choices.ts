/** What the learner has chosen for an exercise besides its code: the host that it runs as, and where free play began. */
import { effect } from '@preact/signals';
import { exerciseKey } from './data.ts';
import { isHost } from './hosts.ts';
import type { Model } from './model.ts';
import { keysOf, type Store } from './storage.ts';

/** Restores the choices of the last visit, and keeps each new one until the page is left. */
export function keepChoices(model: Model, store: Store, left: AbortSignal): void {
  const { face } = model;
  const key = keysOf(exerciseKey(face)).choices;
  const { host, program } = read(store.get(key));
  if (isHost(host)) model.host.value = host;
  if (face.play.some(({ id }) => id === program)) model.program.value = program as string;
  const first = { host: face.host, program: face.play[0]?.id ?? '' };
  const stop = effect(() => {
    // What a link has brought is not the learner's choice.
    if (model.linked.value !== null) return;
    const chosen = { host: model.host.value, program: model.program.value };
    if (chosen.host === first.host && chosen.program === first.program) store.remove(key);
    else store.set(key, JSON.stringify(chosen));
  });
  left.addEventListener('abort', stop);
}

function read(text: string | null): { host?: unknown; program?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // Something else has written there; the exercise begins as its author meant it.
    return {};
  }
}
