/**
 * Who has which partition of a group: each has one member at a time, no member has two more than another, and what need
 * not move stays where it is. A partition that moves is handed over when nothing of it is in its old member's hands.
 */
export interface Share<M> {
  /** Undefined while nobody has the partition. */
  owner: M | undefined;
  /** Its owner is to give it up, and still holds something of it. */
  leaving: boolean;
}

export interface Moves<S, M> {
  give: { share: S; to: M }[];
  release: S[];
}

export function balance<M, S extends Share<M>>(shares: readonly S[], members: Iterable<M>): Moves<S, M> {
  const moves: Moves<S, M> = { give: [], release: [] };
  const counts = new Map<M, number>([...members].map((member) => [member, 0]));
  if (counts.size === 0) return moves;
  const kept = shares.filter((share) => share.owner !== undefined && !share.leaving);
  for (const { owner } of kept) counts.set(owner!, (counts.get(owner!) ?? 0) + 1);
  for (const share of shares.filter(({ owner }) => owner === undefined)) {
    const to = leastLoaded(counts);
    counts.set(to, counts.get(to)! + 1);
    moves.give.push({ share, to });
  }
  // Those who will get what is being given up already.
  shares
    .filter(({ leaving }) => leaving)
    .forEach(() => {
      const to = leastLoaded(counts);
      counts.set(to, counts.get(to)! + 1);
    });
  for (;;) {
    const to = leastLoaded(counts);
    const from = mostLoaded(counts);
    if (counts.get(from)! - counts.get(to)! < 2) return moves;
    const share = kept.findLast(({ owner }) => owner === from);
    if (!share) return moves;
    kept.splice(kept.indexOf(share), 1);
    counts.set(from, counts.get(from)! - 1);
    counts.set(to, counts.get(to)! + 1);
    moves.release.push(share);
  }
}

function leastLoaded<M>(counts: ReadonlyMap<M, number>): M {
  return [...counts].reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}

function mostLoaded<M>(counts: ReadonlyMap<M, number>): M {
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
