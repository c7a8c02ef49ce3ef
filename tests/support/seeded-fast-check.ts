/**
 * fast-check, as every test gets it (tests/vitest.config.ts): with the same seed each time, so that a commit has one
 * verdict. `PROPERTY_SEED=random npm test` looks elsewhere, and a number asks for that seed.
 */
import fc from '../../node_modules/fast-check/lib/fast-check.js';

const { PROPERTY_SEED = '1' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });

export default fc;
