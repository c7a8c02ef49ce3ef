/** What the cases about checks have in common. */
import type { CheckResult } from '#lab/model.ts';
import type { Observed } from '../observe.ts';

export const importing = `import test from 'node:test';
import assert from 'node:assert/strict';
import { add } from './answer.js';
`;

export const passed = (name: string): CheckResult => ({ name, status: 'passed', message: '' });
export const failed = (name: string, message: string): CheckResult => ({ name, status: 'failed', message });
export const errored = (name: string, message: string): CheckResult => ({ name, status: 'errored', message });
export const never = 'This check never reported: the program ended before it was done.';

export const exited = { reason: 'exited', message: '' };

/** The exit code of a run of checks tells a reader nothing that its results do not. */
export const resultsOf = ({ checks, ended: { reason, message } }: Observed) => ({
  results: checks,
  reason,
  message,
});
