/** The arrows of a chapter's diagram, in their order, with the names that the reader sees. */
import { parseFences } from '#book/fences.ts';
import { readChapters, type Chapter } from './chapters.ts';

export interface Edge {
  from: string;
  to: string;
  /** Empty where the arrow has no label. */
  label: string;
  /** Dashed: an answer, or what follows by itself. */
  dashed: boolean;
}

const SEQUENCE = /^(\w+)(-?->>)(\w+):\s*(.*)$/;
const FLOW = /^(.+?)\s+(?:--\s+(?:"([^"]*)"|([^"]+?))\s+-->|-->|-\.\s+(.+?)\s+\.->)\s+(.+)$/;
const STATE = /^(\S+) --> (\S+?)(?::\s*(.*))?$/;

const words = (text: string): string => text.replaceAll(/<br\/>/g, ' ').trim();

let chapters: readonly Chapter[] | undefined;

/** Throws an Error if the book has no diagram of this title, or it has no arrows. */
export function edgesOfDiagram(title: string): Edge[] {
  for (const { file, text } of (chapters ??= readChapters())) {
    const diagram = parseFences(text, file).find(
      (fence) => fence.kind === 'diagram' && fence.title === title,
    );
    if (diagram?.kind !== 'diagram') continue;
    const edges = edgesOf(diagram.code);
    if (edges.length > 0) return edges;
    throw new Error(`The diagram “${title}” of ${file} has no arrows.`);
  }
  throw new Error(`No chapter has a diagram with the title “${title}”.`);
}

export function edgesOf(code: string): Edge[] {
  const names = new Map<string, string>();
  const edges: Edge[] = [];
  const isState = code.startsWith('stateDiagram');
  const idOf = (text: string): string => {
    const [, id = text, label] = /^(\w+)(?:\["?([^"\]]*)"?\])?/.exec(text.trim()) ?? [];
    if (label !== undefined) names.set(id, words(label));
    return id;
  };
  for (const raw of code.split('\n')) {
    const line = raw.trim();
    const participant = /^participant (\w+) as (.+)$/.exec(line);
    if (participant) names.set(participant[1]!, participant[2]!);
    const sequence = SEQUENCE.exec(line);
    const state = isState ? STATE.exec(line) : null;
    const flow = isState ? null : FLOW.exec(line);
    if (sequence) {
      const [, from = '', arrow, to = '', label = ''] = sequence;
      edges.push({ from: idOf(from), to: idOf(to), label: words(label), dashed: arrow === '-->>' });
    } else if (state) {
      edges.push({ from: state[1]!, to: state[2]!, label: words(state[3] ?? ''), dashed: false });
    } else if (flow) {
      const [, from = '', quoted, plain, dotted, to = ''] = flow;
      edges.push({
        from: idOf(from),
        to: idOf(to),
        label: words(quoted ?? plain ?? dotted ?? ''),
        dashed: dotted !== undefined,
      });
    } else idOf(line);
  }
  // A node may be named after its first arrow.
  const named = (id: string): string => names.get(id) ?? id;
  return edges.map((edge) => ({ ...edge, from: named(edge.from), to: named(edge.to) }));
}
