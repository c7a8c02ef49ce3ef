/** A session at any of its moments: the fold of its facts up to there, without beginning anew for each. */
import type { SeenFact } from './protocol.ts';
import { evolve, initialSession, type Session } from './session.ts';

export interface Moment {
  session: Session;
  /** Of the newest fact; milliseconds since 1970. */
  at: number;
  /** What that fact is, without a name: it may stand on the projector. */
  sentence: string;
}

/** From one kept state to the next, in facts. */
const STRIDE = 200;

/** @param facts in their order */
export function momentsOf(facts: readonly SeenFact[]) {
  const kept = [initialSession()];

  function keptBefore(count: number): { session: Session; from: number } {
    const wanted = Math.floor(count / STRIDE);
    while (kept.length <= wanted) {
      const from = (kept.length - 1) * STRIDE;
      kept.push(facts.slice(from, from + STRIDE).reduce(evolve, kept.at(-1)!));
    }
    return { session: kept[wanted]!, from: wanted * STRIDE };
  }

  return {
    /** The moment when the first `count` facts had happened, at least one. */
    after(count: number): Moment {
      const { session, from } = keptBefore(count);
      const last = facts[count - 1]!;
      return {
        session: facts.slice(from, count).reduce(evolve, session),
        at: last.at,
        sentence: sentenceOf(last),
      };
    },
  };
}

function sentenceOf(fact: SeenFact): string {
  switch (fact.type) {
    case 'SessionOpened':
      return `“${fact.title}” began.`;
    case 'SessionEnded':
      return 'The session ended.';
    case 'DriverChanged':
      return `${fact.name} took over.`;
    case 'RoomMoved':
      return `The room moved to ${fact.path}.`;
    case 'PollOpened':
      return `The room was asked: ${fact.question}`;
    case 'PollAnswered':
      return 'Somebody answered.';
    case 'PollClosed':
      return 'The answers were counted.';
    case 'SolutionsLocked':
      return 'The solutions were locked.';
    case 'SolutionsUnlocked':
      return 'The solutions were unlocked.';
    case 'HintPushed':
      return fact.attendee === null ? 'Everybody got a hint.' : 'Somebody got a hint.';
    case 'CheckpointPushed':
      return `A checkpoint was given for ${fact.exercise}.`;
    case 'CodeShown':
      return `Code was shown for ${fact.exercise}.`;
    case 'AttendeeJoined':
      return 'Somebody joined.';
    case 'AttendeeLeft':
      return 'Somebody left.';
    case 'AttendeeRemoved':
      return 'Somebody was removed.';
    case 'NameForgotten':
      return 'Somebody had their name deleted.';
    case 'ConsentChanged':
      return fact.mirrors ? 'Somebody agreed to show their code.' : 'Somebody no longer shows their code.';
    case 'HandRaised':
      return 'A hand went up.';
    case 'HandLowered':
      return fact.answered ? 'A hand was answered.' : 'A hand went down.';
    case 'ProgressReported':
      return progressIn(fact);
    case 'CodeMirrored':
      return `Somebody’s code for ${fact.exercise} came.`;
  }
}

function progressIn({ exercise, state, failing }: Extract<SeenFact, { type: 'ProgressReported' }>): string {
  if (state === 'failed') return `A check failed in ${exercise}${failing === null ? '' : `: “${failing}”`}.`;
  return `Somebody ${PROGRESS[state]} ${exercise}.`;
}

const PROGRESS = { opened: 'opened', ran: 'ran', passed: 'passed the checks of' } as const;
