/**
 * One live run of a workshop as a state that its facts make: `initialSession`, and `evolve` from fact to fact. There
 * are no rules here (decide.ts has them), so a page may fold the facts that it is shown with the same function.
 */
import type { FileMap } from '#lab/model.ts';
import type { ExerciseState, Happening } from './protocol.ts';

export interface Progress {
  state: ExerciseState;
  failing: string | null;
  /** Has passed before, whatever came after. */
  passed: boolean;
  /** Of the last change of its state or its code; milliseconds since 1970. */
  at: number;
}

export interface Hand {
  exercise: string | null;
  note: string;
  at: number;
}

export interface Attendee {
  /** Empty if it was deleted. */
  name: string;
  mirrors: boolean;
  joined: number;
  presence: 'here' | 'left' | 'removed';
  hand: Hand | null;
  /** By exercise, `<lab>/<exercise>`. */
  progress: Readonly<Record<string, Progress>>;
  /** By exercise: the files as they were mirrored last. */
  code: Readonly<Record<string, FileMap>>;
}

export interface Poll {
  question: string;
  choices: readonly string[];
  answer: number | null;
  /** Attendee → index of the choice. */
  answers: ReadonlyMap<string, number>;
  /** Null while it is open. */
  tally: readonly number[] | null;
}

export interface Hint {
  attendee: string | null;
  text: string;
  at: number;
}

export interface Session {
  phase: 'before' | 'open' | 'ended';
  title: string;
  /** Who moves the room; null while any instructor may. */
  driver: { instructor: string; name: string } | null;
  /** Where the room is: a path of this site; null before it was moved for the first time. */
  path: string | null;
  solutionsLocked: boolean;
  attendees: ReadonlyMap<string, Attendee>;
  /** In the order of opening. */
  polls: ReadonlyMap<string, Poll>;
  hints: readonly Hint[];
  /** By exercise: what “catch me up” loads. */
  checkpoints: Readonly<Record<string, FileMap>>;
  /** What the instructor shows of the own workbench. */
  shown: { exercise: string; files: FileMap; at: number } | null;
}

export function initialSession(): Session {
  return {
    phase: 'before',
    title: '',
    driver: null,
    path: null,
    solutionsLocked: false,
    attendees: new Map(),
    polls: new Map(),
    hints: [],
    checkpoints: {},
    shown: null,
  };
}

/**
 * The state after a fact. Facts about somebody unknown change nothing, because a page is shown a part of them only.
 * @throws Error if the fact is of no type that it knows
 */
export function evolve(session: Session, fact: Happening & { readonly at: number }): Session {
  switch (fact.type) {
    case 'SessionOpened':
      return { ...session, phase: 'open', title: fact.title };
    case 'SessionEnded':
      return { ...session, phase: 'ended' };
    case 'DriverChanged':
      return { ...session, driver: { instructor: fact.driver, name: fact.name } };
    case 'RoomMoved':
      return { ...session, path: fact.path };
    case 'SolutionsLocked':
      return { ...session, solutionsLocked: true };
    case 'SolutionsUnlocked':
      return { ...session, solutionsLocked: false };
    case 'HintPushed':
      return {
        ...session,
        hints: [...session.hints, { attendee: fact.attendee, text: fact.text, at: fact.at }],
      };
    case 'CheckpointPushed':
      return { ...session, checkpoints: { ...session.checkpoints, [fact.exercise]: fact.files } };
    case 'CodeShown':
      return { ...session, shown: { exercise: fact.exercise, files: fact.files, at: fact.at } };
    case 'PollOpened':
    case 'PollAnswered':
    case 'PollClosed':
      return { ...session, polls: evolvePolls(session.polls, fact) };
    case 'AttendeeJoined':
    case 'AttendeeLeft':
    case 'AttendeeRemoved':
    case 'NameForgotten':
    case 'ConsentChanged':
    case 'HandRaised':
    case 'HandLowered':
    case 'ProgressReported':
    case 'CodeMirrored':
      return { ...session, attendees: evolveAttendees(session.attendees, fact) };
    default:
      throw new Error(`A session has no fact of the type ${String((fact as { type: unknown }).type)}.`);
  }
}

type About<Type extends Happening['type']> = Extract<Happening, { type: Type }> & { readonly at: number };

function evolvePolls(
  polls: Session['polls'],
  fact: About<'PollOpened' | 'PollAnswered' | 'PollClosed'>,
): Session['polls'] {
  if (fact.type === 'PollOpened') {
    const { question, choices, answer } = fact;
    return including(polls, fact.poll, { question, choices, answer, answers: new Map(), tally: null });
  }
  const poll = polls.get(fact.poll);
  if (!poll) return polls;
  if (fact.type === 'PollClosed') {
    return including(polls, fact.poll, { ...poll, tally: fact.tally, answer: fact.answer });
  }
  return including(polls, fact.poll, {
    ...poll,
    answers: including(poll.answers, fact.attendee, fact.choice),
  });
}

type OfAttendee = About<
  | 'AttendeeJoined'
  | 'AttendeeLeft'
  | 'AttendeeRemoved'
  | 'NameForgotten'
  | 'ConsentChanged'
  | 'HandRaised'
  | 'HandLowered'
  | 'ProgressReported'
  | 'CodeMirrored'
>;

function evolveAttendees(attendees: Session['attendees'], fact: OfAttendee): Session['attendees'] {
  if (fact.type === 'AttendeeJoined') {
    const { name, mirrors, at } = fact;
    const joined: Attendee = {
      name,
      mirrors,
      joined: at,
      presence: 'here',
      hand: null,
      progress: {},
      code: {},
    };
    return including(attendees, fact.attendee, joined);
  }
  const attendee = attendees.get(fact.attendee);
  return attendee ? including(attendees, fact.attendee, evolveAttendee(attendee, fact)) : attendees;
}

function evolveAttendee(attendee: Attendee, fact: Exclude<OfAttendee, About<'AttendeeJoined'>>): Attendee {
  switch (fact.type) {
    case 'AttendeeLeft':
      return { ...attendee, presence: 'left', hand: null, code: {} };
    case 'AttendeeRemoved':
      return { ...attendee, name: '', presence: 'removed', hand: null, code: {} };
    case 'NameForgotten':
      return { ...attendee, name: '' };
    case 'ConsentChanged':
      return { ...attendee, mirrors: fact.mirrors, code: fact.mirrors ? attendee.code : {} };
    case 'HandRaised':
      return { ...attendee, hand: { exercise: fact.exercise, note: fact.note, at: fact.at } };
    case 'HandLowered':
      return { ...attendee, hand: null };
    case 'ProgressReported':
      return withProgress(attendee, fact.exercise, {
        state: fact.state,
        failing: fact.failing,
        passed: fact.state === 'passed' || (attendee.progress[fact.exercise]?.passed ?? false),
        at: fact.at,
      });
    case 'CodeMirrored': {
      const before = attendee.progress[fact.exercise];
      const code = {
        ...attendee.code,
        [fact.exercise]: { ...attendee.code[fact.exercise], ...fact.files },
      };
      const opened: Progress = { state: 'opened', failing: null, passed: false, at: fact.at };
      return withProgress({ ...attendee, code }, fact.exercise, { ...(before ?? opened), at: fact.at });
    }
  }
}

function withProgress(attendee: Attendee, exercise: string, progress: Progress): Attendee {
  return { ...attendee, progress: { ...attendee.progress, [exercise]: progress } };
}

function including<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value,
): ReadonlyMap<string, Value> {
  return new Map(map).set(key, value);
}
