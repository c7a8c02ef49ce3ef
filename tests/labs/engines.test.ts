import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '#lab/catalogue.ts';
import type { Exercise } from '#lab/model.ts';
import { createNodeEngine, jobOf, type LabEngine } from '#cli/lab/engines.ts';
import { openPageEngine } from '#cli/lab/page-engine.ts';
import { verifyRules } from '#cli/lab/verify-exercise.ts';
import { type StandIn, startStandIn } from '../support/webcontainer-stand-in/stand-in.ts';

const labs = await loadCatalogue();
const exercises = labs
  .flatMap((lab) => lab.exercises)
  .map((exercise) => ({
    name: `${exercise.lab}/${exercise.id}`,
    exercise,
  }));

/** Everything that is kept as somebody's answer to the exercise. */
function* answersTo({ starter, solution, wrong }: Exercise) {
  yield { name: 'starter', files: starter };
  yield { name: 'solution', files: solution };
  yield* wrong;
}

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

  test.each(exercises)(
    '$name',
    async ({ exercise }) => {
      for (const { name, files } of answersTo(exercise)) {
        const job = jobOf(exercise, files);
        const { checks } = await embedded.check(job);
        expect({ name, checks }).toEqual({ name, checks: (await node.check(job)).checks });
      }
    },
    // Up to eighteen answers, and for each a thousand schedules on either side.
    5 * 60_000,
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

  test.each(exercises)('$name', async ({ exercise }) => {
    expect((await verifyRules(exercise, webcontainer)).problems).toEqual([]);
  });

  test('a program is stopped while it runs', async () => {
    expect(await stopAtFirstOutput(webcontainer)).toEqual(stopped);
  });
});
