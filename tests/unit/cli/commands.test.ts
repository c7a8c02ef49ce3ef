import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '#cli/install.mjs';
import { runProcess } from '#cli/run-process.ts';
import { resolveCommand, selectStages, STAGES } from '#cli/stages.ts';

const run = (script: string, ...args: string[]) =>
  runProcess(process.execPath, [join(ROOT, 'src/cli', script), ...args], { cwd: ROOT, deadlineMs: 30_000 });

describe.each(['start.mjs', 'dev.mjs', 'test.mjs'])('%s', (script) => {
  test('explains itself', async () => {
    const { code, output } = await run(script, '--help');
    expect(code).toBe(0);
    expect(output).toMatch(/^npm (start|test|run dev) -- \[options\]/);
  });

  test('refuses an unknown option by name, with the usage, as bad usage', async () => {
    const { code, output } = await run(script, '--prot', '4000');
    expect(code).toBe(2);
    expect(output).toContain("'--prot'");
    expect(output).toContain('--help');
  });
});

test.each(['abc', '-1', '70000'])('a port that is none is refused: %s', async (port) => {
  const { code, output } = await run('start.mjs', `--port=${port}`);
  expect(code).toBe(2);
  expect(output).toContain(`“${port}”`);
});

describe('the stages of npm test', () => {
  test('are listed', async () => {
    const { output } = await run('test.mjs', '--list');
    for (const { id } of STAGES) expect(output).toMatch(new RegExp(`^${id} `, 'm'));
  });

  test('are chosen by id, and an unknown id is named with those that exist', async () => {
    expect(selectStages(['build', 'unit']).map((stage) => stage.id)).toEqual(['unit', 'build']);
    const { code, output } = await run('test.mjs', '--only', 'unit,nothing');
    expect(code).toBe(2);
    expect(output).toContain('“nothing”');
    expect(output).toContain('contract');
  });

  test('need only stages that come before them', () => {
    for (const [index, stage] of STAGES.entries()) {
      const before = STAGES.slice(0, index).map((earlier) => earlier.id);
      expect(before).toEqual(expect.arrayContaining([...stage.needs]));
    }
  });

  test('run programs that are installed', () => {
    const commands = STAGES.flatMap(({ work }) => (work.kind === 'tools' ? work.commands : []));
    for (const command of commands) expect(resolveCommand(command, ROOT)[0]).toMatch(/\.(m?js|ts)$|bin/);
  });
});

describe('running a program', () => {
  test('keeps both its outputs, without colour, and its exit code', async () => {
    const code = 'console.log("\\u001b[31mred\\u001b[0m"); console.error("why"); process.exitCode = 3';
    const result = await runProcess(process.execPath, ['-e', code]);
    expect(result).toMatchObject({ code: 3, timedOut: false });
    expect(result.output).toContain('red\n');
    expect(result.output).toContain('why\n');
  });

  test('ends it, and what it started, at the deadline', async () => {
    const code =
      'require("child_process").spawn(process.execPath, ["-e", "setInterval(()=>{},1)"], {stdio:"inherit"}); setInterval(()=>{},1)';
    // Its child holds the same output open: the run is over only when both are.
    const result = await runProcess(process.execPath, ['-e', code], { deadlineMs: 500 });
    expect(result).toMatchObject({ code: null, timedOut: true });
  });

  test('says why a program cannot be started', async () => {
    const result = await runProcess('no-such-program-here', []);
    expect(result.code).toBeNull();
    expect(result.output).toContain('ENOENT');
  });
});
