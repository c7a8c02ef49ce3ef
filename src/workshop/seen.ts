/** Who is shown which facts, and how much of each. */
import type { Actor, SeenFact, StoredFact } from './protocol.ts';

/**
 * A fact as this reader may see it; undefined if it is none of the reader's business. Attendees see what concerns the
 * room or themselves. Nobody gets mirrored code this way: it is asked for, one exercise at a time.
 */
export function seenBy(reader: Actor, stored: StoredFact): SeenFact | undefined {
  if (!concerns(reader, stored)) return undefined;
  const { id: _, ...fact } = stored;
  if (fact.type === 'CodeMirrored') return { ...fact, files: {} };
  return fact.type === 'PollOpened' && reader.role === 'attendee' ? { ...fact, answer: null } : fact;
}

function concerns(reader: Actor, fact: StoredFact): boolean {
  if (reader.role === 'instructor') return true;
  switch (fact.type) {
    case 'SessionOpened':
    case 'SessionEnded':
    case 'DriverChanged':
    case 'RoomMoved':
    case 'SolutionsLocked':
    case 'SolutionsUnlocked':
    case 'CheckpointPushed':
    case 'CodeShown':
    case 'PollOpened':
    case 'PollClosed':
      return true;
    case 'HintPushed':
      return fact.attendee === null || fact.attendee === reader.attendee;
    case 'CodeMirrored':
      return false;
    case 'AttendeeJoined':
    case 'AttendeeLeft':
    case 'AttendeeRemoved':
    case 'NameForgotten':
    case 'ConsentChanged':
    case 'HandRaised':
    case 'HandLowered':
    case 'ProgressReported':
    case 'PollAnswered':
      return fact.attendee === reader.attendee;
  }
}
