/** `npm run diagrams` on a small book of its own: what it draws, deletes and refuses. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RENDERS_FOLDER } from '#book/diagrams/renders.ts';

const FLOW = `\`\`\`mermaid title="Flow" description="A command leads to an event."
flowchart LR
  a["Place the order"]:::command --> b(["OrderPlaced"]):::event
  b -. perhaps .-> c[("Stock")]:::read
\`\`\``;

const SEQUENCE = `\`\`\`mermaid title="Sequence" description="A publisher tells a bus."
sequenceDiagram
  %% class B aggregate
  participant A as Publisher
  participant B as Bus
  A->>B: OrderPlaced
  Note over B: keeps it
\`\`\``;

const STATE = `\`\`\`mermaid title="State" description="Timers, then poll."
stateDiagram-v2
  [*] --> Timers
  Timers --> Poll: nothing is due
\`\`\``;

let root = '';
const chapter = () => join(root, 'content/chapters/01-planted.mdx');
const write = (...fences: string[]) => {
  writeFileSync(chapter(), fences.join('\n\n'));
};
const run = () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('src/cli/diagrams.ts')], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const pictures = () => readdirSync(join(root, RENDERS_FOLDER)).sort();
const picture = (title: string) => {
  const name = pictures().find((file) => file.startsWith(`01-planted-${title}.`));
  return name === undefined ? '' : readFileSync(join(root, RENDERS_FOLDER, name), 'utf8');
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'book-'));
  mkdirSync(join(root, 'content/chapters'), { recursive: true });
  mkdirSync(join(root, RENDERS_FOLDER));
  cpSync('package.json', join(root, 'package.json'));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('with three new diagrams', () => {
  let first: ReturnType<typeof run>;

  beforeAll(() => {
    write(FLOW, SEQUENCE, STATE);
    first = run();
  });

  test('succeeds', () => {
    expect(first).toMatchObject({ status: 0, stderr: '' });
  });

  test('draws a flow with our classes, plain shapes and one arrow head', () => {
    const svg = picture('flow');
    expect(svg).toMatch(/<g class="node command"><rect [^>]*\/><text [^>]*>Place the order<\/text><\/g>/);
    expect(svg).toMatch(
      /<g class="node event"><rect [^>]*rx="[\d.]+"[^>]*\/><text [^>]*>OrderPlaced<\/text><\/g>/,
    );
    expect(svg).toMatch(/<text [^>]*class="label"[^>]*>perhaps<\/text>/);
    expect(svg.match(/class="edge dash"/g)).toHaveLength(1);
    expect(svg.match(/<marker /g)).toHaveLength(1);
  });

  test('draws a sequence, with the class that a comment gives', () => {
    const svg = picture('sequence');
    expect(svg).toMatch(/<g class="node aggregate"><rect [^>]*\/><text [^>]*>Bus<\/text><\/g>/);
    expect(svg).toMatch(/<g class="note"><rect [^>]*\/><text [^>]*>keeps it<\/text><\/g>/);
    expect(svg).toMatch(/<text [^>]*class="label"[^>]*>OrderPlaced<\/text>/);
  });

  test('keeps lifelines within the picture', () => {
    const svg = picture('sequence');
    const [, top = 0, , height = 0] = /viewBox="([^"]+)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? [];
    const ends = [...svg.matchAll(/<line [^>]*y2="([\d.]+)"[^>]*class="life"/g)].map((match) =>
      Number(match[1]),
    );
    expect(ends).toHaveLength(2);
    for (const end of ends) expect(end).toBeLessThanOrEqual(top + height);
  });

  test('draws states', () => {
    expect(picture('state')).toMatch(/<g class="node"><rect [^>]*\/><text [^>]*>Timers<\/text><\/g>/);
  });

  test('then draws only what changed, and deletes what is no longer shown', () => {
    const before = pictures();
    write(FLOW.replace('Place the order', 'Order'), STATE);
    expect(run().stdout).toMatch(/1 drawn, 2 deleted, 2 in the book\./);
    const after = pictures();
    expect(after).toHaveLength(2);
    expect(after.filter((name) => before.includes(name))).toEqual([expect.stringContaining('-state.')]);
    expect(picture('flow')).toContain('>Order<');
  });
});

describe('what cannot be drawn is refused with its place, and nothing is deleted for it', () => {
  test.each([
    [
      'a mistake in the diagram',
      FLOW.replace('flowchart LR', 'flowchart LR\n  a[['),
      /mermaid cannot draw “Flow”/,
    ],
    [
      'a class that we do not have',
      SEQUENCE.replace('aggregate', 'purple'),
      /the class purple is none of event, command/,
    ],
    [
      'a kind of diagram that we cannot style',
      FLOW.replace(/flowchart[\s\S]*read/, 'pie\n "a": 1'),
      /cannot style/,
    ],
  ])('%s', (_, fence, problem) => {
    const before = pictures();
    write('Prose.', fence);
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^content\/chapters\/01-planted\.mdx:3: /);
    expect(stderr).toMatch(problem);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(pictures()).toEqual(before);
  });
});
