import { describe, expect, test } from 'vitest';
import { CONVERSATION_TRACE, type ConversationEvent } from '#trace/conversation-events.ts';
import { wrongEvent } from '#trace/fields.ts';
import { createRecorder } from '#trace/recorder.ts';
import { barOf, stopsOf } from '#views/conversation/stops.ts';
import { isFault, sentenceOf, subjectOf } from '#views/conversation/words.ts';
import { sequencesOfConversation } from '#views/sequence/conversation-rows.ts';
import { isDownAt, windowOf } from '#views/sequence/sequence.ts';

function record(events: readonly ConversationEvent[]) {
  let now = 0;
  const recorder = createRecorder<ConversationEvent>({ clock: () => now++, keep: 1000 });
  for (const event of events) recorder.record(event);
  return recorder.events();
}

const line = { from: 'server', to: 'page' };

/** A page that loses its line in the middle of an event, is refused once, and resumes. */
const LIVE = record([
  { type: 'RequestSent', from: 'page', to: 'server', request: 'GET /stock' },
  { type: 'LineOpened', ...line },
  { type: 'EventSent', ...line, event: 'c-1' },
  { type: 'EventHandled', by: 'page', event: 'c-1' },
  { type: 'EventLost', ...line, event: 'c-2' },
  { type: 'LineBroken', ...line, reason: 'in the middle of c-2' },
  { type: 'WaitBegun', by: 'page', ms: 1300 },
  { type: 'RequestFailed', ...line, reason: 'nobody answers' },
  { type: 'LineOpened', ...line },
  { type: 'EventSent', ...line, event: 'c-1', again: true },
  { type: 'EventSkipped', by: 'page', event: 'c-1', reason: 'seen before' },
]);

/** Two designs under one fault, their events mixed as they happened. */
const COMPARED = record([
  { type: 'PartyStopped', run: 'chain', name: 'mail' },
  { type: 'PartyStopped', run: 'events', name: 'mail' },
  { type: 'RequestSent', run: 'chain', from: 'shop', to: 'mail', request: 'send' },
  { type: 'EventSent', run: 'events', from: 'shop', to: 'bus', event: 'OrderPlaced' },
  { type: 'RequestAnswered', run: 'events', from: 'shop', to: 'customer', answer: 'thank you' },
  { type: 'OutcomeReached', run: 'chain', who: 'customer', says: 'sees an error', bad: true },
  { type: 'PartyStarted', run: 'events', name: 'mail' },
  { type: 'EventSent', run: 'events', from: 'bus', to: 'mail', event: 'OrderPlaced' },
  { type: 'EventSent', run: 'events', from: 'mail', to: 'bus', event: 'MailSent' },
]);

test('every event that a test draws is one of the kind', () => {
  for (const event of [...LIVE, ...COMPARED]) {
    expect(wrongEvent(CONVERSATION_TRACE.events, event)).toBeUndefined();
  }
});

describe('one run', () => {
  const [run, ...others] = sequencesOfConversation(LIVE);
  const rows = run!.sequence.rows;
  const rowAt = (step: number) => rows.find((row) => row.step === step);

  test('has one diagram, with a row for each event', () => {
    expect(others).toEqual([]);
    expect(run!.name).toBe('');
    expect(run!.sequence.lanes.map(({ name }) => name)).toEqual(['page', 'server']);
    expect(rows.map(({ step }) => step)).toEqual(LIVE.map((_, index) => index + 1));
  });

  test('joins the lanes as long as the line is open, up to the row of the break', () => {
    const joined = rows.filter(({ links }) => links.length > 0).map(({ step }) => step);
    expect(joined).toEqual([2, 3, 4, 5, 6, 9, 10, 11]);
    expect(rowAt(3)?.links).toEqual([[0, 1]]);
  });

  test('draws what is lost as not arriving, and what comes again with a mark', () => {
    expect(rowAt(5)).toMatchObject({ kind: 'lost', tone: 'fault', label: 'c-2' });
    expect(rowAt(6)).toMatchObject({ kind: 'lost', mark: '⚡', aside: 'in the middle of c-2' });
    expect(rowAt(10)).toMatchObject({ kind: 'arrow', mark: '↻', aside: 'once more' });
  });
});

describe('runs that are compared', () => {
  const runs = sequencesOfConversation(COMPARED);

  test('have a diagram each, on the steps of the whole trace', () => {
    expect(runs.map(({ name }) => name)).toEqual(['chain', 'events']);
    expect(runs.map(({ sequence }) => sequence.rows.map(({ step }) => step))).toEqual([
      [1, 3, 6],
      [2, 4, 5, 7, 8, 9],
    ]);
    const { sequence } = runs[1]!;
    expect(windowOf(sequence, 6, { before: 9, after: 9 }).here).toBe(2);
  });

  test('show who is down when, each on its own', () => {
    const mail = (run: number) => runs[run]!.sequence.lanes.find(({ name }) => name === 'mail')!;
    expect([6, 8].map((step) => isDownAt(mail(0), step))).toEqual([true, true]);
    expect([6, 8].map((step) => isDownAt(mail(1), step))).toEqual([true, false]);
  });

  test('know what passes events on from who handles them', () => {
    const kinds = Object.fromEntries(runs[1]!.sequence.lanes.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({ bus: 'broker', mail: 'party', shop: 'party' });
  });
});

describe('the words', () => {
  test('say each event as a sentence that names who it is about', () => {
    for (const event of [...LIVE, ...COMPARED]) {
      const sentence = sentenceOf(event);
      expect(sentence).toMatch(/^\S.*[^.]\.$/);
      expect(sentence).not.toMatch(/undefined|null/);
      expect(sentence).toContain(subjectOf(event));
    }
    expect(sentenceOf(COMPARED[5]!)).toBe('chain: customer: sees an error.');
  });

  test('faults are where the player jumps to, and their bars say so', () => {
    const { outputs } = stopsOf(LIVE);
    expect(outputs).toEqual([5, 6, 8]);
    for (const [index, event] of LIVE.entries()) {
      expect(barOf(event).tone === 'fault').toBe(outputs.includes(index + 1));
      expect(isFault(event)).toBe(outputs.includes(index + 1));
    }
  });

  test('a trace without events is one empty diagram', () => {
    expect(sequencesOfConversation([])).toEqual([{ name: '', sequence: { lanes: [], rows: [] } }]);
  });
});
