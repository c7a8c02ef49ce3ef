/** How the windows of one presentation keep in step: each tells the others where it is, and follows what they tell. */

/** Where a deck stands, in words that hold on a screen of any size. */
export interface Place {
  /** The first unit that is shown. */
  unit: number;
  /** The answers on this step are shown. */
  revealed: boolean;
  blank: boolean;
  /** How far down a step is scrolled that is higher than the screen: 0 to 1. */
  scrolled: number;
}

export type Told =
  | { type: 'place'; place: Place }
  /** A window has been opened, and asks. */
  | { type: 'hello' }
  /** The size of the screen that the room sees, in CSS pixels. */
  | { type: 'screen'; width: number; height: number };

export interface Channel {
  tell(told: Told): void;
}

/** @param hear told what another window says */
export function openChannel(chapter: string, hear: (told: Told) => void): Channel {
  const channel = new BroadcastChannel(`handbook:present:${chapter}`);
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
  return {
    tell(told) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target origin
      channel.postMessage(told);
    },
  };
}
