/** What the speaker's window asks the site for: the plan of a chapter, section by section. */
export interface SpeakerNote {
  /** The address of the section; empty for the opening. */
  section: string;
  title: string;
  /** Planned length. */
  minutes: number;
  cut: 'never' | 'if-needed' | 'first';
  /** What to do, as HTML. */
  html: string;
  misconceptions: readonly {
    /** What somebody in the room says. */
    says: string;
    /** What to ask them. */
    ask: string;
    /** What the question leads to, as HTML. */
    html: string;
  }[];
}
