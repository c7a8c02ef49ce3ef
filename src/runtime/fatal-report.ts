/**
 * Reads the report that Node prints about the error that ended a program, and says the same in a sentence for the
 * learner: their file and line, no folder of the machine, and the same words whatever engine ran it.
 */

/** Follows what a program prints, and finds the report at its end. */
export interface FatalReport {
  take(text: string): void;
  /** What ended the program; empty if it printed no report. `folder` holds the learner's files (an absolute path). */
  sentence(folder: string): string;
}

/** Enough of the end of the output to hold a report. Characters. */
const TAIL = 20_000;

export function createFatalReport(): FatalReport {
  let printed = '';
  return {
    take(text) {
      printed = (printed + text).slice(-TAIL);
    },
    // A terminal ends its lines with both.
    sentence: (folder) => readReport(printed.replaceAll('\r\n', '\n'), folder),
  };
}

/** Where Node stopped, the line of code, and the mark beneath it. */
const HEADING = /^((?:file:|node:|\/|[A-Z]:\\).*):(\d+)\n.*\n[\t ]*\^*\n\n?/gm;
const FRAME = /^ {4}at .*?((?:file:|\/|[A-Z]:\\)[^\n()]*):(\d+):\d+\)?$/gm;
const END = /\n\nNode\.js v\d+\.\d+\.\d+\n/g;
const NO_ERROR = /\n\(Use `node --trace-uncaught \.\.\.` [^\n]*\)$/;
const ERROR = /^\[?\w*Error(?: \[\w+\])?(?:: .*)?$/gm;

function readReport(printed: string, folder: string): string {
  const end = [...printed.matchAll(END)].at(-1);
  if (!end) return '';
  const report = printed.slice(0, end.index);
  const heading = [...report.matchAll(HEADING)].at(-1);
  const thrown = heading ? report.slice(heading.index + heading[0].length) : lastThrown(report);
  const words = withoutFolder(describe(thrown), folder);
  const missing = missingFile(words);
  if (missing) return missing;
  const places = [...(heading ? [heading] : []), ...thrown.matchAll(FRAME)];
  const place = places.map((found) => placeOf(found, folder)).find((found) => found !== undefined);
  return `${place ?? ''}${words}`;
}

/** Where no heading tells where the report begins: what was thrown is at the end of what was printed. */
function lastThrown(report: string): string {
  if (NO_ERROR.test(report)) return report.slice(report.lastIndexOf('\n', report.lastIndexOf('\n') - 1) + 1);
  const error = [...report.matchAll(ERROR)].at(-1);
  return error ? report.slice(error.index) : '';
}

/** The message as Node prints it, without the stack and the error's other fields. */
function describe(thrown: string): string {
  if (NO_ERROR.test(thrown)) return `The code threw ${thrown.replace(NO_ERROR, '')}, which is not an Error.`;
  const head = (thrown.split(/\n {4}at /, 1)[0] ?? '').trim();
  // An error without a stack stands in brackets.
  return /^\[([\s\S]+?)\](?: \{[\s\S]*\})?$/.exec(head)?.[1] ?? head;
}

/** `predict.js, line 3: `; undefined for a place that is not among the learner's files. */
function placeOf([, path = '', line = '']: RegExpExecArray, folder: string): string | undefined {
  const local = slashed(path.startsWith('file:') ? pathOf(path) : path);
  const start = `${slashed(folder)}/`;
  return local.startsWith(start) ? `${local.slice(start.length)}, line ${line}: ` : undefined;
}

/** Node's own words name the file that is missing by its whole path, or the stack of those that require it. */
function missingFile(words: string): string | undefined {
  const [, kind, file, importer, advice = ''] =
    /^Error \[ERR_MODULE_NOT_FOUND\]: Cannot find (module|package) '(.+)' imported from (.+)(?:\n(.*))?$/.exec(
      words,
    ) ?? [];
  if (kind === 'package') return `${importer} imports the package ${file}, which is not there.`;
  if (kind) return `${importer} imports ${file}, which does not exist. ${advice}`.trim();
  const [, required, by] = /^Error: Cannot find module '(.+)'\nRequire stack:\n- (.+)/.exec(words) ?? [];
  return required && `${by} requires ${required}, which does not exist.`;
}

function withoutFolder(text: string, folder: string): string {
  const path = slashed(folder);
  const url = `file://${encodeURI(path.startsWith('/') ? path : `/${path}`)}/`;
  return text.replaceAll(url, '').replaceAll(`${folder}/`, '').replaceAll(`${folder}\\`, '');
}

function pathOf(url: string): string {
  try {
    return decodeURIComponent(url).replace(/^file:\/\/\/?(?=\/|[A-Z]:)/, '');
  } catch {
    // A text of the program that only looks like an address.
    return '';
  }
}

const slashed = (path: string): string => path.replaceAll('\\', '/');
