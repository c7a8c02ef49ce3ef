class Counter {
  static #made = 0;
  #n = 0;
  static {
    this.ready = true;
  }
  accessorless = () => ++this.#n;
  static make() {
    Counter.#made++;
    return new Counter();
  }
  get n() {
    return this.#n;
  }
  static get made() {
    return Counter.#made;
  }
}
const counter = Counter.make();
counter.accessorless();
console.log(counter.n, Counter.made, Counter.ready, counter);
const { a = 1, ...rest } = { b: 2, c: 3 };
console.log(a, rest, [...'ab'], `t${1 + 1}`, 2 ** 10, null ?? 'd', undefined?.x, 1_000);
console.log(
  Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')),
  [3, 1, 2].toSorted(),
  [1, 2, 3].at(-1),
  new Set([1]).union(new Set([2])),
);
export default function () {}
export const value = 5;
export { counter as renamed };
