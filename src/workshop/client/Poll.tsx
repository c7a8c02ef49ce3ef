/** A question to the room, to answer while it is open, and its count. */
import type { Poll } from '../session.ts';

interface QuestionProps {
  poll: Poll;
  mine: number | undefined;
  onChoose: (choice: number) => void;
}

export function Question({ poll, mine, onChoose }: QuestionProps) {
  return (
    <fieldset class="ws-poll">
      <legend>{poll.question}</legend>
      {poll.choices.map((choice, index) => (
        <label key={index}>
          <input type="radio" name="ws-poll" checked={mine === index} onChange={() => onChoose(index)} />
          {choice}
        </label>
      ))}
    </fieldset>
  );
}

/** @param mine the attendee's own answer, which they want to compare */
export function Tally({ poll, mine }: { poll: Poll; mine?: number | undefined }) {
  const tally =
    poll.tally ??
    poll.choices.map((_, index) => [...poll.answers.values()].filter((choice) => choice === index).length);
  const most = Math.max(1, ...tally);
  return (
    <table class="ws-tally">
      <caption>{poll.question}</caption>
      <tbody>
        {poll.choices.map((choice, index) => (
          <tr key={index}>
            <th scope="row">
              {choice}
              {poll.tally && poll.answer === index ? ' (right)' : ''}
              {mine === index ? ' (your answer)' : ''}
            </th>
            <td>
              <meter aria-label={`Answers for “${choice}”`} min={0} max={most} value={tally[index]}>
                {tally[index]}
              </meter>{' '}
              {tally[index]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
