import { useId, useState } from 'preact/hooks';
import type { Model } from '../model.ts';
import { LOCKED_SENTENCE } from '../from-workshop.ts';
import { DiffView } from './DiffView.tsx';
import type { PanelProps } from './panel.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { sourcesOf, type Source } from './sources.ts';

/** Any two of mine, starter, solution and earlier versions, line by line. */
export function Panel({ model, data, close }: PanelProps) {
  const [sources] = useState(() => sourcesOf(model, data));
  const [[firstFrom, firstTo]] = useState(() => firstChoice(model));
  const [from, setFrom] = useState(firstFrom);
  const [to, setTo] = useState(firstTo);
  const filesOf = (id: string) => sources.find((source) => source.id === id)?.files ?? {};
  return (
    <PanelFrame title="Compare" close={close}>
      <div class="wb-choose">
        <Choice label="From" sources={sources} value={from} onChange={setFrom} />
        <Choice label="To" sources={sources} value={to} onChange={setTo} />
      </div>
      {model.solutionLocked.peek() && <p>{LOCKED_SENTENCE}</p>}
      <DiffView before={filesOf(from)} after={filesOf(to)} />
    </PanelFrame>
  );
}

/** What the learner looks at when they ask is what they want to compare. */
function firstChoice(model: Model): [from: string, to: string] {
  if (model.shown.peek() === 'solution') return ['mine', 'solution'];
  if (model.sidePane.peek() === 'instructor') return ['mine', 'instructor'];
  return [model.linked.peek() ? 'own' : 'starter', 'mine'];
}

interface ChoiceProps {
  label: string;
  sources: readonly Source[];
  value: string;
  onChange: (id: string) => void;
}

function Choice({ label, sources, value, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div>
      <label class="wb-tag" for={id}>
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {sources.map((source) => (
          <option key={source.id} value={source.id}>
            {source.name}
          </option>
        ))}
      </select>
    </div>
  );
}
