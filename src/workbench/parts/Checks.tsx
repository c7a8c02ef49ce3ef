import { statusWord, verdictLine } from '../sentences.ts';
import type { CheckRow } from '../state.ts';
import { partId, type PartProps } from './part.ts';

const MARKS: Record<CheckRow['status'], string> = { waiting: '○', passed: '✓', failed: '✗', errored: '!' };

/** The requirements as sentences, and what became of each. */
export function Checks({ model }: PartProps) {
  const { checks, verdict, verdictIsStale } = model.bench.value;
  const causes = model.data.value?.causes ?? {};
  const { next } = model.face.links;
  return (
    <div
      class="wb-checks"
      role="group"
      data-verdict={verdict ?? 'none'}
      aria-labelledby={partId(model, 'checks')}
    >
      <p class="wb-tag" id={partId(model, 'checks')}>
        Checks
      </p>
      <ul>
        {checks.map((check) => (
          <Row key={check.name} check={check} causes={causes[check.name] ?? []} />
        ))}
      </ul>
      {verdict !== null && (
        <p class="wb-verdict">
          {verdictLine(verdict, checks)}
          {verdictIsStale && ' You have changed the code since.'}
          {verdict === 'passed' && next !== null && (
            <>
              {' '}
              <a href={next}>Next exercise</a>
            </>
          )}
        </p>
      )}
    </div>
  );
}

function Row({ check, causes }: { check: CheckRow; causes: readonly string[] }) {
  const { name, status, message } = check;
  return (
    <li data-status={status}>
      <span class="wb-mark" aria-hidden="true">
        {MARKS[status]}
      </span>
      <div>
        <span class="wb-sr">{statusWord(status)}: </span>
        {name}
        {message && <Message text={message} />}
        {status === 'failed' && causes.length > 0 && (
          <details class="wb-causes">
            <summary>{causes.length === 1 ? 'A usual cause' : 'Usual causes'}</summary>
            <ul>
              {causes.map((cause) => (
                <li key={cause}>{cause}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}

/** A check's message; what follows its first empty line is code or data, and keeps its columns. */
function Message({ text }: { text: string }) {
  const [sentence = '', ...rest] = text.split('\n\n');
  return (
    <>
      <p class="wb-message">{sentence}</p>
      {rest.length > 0 && <pre class="wb-detail">{rest.join('\n\n').trimEnd()}</pre>}
    </>
  );
}
