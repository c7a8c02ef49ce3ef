/** One thing a chapter has to teach, and where it does. */
export interface CoverageItem {
  /** The item in a few words of our own. */
  item: string;
  /** Id of a heading or note; the item is looked for between it and the next heading of its level. */
  at: string;
  /** Words or code that must stand there; upper and lower case are the same. */
  says: readonly string[];
}
