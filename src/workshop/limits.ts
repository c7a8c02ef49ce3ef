/** Bounds of what one person may send; lengths are in characters. */
export const LIMITS = {
  name: 40,
  note: 300,
  question: 300,
  choice: 120,
  choices: 8,
  hint: 2_000,
  path: 300,
  checkName: 300,
  fileName: 100,
  files: 20,
  /** Of all files of one command together. */
  code: 100_000,
  /** Polls that one session may hold. */
  polls: 200,
  attendees: 1_500,
} as const;
