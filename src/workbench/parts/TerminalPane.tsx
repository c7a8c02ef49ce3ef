import { WAY_OUT } from '../terminal/leave.ts';
import { partId, type PartProps } from './part.ts';

/** A shell in the container; its screen is put into the empty place when the learner opens it. */
export function TerminalPane({ model, actions }: PartProps) {
  const state = model.terminal.value;
  const isOpen = state.kind === 'open';
  return (
    <div class="wb-terminal" data-terminal={state.kind}>
      {state.kind === 'closed' && (
        <p class="wb-empty">A shell in the lab’s folder, with node and npm. It runs in WebContainer.</p>
      )}
      {state.kind === 'opening' && <p class="wb-empty">Opening the terminal. {model.engine.value.why}</p>}
      {state.kind === 'ended' && <p class="wb-empty">{state.why}</p>}
      {(state.kind === 'closed' || state.kind === 'ended') && (
        <button type="button" class="wb-button" onClick={() => actions?.openTerminal()}>
          {state.kind === 'closed' ? 'Open the terminal' : 'Open it again'}
        </button>
      )}
      <div class="wb-screen" data-terminal-place hidden={!isOpen} />
      <p class="wb-wayout" id={partId(model, 'terminal-wayout')} hidden={!isOpen}>
        {WAY_OUT}
      </p>
    </div>
  );
}
