/** The places of a program that its trace names: a function, a statement, an await and so on, each by a number. */
import { bareList, bareMap, bareWeakMap } from '../bare.ts';
import type { FrameKind } from './recorded.ts';
import type { AnyNode } from '../loader/tree.ts';

export interface Site {
  site: number;
  kind: 'program' | 'function' | 'statement' | 'await' | 'yield' | 'catch';
  /** Name of a function; empty for others. */
  name: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** What the recorder must know of a function, beyond what is shown. */
export interface FunctionSite {
  name: string;
  kind: FrameKind;
  /** Url of its file, and its range there. */
  url: string;
  start: number;
  end: number;
}

export interface SiteTable {
  /** Functions, classes and programs by their site's number. */
  functions: Map<number, FunctionSite>;
  sources: Map<string, string>;
  /** The site of a function of the program; undefined for any other value. */
  siteOf(fn: unknown): number | undefined;
  /** The table of one file; numbers count on from file to file. */
  open(url: string, source: string): FileSites;
}

export interface FileSites {
  readonly sites: Site[];
  add(kind: Site['kind'], node: AnyNode, name?: string): number;
  /** A number for a class, which is no site of the trace, so that its text can be found again. */
  addClass(node: AnyNode): number;
  /** Where the text of a function begins and ends, as the program sees it. */
  setText(site: number, start: number, end: number): void;
  addFunction(kind: 'program' | 'function', node: AnyNode, name: string, frameKind: FrameKind): number;
}

const ENTER = /__context\.enter\((\d+)/;

/** `textOf` gives a function's text with the marks in it. */
export function createSiteTable(textOf: (fn: object) => string): SiteTable {
  let last = 0;
  const known = bareWeakMap<object, number>();
  const table: SiteTable = {
    functions: bareMap(),
    sources: bareMap(),
    siteOf(fn) {
      if (typeof fn !== 'function') return undefined;
      let site = known.get(fn);
      if (site === undefined) {
        site = Number(ENTER.exec(textOf(fn))?.[1] ?? -1);
        known.set(fn, site);
      }
      return site < 0 ? undefined : site;
    },
    open(url, source) {
      table.sources.set(url, source);
      const sites = bareList<Site>();
      const place = createPlaces(source);
      const add: FileSites['add'] = (kind, node, name = '') => {
        const [line, column] = place(node.start);
        const [endLine, endColumn] = place(node.end);
        sites.push({ site: ++last, kind, name, line, column, endLine, endColumn });
        return last;
      };
      return {
        sites,
        add,
        addClass({ start, end }) {
          table.functions.set(++last, { name: '', kind: 'function', url, start, end });
          return last;
        },
        setText(number, start, end) {
          Object.assign(table.functions.get(number)!, { start, end });
        },
        addFunction(kind, node, name, frameKind) {
          const number = add(kind, node, name);
          table.functions.set(number, { name, kind: frameKind, url, start: node.start, end: node.end });
          return number;
        },
      };
    },
  };
  return table;
}

/** Line and column, from 1, of an offset. */
function createPlaces(source: string): (offset: number) => [line: number, column: number] {
  const starts = bareList(0);
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return [low + 1, offset - starts[low]! + 1];
  };
}
