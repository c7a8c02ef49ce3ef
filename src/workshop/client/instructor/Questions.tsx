/** Polls and predictions: asked, counted while they are open, closed to show the count to the room. */
import { Tally } from '../Poll.tsx';
import { newId } from '../api.ts';
import type { Session } from '../../session.ts';
import type { Send } from './Instructor.tsx';

export function Questions({ session, send }: { session: Session; send: Send }) {
  const newest = [...session.polls].at(-1);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const lines = String(data.get('choices') ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const right = lines.findIndex((line) => line.startsWith('*'));
    send({
      type: 'OpenPoll',
      poll: newId(),
      question: String(data.get('question') ?? ''),
      choices: lines.map((line) => line.replace(/^\*\s*/, '')),
      answer: right < 0 ? null : right,
    });
    form.reset();
  }
  return (
    <section aria-labelledby="ws-questions">
      <h2 id="ws-questions">Ask the room</h2>
      {newest && (
        <>
          <Tally poll={newest[1]} />
          {newest[1].tally === null && (
            <button type="button" onClick={() => send({ type: 'ClosePoll', poll: newest[0] })}>
              Close, and show the count
            </button>
          )}
        </>
      )}
      <details>
        <summary>New question</summary>
        <form class="ws-stacked" onSubmit={submit}>
          <label>
            Question <input name="question" required maxLength={300} />
          </label>
          <label>
            Choices, one to a line; a star before the right one, if there is one
            <textarea name="choices" required rows={4} />
          </label>
          <button>Ask</button>
        </form>
      </details>
    </section>
  );
}
