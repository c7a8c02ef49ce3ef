import { checkMessage } from '../check-message.ts';
import type { Recognised } from '../known-mistakes.ts';
import { recognisedLine, statusWord, verdictLine } from '../sentences.ts';
import type { CheckRow } from '../state.ts';
import { partId, type PartProps } from './part.ts';

const MARKS: Record<CheckRow['status'], string> = { waiting: '○', passed: '✓', failed: '✗', errored: '!' };

/** The requirements as sentences, and what became of each. */
export function Checks({ model, actions }: PartProps) {
  const { checks, verdict, verdictIsStale } = model.bench.value;
  const { causes = {} } = model.data.value ?? {};
  const recognised = model.recognised.value;
  const { next } = model.face.links;
  const picture = model.picture.value;
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
      {verdict === 'failed' && picture.kind === 'drawn' && picture.job === 'check' && (
        <p>
          <button type="button" class="wb-small" onClick={() => actions?.showPicture()}>
            Step through what went wrong
          </button>
        </p>
      )}
      {recognised !== null && <Feedback recognised={recognised} />}
      <ul>
        {checks.map((check) => (
          <Row
            key={check.name}
            check={check}
            causes={recognised === null ? (causes[check.name] ?? []) : []}
          />
        ))}
      </ul>
    </div>
  );
}

/** What is known of a failure of this shape. */
function Feedback({ recognised }: { recognised: Recognised }) {
  const { feedback } = recognised;
  return (
    <div class="wb-known">
      <p class="wb-tag">{recognisedLine(recognised)}</p>
      {feedback.length === 1 ? (
        <p>{feedback[0]}</p>
      ) : (
        <ul>
          {feedback.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
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

function Message({ text }: { text: string }) {
  const { sentence, detail } = checkMessage(text);
  return (
    <>
      <p class="wb-message">{sentence}</p>
      {detail !== '' && <pre class="wb-detail">{detail}</pre>}
    </>
  );
}
