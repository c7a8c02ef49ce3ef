/** The suite on the smallest family there can be. */
import { strict as assert } from 'node:assert';
import { describeFamily } from '../describe-family.ts';
import { openCounter, type Counter } from './toy-counter.ts';

describeFamily<Counter>({
  id: 'toy',
  title: 'Counter',
  openSimulator: openCounter,
  openReal: {},
  simulator: { file: 'tests/conformance/toy/toy-counter.ts', exported: 'openCounter' },
  scenarios: [
    {
      id: 'adds',
      title: 'What is added stays added',
      async run(counter) {
        await counter.add(2);
        assert.equal(await counter.add(3), 5);
      },
    },
  ],
  mutants: [
    {
      what: 'It forgets',
      file: 'tests/conformance/toy/toy-counter.ts',
      find: 'total += amount',
      replace: 'total = amount',
      killedBy: 'adds',
    },
  ],
});
