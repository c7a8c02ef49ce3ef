/** The rules of a session: what follows from a command in the state that its facts have made. */
import type { FileMap } from '#lab/model.ts';
import { LIMITS } from './limits.ts';
import type { Actor, Fact, Happening } from './protocol.ts';
import type { AttendeeCommand, Command, InstructorCommand } from './schema.ts';
import type { Attendee, Session } from './session.ts';

/** A command with what the server adds: who sends it, by the token, and the time in milliseconds since 1970. */
export type Request = Command & { readonly by: Actor; readonly at: number };

/** The command was understood, and the rules forbid it. The message says why, to the person who sent it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/**
 * The fact that follows, or none if nothing would change.
 * @throws Refusal
 */
export function decide(state: Session, request: Request): readonly Fact[] {
  const { by, id, at } = request;
  if (state.phase === 'before' && request.type !== 'OpenSession') {
    throw new Refusal('The session has not begun yet.');
  }
  // A name can be taken back as long as it is kept.
  if (state.phase === 'ended' && request.type !== 'ForgetName') throw new Refusal('The session has ended.');
  const happening = isOfAttendee(request)
    ? decideForAttendee(state, request, attendeeOf(by))
    : decideForInstructor(state, request, instructorOf(by));
  return happening ? [{ ...happening, id, at }] : [];
}

const OF_ATTENDEES: ReadonlySet<string> = new Set<AttendeeCommand['type']>([
  'Join',
  'ChangeConsent',
  'RaiseHand',
  'LowerHand',
  'ReportProgress',
  'MirrorCode',
  'AnswerPoll',
  'ForgetName',
  'Leave',
]);

function isOfAttendee<T extends Command>(command: T): command is T & AttendeeCommand {
  return OF_ATTENDEES.has(command.type);
}

function attendeeOf(by: Actor): string {
  if (by.role !== 'attendee') throw new Refusal('Only an attendee can do that.');
  return by.attendee;
}

function instructorOf(by: Actor): string {
  if (by.role !== 'instructor') throw new Refusal('Only an instructor can do that.');
  return by.instructor;
}

function decideForAttendee(state: Session, command: AttendeeCommand, attendee: string): Happening | null {
  const known = state.attendees.get(attendee);
  if (known?.presence === 'removed') throw new Refusal('The instructor has ended your part in this session.');
  if (command.type === 'Join') {
    if (known) return null;
    if (state.attendees.size >= LIMITS.attendees) {
      throw new Refusal(`The room is full: it holds ${LIMITS.attendees} people.`);
    }
    return { type: 'AttendeeJoined', attendee, name: command.name, mirrors: command.mirrors };
  }
  if (!known || known.presence === 'left') throw new Refusal('Join the session first.');
  return decideInside(state, command, attendee, known);
}

function decideInside(
  state: Session,
  command: Exclude<AttendeeCommand, { type: 'Join' }>,
  attendee: string,
  known: Attendee,
): Happening | null {
  switch (command.type) {
    case 'Leave':
      return { type: 'AttendeeLeft', attendee };
    case 'ForgetName':
      return known.name === '' ? null : { type: 'NameForgotten', attendee };
    case 'ChangeConsent': {
      const { mirrors } = command;
      return mirrors === known.mirrors ? null : { type: 'ConsentChanged', attendee, mirrors };
    }
    case 'RaiseHand': {
      const { exercise, note } = command;
      const same = known.hand?.exercise === exercise && known.hand.note === note;
      return same ? null : { type: 'HandRaised', attendee, exercise, note };
    }
    case 'LowerHand':
      return known.hand ? { type: 'HandLowered', attendee, answered: false } : null;
    case 'ReportProgress': {
      const { exercise, state: reached, failing } = command;
      const before = known.progress[exercise];
      const same = before?.state === reached && before.failing === failing;
      // Whoever comes back to an exercise has not fallen behind.
      if (same || (before && reached === 'opened')) return null;
      return { type: 'ProgressReported', attendee, exercise, state: reached, failing };
    }
    case 'MirrorCode': {
      if (!known.mirrors) throw new Refusal('You have not agreed to show your code to the instructor.');
      const files = changedFiles(known.code[command.exercise] ?? {}, command.files);
      const { exercise } = command;
      return Object.keys(files).length === 0 ? null : { type: 'CodeMirrored', attendee, exercise, files };
    }
    case 'AnswerPoll': {
      const { poll, choice } = command;
      const asked = state.polls.get(poll);
      if (!asked) throw new Refusal('There is no such question.');
      if (asked.tally) throw new Refusal('The question is closed.');
      if (choice >= asked.choices.length) throw new Refusal('The question has no such choice.');
      return asked.answers.get(attendee) === choice ? null : { type: 'PollAnswered', poll, attendee, choice };
    }
  }
}

/** What only one of several instructors may do at a time. */
const DRIVERS: ReadonlySet<string> = new Set<InstructorCommand['type']>([
  'MoveRoom',
  'OpenPoll',
  'ClosePoll',
  'LockSolutions',
  'UnlockSolutions',
  'PushCheckpoint',
  'ShowCode',
  'EndSession',
]);

function decideForInstructor(
  state: Session,
  command: InstructorCommand,
  instructor: string,
): Happening | null {
  const { driver } = state;
  if (DRIVERS.has(command.type) && driver && driver.instructor !== instructor) {
    throw new Refusal(`${driver.name} drives the room. Take over first.`);
  }
  switch (command.type) {
    case 'OpenSession':
      if (state.phase === 'open') throw new Refusal('The session has begun already.');
      return { type: 'SessionOpened', title: command.title };
    case 'EndSession':
      return { type: 'SessionEnded' };
    case 'TakeDriver':
      if (driver?.instructor === instructor) return null;
      return { type: 'DriverChanged', driver: instructor, name: command.name };
    case 'MoveRoom':
      return command.path === state.path ? null : { type: 'RoomMoved', path: command.path };
    case 'LockSolutions':
      return state.solutionsLocked ? null : { type: 'SolutionsLocked' };
    case 'UnlockSolutions':
      return state.solutionsLocked ? { type: 'SolutionsUnlocked' } : null;
    case 'OpenPoll':
    case 'ClosePoll':
      return decidePoll(state, command);
    case 'AnswerHand':
      present(state, command.attendee);
      if (!state.attendees.get(command.attendee)?.hand) return null;
      return { type: 'HandLowered', attendee: command.attendee, answered: true };
    case 'PushHint':
      if (command.attendee !== null) present(state, command.attendee);
      return { type: 'HintPushed', attendee: command.attendee, text: command.text };
    case 'PushCheckpoint':
      return { type: 'CheckpointPushed', exercise: command.exercise, files: command.files };
    case 'ShowCode':
      // Run once more without a change: nobody has anything new to see.
      if (state.shown?.exercise === command.exercise && isSame(state.shown.files, command.files)) return null;
      return { type: 'CodeShown', exercise: command.exercise, files: command.files };
    case 'RemoveAttendee':
      if (state.attendees.get(command.attendee)?.presence === 'removed') return null;
      present(state, command.attendee);
      return { type: 'AttendeeRemoved', attendee: command.attendee };
  }
}

function decidePoll(
  state: Session,
  command: Extract<InstructorCommand, { type: 'OpenPoll' | 'ClosePoll' }>,
): Happening | null {
  if (command.type === 'OpenPoll') {
    const { poll, question, choices, answer } = command;
    if (state.polls.has(poll)) return null;
    if (answer !== null && answer >= choices.length)
      throw new Refusal('The right answer is none of the choices.');
    if (state.polls.size >= LIMITS.polls) {
      throw new Refusal(`A session holds ${LIMITS.polls} questions at most.`);
    }
    return { type: 'PollOpened', poll, question, choices, answer };
  }
  const poll = state.polls.get(command.poll);
  if (!poll) throw new Refusal('There is no such question.');
  if (poll.tally) return null;
  const chosen = [...poll.answers.values()];
  const tally = poll.choices.map((_, index) => chosen.filter((choice) => choice === index).length);
  return { type: 'PollClosed', poll: command.poll, tally, answer: poll.answer };
}

/** @throws Refusal unless this attendee takes part */
function present(state: Session, attendee: string): void {
  if (!state.attendees.get(attendee)) throw new Refusal('Nobody of that name is in the room.');
}

function isSame(before: FileMap, files: FileMap): boolean {
  const sameNames = Object.keys(before).length === Object.keys(files).length;
  return sameNames && Object.keys(changedFiles(before, files)).length === 0;
}

/** The files whose text is another than before. */
function changedFiles(before: FileMap, files: FileMap): FileMap {
  return Object.fromEntries(Object.entries(files).filter(([name, text]) => before[name] !== text));
}
