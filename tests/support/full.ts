import { FULL_RUN } from '#cli/stages.ts';

/** True in `npm test -- --full`. A test that does less without it says what in `onlyFull` of its stage. */
export const FULL = process.env[FULL_RUN] === '1';
