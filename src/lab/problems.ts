/** Something wrong in labs/, for its author. */
export interface Problem {
  /** Path from the project's root, forward slashes. */
  file: string;
  /** What is wrong there and how to mend it. */
  message: string;
}

export function printProblem({ file, message }: Problem): string {
  return `${file}: ${message}`;
}

/** Thrown with all that is wrong, not only the first. */
export class LabProblems extends Error {
  override readonly name = 'LabProblems';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(printProblem).join('\n'));
    this.problems = problems;
  }
}
