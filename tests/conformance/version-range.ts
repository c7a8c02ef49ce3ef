/** Version ranges as `>=3.8 <4.0`: comparisons that must all hold. Missing parts of a version count as 0. */

const COMPARISON = /^(>=|<=|>|<|=)(\d+(?:\.\d+){0,2})$/;

/** @throws Error that shows the form, if the range has another */
export function inRange(version: string, range: string): boolean {
  return range
    .trim()
    .split(/\s+/)
    .every((part) => {
      const [, sign, bound] = COMPARISON.exec(part) ?? [];
      if (sign === undefined || bound === undefined) {
        throw new Error(`“${range}” is no version range; write for example “>=3.8 <4.0”.`);
      }
      const difference = compareVersions(version, bound);
      if (sign === '>=') return difference >= 0;
      if (sign === '<=') return difference <= 0;
      if (sign === '>') return difference > 0;
      return sign === '<' ? difference < 0 : difference === 0;
    });
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  const index = [0, 1, 2].find((at) => left[at] !== right[at]);
  return index === undefined ? 0 : left[index]! - right[index]!;
}

const parts = (version: string): number[] => {
  const found = (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
  return [found[0] ?? 0, found[1] ?? 0, found[2] ?? 0];
};
