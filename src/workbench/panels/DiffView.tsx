import { useState } from 'preact/hooks';
import type { FileMap } from '#lab/model.ts';
import { count } from '../sentences.ts';
import { countChanges, diffLines, foldSame, type DiffRow, type Fold } from './diff-lines.ts';

export interface DiffViewProps {
  before: FileMap;
  after: FileMap;
}

/** What differs between two sets of files, a table a file; signs and words say what the colours say. */
export function DiffView({ before, after }: DiffViewProps) {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = paths.filter((path) => before[path] !== after[path]);
  const same = paths.filter((path) => before[path] === after[path]);
  return (
    <div class="wb-diffs">
      {changed.map((path) => (
        <FileDiff key={path} path={path} before={before[path] ?? ''} after={after[path] ?? ''} />
      ))}
      {same.length > 0 && <p class="wb-aside">No difference in {same.join(', ')}.</p>}
    </div>
  );
}

/** `3 lines added, 1 removed`. */
export function changesLine({ added, removed }: { added: number; removed: number }): string {
  return `${count(added, 'line')} added, ${String(removed)} removed`;
}

function FileDiff({ path, before, after }: { path: string; before: string; after: string }) {
  const [isWhole, setWhole] = useState(false);
  const rows = diffLines(before, after);
  const shown = isWhole ? rows : foldSame(rows);
  return (
    <figure class="wb-diff">
      <figcaption>
        <strong>{path}</strong> <span>{changesLine(countChanges(rows))}</span>
        {(isWhole || shown.some(({ kind }) => kind === 'fold')) && (
          <button type="button" class="wb-link" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
            Show all lines
          </button>
        )}
      </figcaption>
      <div class="wb-diff-scroll" tabIndex={0} role="group" aria-label={`Differences in ${path}`}>
        <table>
          <thead class="wb-sr">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Line after</th>
              <th scope="col">Change</th>
              <th scope="col">Code</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <Row key={index} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

const SIGNS = { same: '', removed: '−', added: '+' } as const;

function Row({ row }: { row: DiffRow | Fold }) {
  if (row.kind === 'fold') {
    return (
      <tr data-kind="fold">
        <td colSpan={4}>{count(row.lines, 'line')} without a change</td>
      </tr>
    );
  }
  const { kind, before, after, text } = row;
  return (
    <tr data-kind={kind}>
      <td class="wb-diff-number">{before}</td>
      <td class="wb-diff-number">{after}</td>
      <td class="wb-diff-sign">
        <span aria-hidden="true">{SIGNS[kind]}</span>
        {kind !== 'same' && <span class="wb-sr">{kind}</span>}
      </td>
      <td>
        <Line kind={kind} text={text} />
      </td>
    </tr>
  );
}

function Line({ kind, text }: Pick<DiffRow, 'kind' | 'text'>) {
  const code = <code>{text}</code>;
  if (kind === 'same') return code;
  return kind === 'added' ? <ins>{code}</ins> : <del>{code}</del>;
}
