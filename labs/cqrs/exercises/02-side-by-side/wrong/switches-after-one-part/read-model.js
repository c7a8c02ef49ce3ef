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
export function createReadModel(first, { onFailure }) {
  let current = first;
  let building = null;

  function abandon() {
    const list = building;
    building = null;
    list?.drop();
  }

  return {
    get name() {
      return current.name;
    },
    read: () => current.read(),
    rebuild(next) {
      abandon();
      building = next;
    },
    work(atMost) {
      current.advance();
      if (!building) return;
      try {
        building.advance(atMost);
      } catch (error) {
        const { name } = building;
        abandon();
        onFailure(name, error);
        return;
      }
      const old = current;
      current = building;
      building = null;
      old.drop();
    },
  };
}
