/** The commands of a workshop as they come in: their fields and bounds. Imported by whoever must judge a stranger's. */
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { PROTOCOL } from './protocol.ts';

/**
 * Refuses what no keyboard gives and what could dress up as something else: controls, and the marks that turn the
 * direction of writing.
 */
const VISIBLE = /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u;

const line = (most: number) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().max(most).regex(VISIBLE, 'must be one line without control characters'));
const filled = (most: number) => line(most).pipe(z.string().min(1, 'must not be empty'));
const id = z.string().regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits, _ or -');
/** `<lab>/<exercise>`. */
const exercise = z
  .string()
  .max(120)
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must be “lab/exercise”');
const files = z
  .record(z.string().min(1).max(LIMITS.fileName), z.string())
  .refine((map) => Object.keys(map).length <= LIMITS.files, `must be ${LIMITS.files} files at most`)
  .refine(
    (map) => Object.values(map).reduce((sum, text) => sum + text.length, 0) <= LIMITS.code,
    `must hold ${LIMITS.code} characters at most`,
  );
/** A page of this site: never another host's, whatever the browser makes of it. */
const path = z
  .string()
  .max(LIMITS.path)
  .regex(
    /^\/(?![/\\])[\w\-./~%]*(#[\w\-./~%]*)?$/,
    'must be a path of this site, such as /chapters/07/#streams',
  )
  .refine((text) => !text.split('#')[0]!.split('/').includes('..'), 'must not climb with “..”');

const attendeeCommands = [
  z.strictObject({ type: z.literal('Join'), id, name: filled(LIMITS.name), mirrors: z.boolean() }),
  z.strictObject({ type: z.literal('ChangeConsent'), id, mirrors: z.boolean() }),
  z.strictObject({
    type: z.literal('RaiseHand'),
    id,
    exercise: exercise.nullable(),
    note: line(LIMITS.note),
  }),
  z.strictObject({ type: z.literal('LowerHand'), id }),
  z.strictObject({
    type: z.literal('ReportProgress'),
    id,
    exercise,
    state: z.enum(['opened', 'ran', 'failed', 'passed']),
    failing: line(LIMITS.checkName).nullable(),
  }),
  z.strictObject({ type: z.literal('MirrorCode'), id, exercise, files }),
  z.strictObject({
    type: z.literal('AnswerPoll'),
    id,
    poll: id,
    choice: z
      .int()
      .min(0)
      .max(LIMITS.choices - 1),
  }),
  z.strictObject({ type: z.literal('ForgetName'), id }),
  z.strictObject({ type: z.literal('Leave'), id }),
] as const;

const instructorCommands = [
  z.strictObject({ type: z.literal('OpenSession'), id, title: filled(LIMITS.question) }),
  z.strictObject({ type: z.literal('TakeDriver'), id, name: filled(LIMITS.name) }),
  z.strictObject({ type: z.literal('MoveRoom'), id, path }),
  z.strictObject({
    type: z.literal('OpenPoll'),
    id,
    poll: id,
    question: filled(LIMITS.question),
    choices: z.array(filled(LIMITS.choice)).min(2).max(LIMITS.choices),
    /** Index of the right choice, for a prediction; null for a poll without one. */
    answer: z.int().min(0).nullable(),
  }),
  z.strictObject({ type: z.literal('ClosePoll'), id, poll: id }),
  z.strictObject({ type: z.literal('LockSolutions'), id }),
  z.strictObject({ type: z.literal('UnlockSolutions'), id }),
  z.strictObject({ type: z.literal('AnswerHand'), id, attendee: id }),
  z.strictObject({
    type: z.literal('PushHint'),
    id,
    /** Null: to everybody. */
    attendee: id.nullable(),
    text: z.string().trim().min(1).max(LIMITS.hint),
  }),
  z.strictObject({ type: z.literal('PushCheckpoint'), id, exercise, files }),
  z.strictObject({ type: z.literal('ShowCode'), id, exercise, files }),
  z.strictObject({ type: z.literal('RemoveAttendee'), id, attendee: id }),
  z.strictObject({ type: z.literal('EndSession'), id }),
] as const;

const commandSchema = z.discriminatedUnion('type', [...attendeeCommands, ...instructorCommands]);
export type AttendeeCommand = z.infer<(typeof attendeeCommands)[number]>;
export type InstructorCommand = z.infer<(typeof instructorCommands)[number]>;
export type Command = AttendeeCommand | InstructorCommand;

/** What came in is no command of this protocol. The message names the field and what it must be. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/**
 * A command from its envelope `{ protocol, command }`.
 * @throws ProtocolError
 */
export function parseCommand(envelope: unknown): Command {
  const { protocol, command } = (envelope ?? {}) as Record<string, unknown>;
  if (protocol !== PROTOCOL) {
    throw new ProtocolError(
      `This server speaks version ${PROTOCOL} of the workshop protocol, the page version ${String(protocol)}. Reload the page.`,
    );
  }
  const parsed = commandSchema.safeParse(command);
  if (parsed.success) return parsed.data;
  const { type } = (command ?? {}) as Record<string, unknown>;
  const [issue] = parsed.error.issues;
  const field = issue!.path.join('.') || 'command';
  throw new ProtocolError(
    `${typeof type === 'string' ? `${type.slice(0, 40)}: ` : ''}${field}: ${issue!.message}`,
  );
}
