import type { Fence, FenceHost, RunnableFence, Server } from './fences.ts';
import { highlight, type Token, tokenToHtml } from './highlight.ts';
import { escapeHtml } from './html.ts';
import { findOutputMarks, stripOutputMarks, type OutputMark } from './output-marks.ts';
import type { BlockProgram } from './page-programs.ts';

/** What the title bar says about where a block runs. */
const HOST_LABELS: Readonly<Record<FenceHost, string>> = {
  'node-esm': 'Node, ES module',
  'node-cjs': 'Node, CommonJS',
  browser: 'Browser',
  'browser-module': 'Browser, ES module',
};

/** Such a block has no Run button, and this says why. */
const SERVER_NAMES: Readonly<Record<Server, string>> = {
  redis: 'Redis',
  rabbitmq: 'RabbitMQ',
  nats: 'NATS',
  mqtt: 'an MQTT broker',
};

/**
 * A block as the book shows it: `figure.code > figcaption + pre > code`, one `span.line` fewer than you would expect:
 * lines are separated by newlines only. Output comments are `span.out` (and `span.out.err` for stderr). With `run`, the
 * figure says how the page can run it.
 */
export async function fenceToHtml(fence: Fence, run?: BlockProgram): Promise<string> {
  return codeFigure({ ...barOf(fence, run), code: fence.code, marks: fence.marks });
}

/** A block of a lab's text, which illustrates and is not run: no title bar. */
export async function plainCodeToHtml(code: string, lang: string): Promise<string> {
  const marks = lang === 'js' ? findOutputMarks(code, 'module') : [];
  return codeFigure({ title: '', host: '', run: '', lang, code, marks });
}

/** The same block with what it prints taken away. */
export async function fenceToHtmlWithoutOutput(fence: Fence, run?: BlockProgram): Promise<string> {
  return codeFigure({ ...barOf(fence, run), code: stripOutputMarks(fence.code, fence.marks), marks: [] });
}

/** What a block prints as an ordered list, without markup around it. */
export function outputToHtml(marks: readonly OutputMark[]): string {
  const items = marks.map(({ stream, text }) => {
    const label = stream === 'stderr' ? '<span class="err-label">stderr: </span>' : '';
    const shown = text === '' ? '<em>an empty line</em>' : `<code>${escapeHtml(text)}</code>`;
    return `<li${stream === 'stderr' ? ' class="err"' : ''}>${label}${shown}</li>`;
  });
  return `<ol class="predict-output">${items.join('')}</ol>`;
}

/** Highlighted code for the inside of a `<code>` element. */
async function codeToHtml(code: string, lang: string, marks: readonly OutputMark[] = []): Promise<string> {
  const lines = await highlight(code, lang);
  const markOfLine = new Map(marks.map((mark) => [mark.line, mark]));
  const starts = lineStarts(code);
  return lines
    .map((tokens, index) => {
      const mark = markOfLine.get(index + 1);
      return mark ? markedLine(tokens, mark, starts[index] as number) : tokens.map(tokenToHtml).join('');
    })
    .join('\n');
}

interface CodeFigure {
  title: string;
  /** Attributes of a block that a reader may run. */
  run: string;
  host: string;
  lang: string;
  code: string;
  marks: readonly OutputMark[];
}

async function codeFigure({ title, host, run, lang, code, marks }: CodeFigure): Promise<string> {
  const name = title === '' ? '' : `<span class="code-title">${escapeHtml(title)}</span>`;
  const place = host === '' ? '' : `<span class="code-host">${escapeHtml(host)}</span>`;
  const caption = name + place === '' ? '' : `<figcaption>${name}${place}</figcaption>`;
  const inner = await codeToHtml(code, lang, marks);
  // Focusable, because a keyboard must be able to scroll long lines.
  return `<figure class="code"${run}>${caption}<pre tabindex="0"><code class="language-${escapeHtml(lang)}">${inner}</code></pre></figure>`;
}

function barOf(fence: Fence, run?: BlockProgram): Pick<CodeFigure, 'title' | 'host' | 'lang' | 'run'> {
  const host =
    fence.kind === 'run' ? placeOf(fence) : fence.kind === 'norun' ? `Not run: ${fence.reason}` : '';
  return { title: fence.title ?? '', host, lang: fence.lang, run: run ? runAttributes(fence, run) : '' };
}

const placeOf = ({ host, needs }: RunnableFence): string =>
  HOST_LABELS[host] + (needs === undefined ? '' : `, with ${SERVER_NAMES[needs]}`);

/** What block-figure.ts reads in the page: how to run the block, and what cannot be read off its code. */
function runAttributes(fence: Fence, { others }: BlockProgram): string {
  if (fence.kind !== 'run') return '';
  const attributes = [
    ['run', fence.host],
    ['exit', fence.exitCode === 0 ? '' : String(fence.exitCode)],
    ['order', fence.anyOrder ? 'any' : ''],
    ['with', others.join(' ')],
  ];
  return attributes
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` data-${name}="${escapeHtml(value ?? '')}"`)
    .join('');
}

function markedLine(tokens: readonly Token[], mark: OutputMark, lineStart: number): string {
  const column = mark.start - lineStart;
  let length = 0;
  let html = '';
  for (const { text, kind } of tokens) {
    if (length < column) html += tokenToHtml({ text: text.slice(0, column - length), kind });
    length += text.length;
  }
  const sign = mark.stream === 'stdout' ? '→' : '✗';
  const classes = mark.stream === 'stdout' ? 'out' : 'out err';
  return `${html}<span class="${classes}">// ${sign}${mark.text === '' ? '' : ` ${escapeHtml(mark.text)}`}</span>`;
}

function lineStarts(code: string): number[] {
  const starts = [0];
  for (const match of code.matchAll(/\n/g)) starts.push(match.index + 1);
  return starts;
}
