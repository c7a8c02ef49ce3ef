/**
 * What goes over the wire in a workshop, the same for both ends: facts, and the messages that carry them down. The
 * commands that go up stand in schema.ts, with their bounds.
 */
import type { FileMap } from '#lab/model.ts';

/** Raised whenever a page of before could no longer follow. */
export const PROTOCOL = 1;

/** Who sends a command. The server knows it by a token, never by what the command says. */
export type Actor = { role: 'attendee'; attendee: string } | { role: 'instructor'; instructor: string };

/** What has happened in a session. */
export type Happening =
  | { type: 'SessionOpened'; title: string }
  | { type: 'DriverChanged'; driver: string; name: string }
  | { type: 'AttendeeJoined'; attendee: string; name: string; mirrors: boolean }
  | { type: 'ConsentChanged'; attendee: string; mirrors: boolean }
  | { type: 'AttendeeLeft'; attendee: string }
  | { type: 'AttendeeRemoved'; attendee: string }
  | { type: 'NameForgotten'; attendee: string }
  | { type: 'HandRaised'; attendee: string; exercise: string | null; note: string }
  | { type: 'HandLowered'; attendee: string; answered: boolean }
  | {
      type: 'ProgressReported';
      attendee: string;
      exercise: string;
      state: ExerciseState;
      /** Name of the first check that failed; null if none did. */
      failing: string | null;
    }
  | { type: 'CodeMirrored'; attendee: string; exercise: string; files: FileMap }
  | { type: 'RoomMoved'; path: string }
  | {
      type: 'PollOpened';
      poll: string;
      question: string;
      choices: readonly string[];
      /** Index of the right choice. Attendees get null until the poll is closed. */
      answer: number | null;
    }
  | { type: 'PollAnswered'; poll: string; attendee: string; choice: number }
  | {
      type: 'PollClosed';
      poll: string;
      /** How many chose each. */
      tally: readonly number[];
      answer: number | null;
    }
  | { type: 'SolutionsLocked' }
  | { type: 'SolutionsUnlocked' }
  | { type: 'HintPushed'; attendee: string | null; text: string }
  | { type: 'CheckpointPushed'; exercise: string; files: FileMap }
  | { type: 'CodeShown'; exercise: string; files: FileMap }
  | { type: 'SessionEnded' };

export type ExerciseState = 'opened' | 'ran' | 'failed' | 'passed';

/** A fact as it is logged. `id` says which command led to it, `at` when: milliseconds since 1970, never falling. */
export type Fact = Happening & { readonly id: string; readonly at: number };

/** A fact in its place in the session, from 1. */
export type StoredFact = Fact & { readonly version: number };

/** A fact as one kind of reader gets it: without the id, which is between its sender and the server. */
export type SeenFact = Happening & { readonly at: number; readonly version: number };

/** What comes down the stream, each under its own `event` name: facts as `fact`, with their version as the id. */
export interface Welcome {
  protocol: number;
  you: Actor;
  /** The server's clock in milliseconds, by which a page puts right its own. */
  now: number;
  /** The session's version. All facts up to it have come before this message: from here on things are news. */
  version: number;
}

/** To instructors, as `presence`: who has a page open. */
export interface Presence {
  online: readonly string[];
}

/** The answer to a command that was not taken. */
export interface Rejection {
  /** A sentence for the person. */
  error: string;
  /** `again`: the same command may go through later. `never`: it will not. `join`: the token is no longer good. */
  retry: 'again' | 'never' | 'join';
}

/** The plan for one chapter, from the notes in its source. */
export interface Agenda {
  chapter: number;
  title: string;
  sections: readonly AgendaSection[];
}

export interface AgendaSection {
  title: string;
  /** Where the section begins, on this site. */
  path: string;
  minutes: number;
  cut: 'never' | 'if-needed' | 'first';
  /** Markdown. */
  notes: string;
  misconceptions: readonly { says: string; ask: string }[];
}

/** What an instructor's page asks for once. */
export interface Lectern {
  joinCode: string;
  agenda: readonly Agenda[];
}

/** Where the server answers; pages of the site lie beside it. */
export const API = '/workshop/api';
