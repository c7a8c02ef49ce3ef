/** The settings of a system, as the browser’s own controls. */
import type { DialId, Settings, System } from '#systems/system.ts';
import { dialText } from '#systems/words.ts';

export interface DialsProps {
  system: System;
  settings: Settings;
  set: (settings: Settings) => void;
}

const DIALS: readonly DialId[] = ['load', 'latency', 'failure', 'replicas'];
const MOST_SEED = 9999;

export function Dials({ system, settings, set }: DialsProps) {
  const { id, dials, design } = system;
  const name = (part: string) => `system-${id}-${part}`;
  return (
    <form
      class="sys-dials"
      aria-label={`Settings: ${system.title}`}
      onSubmit={(event) => event.preventDefault()}
    >
      {DIALS.map((dial) => {
        const { label, min, max, step } = dials[dial];
        const text = dialText(system, dial, settings[dial]);
        return (
          <div key={dial} class="sys-dial">
            <label for={name(dial)}>{label}</label>
            <output for={name(dial)}>{text}</output>
            <input
              id={name(dial)}
              type="range"
              {...{ min, max, step }}
              value={settings[dial]}
              aria-valuetext={text}
              onInput={(event) => set({ ...settings, [dial]: Number(event.currentTarget.value) })}
            />
          </div>
        );
      })}
      <div class="sys-dial">
        <label for={name('design')}>{design.label}</label>
        <select
          id={name('design')}
          value={settings.design}
          onChange={(event) => set({ ...settings, design: event.currentTarget.value })}
        >
          {design.options.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </select>
      </div>
      <div class="sys-dial">
        <label for={name('seed')}>Seed of chance</label>
        <input
          id={name('seed')}
          type="number"
          min={1}
          max={MOST_SEED}
          step={1}
          value={settings.seed}
          onChange={(event) => {
            const seed = Math.trunc(Number(event.currentTarget.value));
            set({ ...settings, seed: Math.min(MOST_SEED, Math.max(1, seed || 1)) });
          }}
        />
      </div>
    </form>
  );
}
