import { afterEach, expect, test } from 'vitest';
import { createPage } from '#kit/page.ts';
import { DOM_TRACE, type DomEvent } from '#trace/dom-events.ts';
import { wrongEvent } from '#trace/fields.ts';
import { createRecorder } from '#trace/recorder.ts';
import { countListeners, EMPTY, evolve, rootsOf, type PageState } from '#views/dom/page-state.ts';
import { sentenceOf, stopsOf } from '#views/dom/words.ts';

const TRACE = Symbol.for('handbook.trace');
const globals = globalThis as unknown as Record<symbol, unknown>;

afterEach(() => void Reflect.deleteProperty(globals, TRACE));

/** What a program records of its page. */
function recordOf(program: (page: ReturnType<typeof createPage>) => void) {
  let now = 0;
  const recorder = createRecorder<DomEvent>({ clock: () => now++, keep: 10_000 });
  globals[TRACE] = (event: DomEvent) => recorder.record(event);
  program(createPage());
  return recorder.events();
}

const EVENTS = recordOf(({ document, h, Event }) => {
  const cross = h('span', {}, '×');
  const row = h('li', { class: 'row' }, h('button', { class: 'remove' }, cross));
  const list = h('ul', { id: 'cart' }, row);
  document.body.append(list);
  list.addEventListener('click', function hears(event) {
    event.preventDefault();
  });
  row.addEventListener('click', (event) => event.stopPropagation(), true);
  row.addEventListener('click', () => row.remove(), { once: true });
  cross.dispatchEvent(new Event('click', { bubbles: true, cancelable: true }));
  list.dispatchEvent(new Event('click', { bubbles: true, cancelable: true }));
});

const states = EVENTS.reduce<PageState[]>((all, event) => [...all, evolve(all.at(-1) ?? EMPTY, event)], []);
const labels = (state: PageState, ids: readonly number[]) => ids.map((id) => state.nodes.get(id)?.label);

test('every event is one of the kind, and has a sentence', () => {
  for (const [index, event] of EVENTS.entries()) {
    expect(wrongEvent(DOM_TRACE.events, event)).toBeUndefined();
    expect(sentenceOf(event, states[index]!)).toMatch(/^\S.*[^.]\.$/);
    expect(sentenceOf(event, states[index]!)).not.toMatch(/undefined|null|node \d/);
  }
});

test('the path is lit from the target to the window, and who has stopped the event is known', () => {
  const begun = states[EVENTS.findIndex(({ type }) => type === 'DispatchBegun')]!;
  expect(labels(begun, begun.dispatches[0]!.path)).toEqual([
    'span',
    'button.remove',
    'li.row',
    'ul#cart',
    'body',
    'html',
    'document',
    'window',
  ]);
  const stopped = states[EVENTS.findIndex(({ type }) => type === 'PropagationStopped')]!;
  expect(labels(stopped, [stopped.dispatches[0]!.stoppedAt!])).toEqual(['li.row']);
  expect(stopped.dispatches[0]!.at?.phase).toBe('capture');
});

test('the player stands at events and at what stops them; building the page is no step', () => {
  const { steps, turns, outputs } = stopsOf(EVENTS);
  const typeAt = (step: number) => EVENTS[steps[step - 1]! - 1]!.type;
  expect(turns.map(typeAt)).toEqual(['DispatchBegun', 'DispatchBegun']);
  expect(outputs.map(typeAt)).toEqual(['PropagationStopped']);
  expect(steps.map((position) => EVENTS[position - 1]!.type)).not.toContain('NodePlaced');
  expect(states.at(-1)!.dispatched).toBe(2);
});

test('listeners on what was taken out are counted apart', () => {
  const events = recordOf(({ document, h }) => {
    const row = h('p', {}, h('b', {}));
    document.body.append(row);
    row.children[0]!.addEventListener('click', () => {});
    document.addEventListener('click', () => {});
    row.remove();
  });
  const state = events.reduce(evolve, EMPTY);
  expect(countListeners(state)).toEqual({ inside: 1, outside: 1 });
  expect(rootsOf(state).outside.map(({ label }) => label)).toEqual(['p']);
  expect(rootsOf(state).page.map(({ label }) => label)).toEqual(['window', 'document', 'html']);
});
