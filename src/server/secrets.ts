/** All secrets of a session come from one: whoever shares it, as several servers of one room do, shares them all. */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Actor } from '#workshop/protocol.ts';

export interface Secrets {
  /** Six characters that can be read out across a room: no 0, O, 1, I or L. */
  readonly joinCode: string;
  /** What makes somebody an instructor. */
  readonly instructorKey: string;
  /** Tells the cookies of several sessions on one address apart. Not secret. */
  readonly room: string;
  isJoinCode(text: string): boolean;
  isInstructorKey(text: string): boolean;
  /** The attendee whom this join command makes, always the same. Who does not know the command's id cannot be it. */
  attendeeOf(joinId: string): string;
  sign(actor: Actor): string;
  /** Undefined if the token is not one that `sign` made. */
  verify(token: string): Actor | undefined;
}

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const BYTES = 32;

export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

/** @param secret as `newSecret` makes it: at least 32 random bytes as text */
export function createSecrets(secret: string): Secrets {
  if (secret.length < BYTES) throw new Error('The secret of a workshop must have at least 32 characters.');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, BYTES));
  const [tokenKey, attendeeKey] = [derive('tokens'), derive('attendees')];
  const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const joinCode = Array.from(
    derive('join code').subarray(0, 6),
    (byte) => LETTERS[byte % LETTERS.length],
  ).join('');
  const instructorKey = derive('instructor').subarray(0, 16).toString('base64url');
  const signature = (subject: string) => mac(tokenKey, subject).toString('base64url');

  return {
    joinCode,
    instructorKey,
    room: derive('room').toString('hex').slice(0, 8),
    // People type a code as it comes: in small letters, with blanks or a dash in the middle.
    isJoinCode: (text) => same(text.toUpperCase().replaceAll(/[\s-]/g, ''), joinCode),
    isInstructorKey: (text) => same(text, instructorKey),
    attendeeOf: (joinId) => mac(attendeeKey, joinId).toString('hex').slice(0, 16),
    sign(actor) {
      const subject = actor.role === 'attendee' ? `a.${actor.attendee}` : `i.${actor.instructor}`;
      return `${subject}.${signature(subject)}`;
    },
    verify(token) {
      const [kind, id, given, ...more] = token.split('.');
      if (!id || !given || more.length > 0 || !same(given, signature(`${kind}.${id}`))) return undefined;
      return kind === 'a' ? { role: 'attendee', attendee: id } : { role: 'instructor', instructor: id };
    },
  };
}

/** Compares in a time that does not tell where the texts differ. */
function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
