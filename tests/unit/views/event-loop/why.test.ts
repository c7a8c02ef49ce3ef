import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeTrace } from '#trace/codec.ts';
import { LOOP_TRACE, type LoopEvent } from '#trace/loop-events.ts';
import { opened } from '#views/event-loop/opened.ts';
import { RULES } from '#views/event-loop/rules.ts';
import { whatHappens } from '#views/event-loop/what.ts';
import { whyNow } from '#views/event-loop/why.ts';
import { createScribe, everyQueue, type Scribe } from '../../../support/loop-trace.ts';

type Rule = keyof typeof RULES;
type Host = 'node-cjs' | 'node-esm' | 'browser';

const NOWHERE = { waiting: 0, depth: 0 };

interface Before {
  host?: Host;
  /** Records what comes before the job. */
  write?: (scribe: Scribe) => void;
}

/** What is said of a job that starts by this rule. */
function said(rule: Rule, { host = 'node-cjs', write }: Before = {}): string {
  const scribe = createScribe({ source: 'one\ntwo\nthree', host });
  scribe.enter('', 1, [], 'script');
  scribe.line(2);
  const entry = scribe.queue('timer', { label: 'setTimeout', name: 'remind', delay: 5, due: 5 });
  write?.(scribe);
  scribe.wait(7);
  scribe.job(entry, rule);
  const { index } = opened(scribe.trace());
  return whyNow(index, index.events.length - 1, NOWHERE);
}

describe('why a job is next', () => {
  test('there is a sentence for every rule that a trace can name, and each is another one', () => {
    const field = LOOP_TRACE.events['JobStarted']!['rule']!;
    const rules = field.expected.replace('one of ', '').split(', ');
    expect(Object.keys(RULES)).toEqual(rules);
    const sentences = rules.map((rule) => said(rule as Rule));
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{25,}[.]$/);
    expect(new Set(sentences).size).toBe(rules.length);
  });

  test.each<[Rule, Host, RegExp]>([
    ['main-script', 'node-cjs', /CommonJS file as one function/],
    ['main-script', 'browser', /The script is a task/],
    ['main-module', 'node-esm', /inside a microtask/],
    ['main-module', 'browser', /one task/],
    ['microtasks-after-main-module', 'node-esm', /before Node looks at its next ticks/],
    ['microtasks-after-callback', 'node-cjs', /No next tick is waiting/],
    ['microtasks-after-callback', 'browser', /before it renders/],
    ['timer-due', 'node-cjs', /timers phase.*set for 5 ms, it was due at 5 ms, and the clock says 7\.01 ms/],
    ['timer-due', 'browser', /the stack is empty and this timer can run: it was set for 5 ms/],
    ['timer-in-order', 'node-cjs', /or a next tick/],
    ['tick-in-order', 'node-cjs', /This one has waited since line 2/],
    ['microtask-in-order', 'node-cjs', /First come, first served.*since line 2/],
    ['immediate-in-order', 'node-cjs', /One that is set now waits for the next turn/],
    ['before-rendering', 'browser', /requestAnimationFrame/],
    ['rejection-unhandled', 'node-cjs', /Node has waited until now/],
    ['rejection-unhandled', 'browser', /the browser reports it/],
  ])('%s on %s', (rule, host, sentence) => {
    expect(said(rule, { host })).toMatch(sentence);
  });

  test('a browser is never told of Node’s queues, nor Node of rendering', () => {
    const browser: Rule[] = [
      'main-script',
      'main-module',
      'microtasks-after-callback',
      'timer-due',
      'timer-in-order',
      'microtask-in-order',
      'oldest-task',
      'task-in-order',
      'message-arrived',
    ];
    for (const rule of browser) expect(said(rule, { host: 'browser' })).not.toMatch(/Node|next tick|phase/);
    const ofBrowser = ['before-rendering', 'oldest-task'];
    const node = (Object.keys(RULES) as Rule[]).filter((rule) => !ofBrowser.includes(rule));
    for (const rule of node) expect(said(rule)).not.toMatch(/render|browser/i);
  });

  test('what has come to its end is named: the program itself, or a callback', () => {
    expect(said('ticks-after-callback')).toMatch(/^The program itself has run to its end/);
    const after = said('ticks-after-callback', {
      write(scribe) {
        scribe.job(scribe.queue('microtask', { name: 'before' }), 'microtask-in-order');
        scribe.enter('before', 1);
        scribe.exit();
        scribe.end();
      },
    });
    expect(after).toMatch(/^The callback has returned/);
  });
});

describe('why any other step comes', () => {
  const kinds: [LoopEvent, RegExp][] = [
    [{ type: 'StatementReached', frame: 1, site: 1 }, /never interrupted: 3 callbacks wait/],
    [
      { type: 'FrameEntered', frame: 9, site: 2, name: 'f', kind: 'async', args: [] },
      /up to its first await/,
    ],
    [
      { type: 'FrameEntered', frame: 9, site: 2, name: 'f', kind: 'arrow', args: [] },
      /caller waits until it returns/,
    ],
    [{ type: 'FrameSuspended', frame: 1, site: 3, cause: 'await', value: '' }, /comes back as a microtask/],
    [{ type: 'FrameSuspended', frame: 1, site: 3, cause: 'yield', value: '1' }, /only when somebody asks/],
    [{ type: 'FrameResumed', frame: 1, site: 3, cause: 'await', value: '' }, /awaited has settled/],
    [{ type: 'FrameResumed', frame: 1, site: 3, cause: 'yield', value: '' }, /next value/],
    [{ type: 'FrameExited', frame: 1 }, /its end/],
    [{ type: 'FrameThrew', frame: 1, error: 'Error: no' }, /until one of them catches it/],
    [{ type: 'ErrorCaught', frame: 1, site: 1 }, /^“main” is the first on the stack with a catch/],
    [{ type: 'OutputWritten', stream: 'stdout', text: 'A\n' }, /through no queue/],
    [{ type: 'CallbackCancelled', entry: 1 }, /taken out of its queue/],
    [{ type: 'LoopSlept', until: 9 }, /sleeps/],
    [{ type: 'RenderingOffered', rendered: true }, /between two tasks/],
    [{ type: 'ErrorUncaught', error: 'E', origin: 'exception', handled: true }, /has a handler/],
    [{ type: 'ErrorUncaught', error: 'E', origin: 'exception', handled: false }, /the program ends/],
    [{ type: 'RejectionUnhandled', error: 'E' }, /still has no handler/],
    [{ type: 'ProcessExited', code: 0 }, /No queue holds anything/],
    [{ type: 'ProcessExited', code: 1 }, /early/],
  ];
  test.each(kinds)('%j', (event, sentence) => {
    const scribe = createScribe({ source: 'x' });
    scribe.enter('main', 1);
    scribe.add(event);
    const { index } = opened(scribe.trace());
    expect(whyNow(index, 2, { waiting: 3, depth: 1 })).toMatch(sentence);
    expect(whatHappens(index, 2).what).toMatch(/^[A-Z“‘].*[.”]$/);
  });

  test.each([
    ['next-tick', /before everything else/],
    ['microtask', /before any timer/],
    ['timer', /no sooner than 5 ms/],
    ['immediate', /check phase/],
    ['animation-frame', /about to render/],
    ['poll', /its phase/],
  ] as const)('an entry of %s is told what it waits for', (queue, sentence) => {
    const scribe = createScribe({ source: 'x' });
    scribe.enter('', 1, [], 'script');
    scribe.line(1);
    scribe.queue(queue, { label: 'api', delay: 5, moment: 'between' });
    const { index } = opened(scribe.trace());
    expect(whyNow(index, 3, NOWHERE)).toMatch(sentence);
    expect(whyNow(index, 3, NOWHERE)).toMatch(/cannot be observed/);
  });
});

test('every step of a program says what happens, where, and why', () => {
  const { index, steps: read } = opened(everyQueue());
  const { steps, eventOf } = read;
  const told = steps.map((_, step) => whatHappens(index, eventOf(step + 1)).what);
  expect(told).toEqual([
    'The program starts on an empty stack.',
    'Line 1 runs.',
    'Prints “A”.',
    'Line 2 runs.',
    '“reminder” joins the timers, put there by setTimeout, due at 1.01 ms.',
    'Line 5 runs.',
    '“audit” joins the next-tick queue, put there by nextTick.',
    'Line 8 runs.',
    '“thank” joins the microtask queue, put there by queueMicrotask.',
    'Line 11 runs.',
    'Prints “C”.',
    'The next tick “audit”, queued in line 5, starts on an empty stack.',
    'Line 6 runs.',
    'Prints “T”.',
    'The microtask “thank”, queued in line 8, starts on an empty stack.',
    'Line 9 runs.',
    'Prints “M”.',
    'The timer “reminder”, queued in line 2, starts on an empty stack.',
    'Line 3 runs.',
    'Prints “B”.',
    'The program ends with exit code 0.',
  ]);
});

test.each(['orders.mjs', 'queues.cjs'])('every step of %s, as it was recorded, has its sentences', (name) => {
  const file = readFileSync(new URL(`../../trace/corpus/${name}.jsonl`, import.meta.url), 'utf8');
  const { index, steps: read } = opened(decodeTrace(file, [LOOP_TRACE]));
  const { steps, eventOf } = read;
  expect(steps.length).toBeGreaterThan(60);
  for (const step of steps.keys()) {
    const { what } = whatHappens(index, eventOf(step + 1));
    const why = whyNow(index, eventOf(step + 1), NOWHERE);
    expect(what).toMatch(/^[A-Z“].*[.”]$/);
    expect(why).toMatch(/^[A-Z“].{20,}[.]$/);
    expect(`${what} ${why}`).not.toMatch(/undefined|null|NaN|, (joins|starts \w+ \w+ \w+ \w+,)|\(callback/);
  }
});
