import { useEffect, useRef, useState } from 'preact/hooks';
import { commandsOf, type Command } from '../commands.ts';
import { filter } from '../fuzzy.ts';
import { keysText } from '../keys.ts';
import { count } from '../sentences.ts';
import { isApple } from '../surroundings.ts';
import { HEADING, type PanelProps } from './panel.ts';

const LIST = 'wb-command-list';
const optionId = (id: string) => `wb-command-${id.replaceAll(/[^\w-]/g, '-')}`;

/** All commands, found by a few letters: a combobox whose list is always open. */
export function Panel({ close, ...context }: PanelProps) {
  const [commands] = useState(() => commandsOf(context));
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = filter(query, commands, ({ label }) => label);
  const current = found[Math.min(chosen, found.length - 1)];
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const perform = (command: Command | undefined) => {
    if (!command) return;
    close();
    command.act();
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const last = found.length - 1;
    const to = { ArrowDown: chosen >= last ? 0 : chosen + 1, ArrowUp: chosen <= 0 ? last : chosen - 1 }[
      event.key
    ];
    if (to !== undefined) setChosen(to);
    else if (event.key === 'Enter') perform(current);
    else return;
    event.preventDefault();
  };

  return (
    <div class="wb-panel-frame">
      <h2 class="wb-sr" id={HEADING}>
        Commands
      </h2>
      <div class="wb-command-ask">
        <input
          type="text"
          role="combobox"
          aria-label="What would you like to do?"
          placeholder="What would you like to do?"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={LIST}
          aria-activedescendant={current ? optionId(current.id) : undefined}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          autofocus
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
        <button type="button" class="wb-close" aria-label="Close" onClick={close}>
          ×
        </button>
      </div>
      <ul class="wb-command-list" id={LIST} role="listbox" aria-label="Commands" ref={list}>
        {found.map((command) => (
          <li
            key={command.id}
            id={optionId(command.id)}
            role="option"
            aria-selected={command === current}
            onClick={() => perform(command)}
          >
            <span>{command.label}</span>
            {command.keys && <kbd>{keysText(command.keys, isApple())}</kbd>}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="wb-command-none">No command has these letters.</p>}
      <p class="wb-sr" role="status">
        {query === '' ? '' : count(found.length, 'command')}
      </p>
    </div>
  );
}
