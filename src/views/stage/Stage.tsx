/** A trace as an instrument: its pictures behind tabs, what happens now as a sentence, the player, the table. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { playerCommand } from '../player/keys.ts';
import { SPEEDS, type Landmark, type Player, type Stops } from '../player/player.ts';
import { TraceTable, type TraceRow } from '../player/TraceTable.tsx';
import type { Bar } from '../player/timeline.ts';
import { Transport } from '../player/Transport.tsx';
import type { ViewProps } from '../view.ts';
import { useSpoken } from './spoken.ts';
import { Tabs } from './Tabs.tsx';

/** One way to draw the trace at the place where the player stands. */
export interface Picture {
  id: string;
  label: string;
  draw: () => VNode;
}

export interface StageProps extends Pick<ViewProps, 'id' | 'say' | 'reveal'> {
  player: Player;
  stops: Stops;
  /** At least one; the first is in front until the reader chooses. */
  pictures: readonly Picture[];
  /** What the present step is, as a sentence; and whether it is a fault. */
  sentence: string;
  isFault: boolean;
  /** Where the player stands, in few words. */
  place: string;
  words: Readonly<Record<Landmark, string>>;
  barAt: (step: number) => Bar;
  rowAt: (step: number) => TraceRow;
  titles: { turn: string; where: string };
}

export function Stage(props: StageProps) {
  const { id, say, reveal, player, stops, pictures, sentence, isFault, place, words, barAt } = props;
  const step = player.step.value;
  const [chosen, choose] = useState(pictures[0]?.id);
  const front = pictures.find((one) => one.id === chosen) ?? pictures[0];
  useEffect(() => () => player.dispose(), [player]);
  useEffect(() => {
    // There is nothing to predict here, so nothing is hidden.
    reveal?.();
  }, [reveal]);
  useSpoken(player, step, `Step ${step} of ${player.steps}. ${sentence}`, say);
  const press = (pressed: KeyboardEvent) => {
    const command = playerCommand(pressed, SPEEDS);
    if (command === null) return;
    pressed.preventDefault();
    command(player);
  };
  return (
    // Where the reader presses inside the picture, its keys work from then on.
    <div class="stage" tabIndex={-1} onKeyDown={press}>
      <Tabs id={id} pictures={pictures} front={front?.id ?? ''} choose={choose} />
      <div class="stage-foot">
        <p class="stage-what" data-fault={isFault}>
          {sentence}
        </p>
        <Transport
          {...{ player, id, place, words, barAt, sentence }}
          turns={stops.turns}
          outputs={stops.outputs}
        />
      </div>
      <TraceTable player={player} id={id} titles={props.titles} rowAt={props.rowAt} />
    </div>
  );
}
