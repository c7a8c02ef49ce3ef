import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '#lab/catalogue.ts';
import type { Exercise } from '#lab/model.ts';
import { createNodeEngine, jobOf, type LabEngine } from '#cli/lab/engines.ts';
import { openPageEngine } from '#cli/lab/page-engine.ts';
import { EXPLORING_LIMITS, explores, verifyRules } from '#cli/lab/verify-exercise.ts';
import { FULL } from '../support/full.ts';
import { type StandIn, startStandIn } from '../support/webcontainer-stand-in/stand-in.ts';

const labs = await loadCatalogue();
const exercises = labs
  .flatMap((lab) => lab.exercises)
  .map((exercise) => ({
    name: `${exercise.lab}/${exercise.id}`,
    exercise,
  }));

/** Where each costs a thousand schedules, only a full run tries all that real Node tries: see rules.test.ts. */
function wrongSolutionsOf(exercise: Exercise): Exercise['wrong'] {
  return FULL || !explores(exercise) ? exercise.wrong : exercise.wrong.slice(0, 3);
}

/** A thousand schedules for each of up to eighteen answers, on a machine that does other things as well. */
const EXPLORING_TIMEOUT_MS = 10 * 60_000;

/** Runs a program that prints and goes on, and stops it at its first output. */
async function stopAtFirstOutput(engine: LabEngine) {
  const stop = new AbortController();
  let printed = '';
  const files = { 'program.js': "console.log('first');\nsetInterval(() => {}, 1000);\n" };
  const program = { files, entry: 'program.js', host: 'node-esm' } as const;
  const { reason, exitCode } = await engine.run(program, {
    signal: stop.signal,
    onOutput({ text }) {
      printed += text;
      stop.abort();
    },
  });
  return { printed, reason, exitCode };
}

const stopped = { printed: 'first\n', reason: 'stopped', exitCode: null };

describe('the embedded runtime judges as Node does', () => {
  let node: LabEngine;
  let embedded: LabEngine;

  beforeAll(async () => {
    node = createNodeEngine();
    embedded = await openPageEngine('embedded');
  });

  afterAll(async () => {
    await node.close();
    await embedded?.close();
  });

  // What Node says of solution and wrong solutions is on record, and rules.test.ts compares the record with Node.
  test.each(exercises)(
    '$name',
    async ({ exercise }) => {
      const tried = wrongSolutionsOf(exercise);
      const { problems, wrong } = await verifyRules({ ...exercise, wrong: tried }, embedded);
      const recorded = tried.map(({ name }) => [name, exercise.verified?.wrong[name]]);
      expect({ problems, wrong }).toEqual({ problems: [], wrong: Object.fromEntries(recorded) });
      const starter = jobOf(exercise, exercise.starter);
      const inNode = await node.check(starter, EXPLORING_LIMITS);
      expect((await embedded.check(starter, EXPLORING_LIMITS)).checks).toEqual(inNode.checks);
    },
    EXPLORING_TIMEOUT_MS,
  );

  test('a program is stopped while it runs', async () => {
    expect(await stopAtFirstOutput(node)).toEqual(stopped);
    expect(await stopAtFirstOutput(embedded)).toEqual(stopped);
  });
});

describe('the rules hold on the WebContainer client, against its stand-in', () => {
  let standIn: StandIn;
  let webcontainer: LabEngine;

  beforeAll(async () => {
    standIn = await startStandIn();
    const pointToStandIn = (origin: string) =>
      Object.assign(globalThis, { WEBCONTAINER_API_IFRAME_URL: origin });
    webcontainer = await openPageEngine('webcontainer', {
      beforeLoad: (page) => page.addInitScript(pointToStandIn, standIn.origin),
    });
  });

  afterAll(async () => {
    await webcontainer?.close();
    await standIn?.close();
  });

  test.each(exercises)(
    '$name',
    async ({ exercise }) => {
      const tried = { ...exercise, wrong: wrongSolutionsOf(exercise) };
      expect((await verifyRules(tried, webcontainer)).problems).toEqual([]);
    },
    EXPLORING_TIMEOUT_MS,
  );

  test('a program is stopped while it runs', async () => {
    expect(await stopAtFirstOutput(webcontainer)).toEqual(stopped);
  });
});
