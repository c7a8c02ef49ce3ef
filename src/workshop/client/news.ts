/** What a fact is to an attendee, as the one line that a folded bar has for it. */
import type { SeenFact } from '../protocol.ts';

export interface News {
  text: string;
  /** Of the fact that it tells. */
  version: number;
  /** It says that the room has moved: no news for who has moved along. */
  isMove: boolean;
}

/** Undefined if the attendee need not be told: most of all of what they have done themselves. */
export function newsOf(fact: SeenFact): News | undefined {
  const text = sentenceOf(fact);
  return text === undefined ? undefined : { text, version: fact.version, isMove: fact.type === 'RoomMoved' };
}

function sentenceOf(fact: SeenFact): string | undefined {
  switch (fact.type) {
    case 'AttendeeJoined':
      return 'You are in.';
    case 'RoomMoved':
      return 'The room has moved.';
    case 'PollOpened':
      return `A question: ${fact.question}`;
    case 'PollClosed':
      return 'The answers are counted.';
    case 'HintPushed':
      return `A hint: ${fact.text}`;
    case 'HandLowered':
      return fact.answered ? 'Your hand was answered.' : undefined;
    case 'SolutionsLocked':
      return 'The instructor has locked the solutions.';
    case 'SolutionsUnlocked':
      return 'The solutions are open.';
    case 'CheckpointPushed':
      return 'There is a checkpoint to catch up with.';
    case 'CodeShown':
      return 'The instructor shows code.';
    case 'SessionEnded':
      return 'The session has ended: take your code along.';
    default:
      return undefined;
  }
}
