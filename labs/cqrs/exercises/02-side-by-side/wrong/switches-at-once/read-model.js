/**
 * What a page asks: one list answers, while another may be built beside it.
 *
 * A list has
 *   name
 *   checkpoint        position of the last event that it has applied
 *   read()            its rows
 *   advance(atMost)   applies what is new, at most so many events, without `atMost` all; throws what its code throws
 *   drop()            deletes its rows
 *
 * @param first      the list that answers now
 * @param onFailure  (name, error) is told when a list that was being built has thrown
 * @returns { name, read(), rebuild(next), work(atMost) }, where name is that of the list that answers
 */
export function createReadModel(first, _options) {
  let current = first;

  return {
    get name() {
      return current.name;
    },
    read: () => current.read(),
    rebuild(next) {
      const old = current;
      current = next;
      old.drop();
    },
    work() {
      current.advance();
    },
  };
}
