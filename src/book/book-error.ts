/** Where in the sources of the book something stands; lines count from 1. */
export interface Place {
  /** Path as a reader of the error can open it, normally relative to the project. */
  file: string;
  line: number;
}

/** A mistake in the sources of the book, with the way to mend it. */
export class BookError extends Error {
  readonly place: Place;

  constructor(place: Place, problem: string, fix: string) {
    super(`${place.file}:${place.line}: ${problem}\n  Fix: ${fix}`);
    this.name = 'BookError';
    this.place = place;
  }
}
