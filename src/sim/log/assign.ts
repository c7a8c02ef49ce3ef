/**
 * Who reads what: the assignors of Kafka's consumer. Each is a pure function of the members and the partitions.
 * Source: Kafka, RangeAssignor, RoundRobinAssignor and AbstractStickyAssignor.
 */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface Member {
  readonly id: string;
  readonly topics: readonly string[];
  /** What it has now. */
  readonly owned: readonly TopicPartition[];
}

export type AssignorName = 'range' | 'round-robin' | 'cooperative-sticky';
/** Member → its partitions. */
export type Assignment = Map<string, TopicPartition[]>;
type Assignor = (members: readonly Member[], partitionsOf: (topic: string) => number) => Assignment;

export const same = (a: TopicPartition, b: TopicPartition): boolean =>
  a.topic === b.topic && a.partition === b.partition;

/** Topic by topic, a run of neighbours for each member; the first members get one more where it does not divide. */
const range: Assignor = (members, partitionsOf) => {
  const sorted = byId(members);
  const assignment = nothingFor(sorted);
  for (const topic of topicsOf(sorted)) {
    const readers = sorted.filter(({ topics }) => topics.includes(topic));
    const count = partitionsOf(topic);
    const each = Math.floor(count / readers.length);
    const withOneMore = count % readers.length;
    let next = 0;
    readers.forEach(({ id }, index) => {
      const end = next + each + (index < withOneMore ? 1 : 0);
      for (; next < end; next++) assignment.get(id)!.push({ topic, partition: next });
    });
  }
  return assignment;
};

/** All partitions of all topics are dealt like cards; whoever does not read a topic is passed over. */
const roundRobin: Assignor = (members, partitionsOf) => {
  const sorted = byId(members);
  const assignment = nothingFor(sorted);
  let turn = 0;
  for (const place of placesOf(sorted, partitionsOf)) {
    while (!sorted[turn % sorted.length]!.topics.includes(place.topic)) turn++;
    assignment.get(sorted[turn++ % sorted.length]!.id)!.push(place);
  }
  return assignment;
};

/** Everybody keeps what they have, as far as nobody ends up with two more than another who could take one. */
const sticky: Assignor = (members, partitionsOf) => {
  const sorted = byId(members);
  const assignment = nothingFor(sorted);
  const reads = (id: string, topic: string) =>
    sorted.find((member) => member.id === id)!.topics.includes(topic);
  const least = (topic: string) =>
    [...assignment].filter(([id]) => reads(id, topic)).reduce((a, b) => (b[1].length < a[1].length ? b : a));

  for (const place of placesOf(sorted, partitionsOf)) {
    const owner = sorted.find(
      ({ owned, topics }) => topics.includes(place.topic) && owned.some((o) => same(o, place)),
    );
    if (owner) assignment.get(owner.id)!.push(place);
  }
  for (const place of placesOf(sorted, partitionsOf)) {
    const isTaken = [...assignment.values()].some((places) => places.some((taken) => same(taken, place)));
    if (!isTaken) least(place.topic)[1].push(place);
  }
  while (moveOne([...assignment.values()], (topic) => least(topic)[1]));
  return assignment;
};

/** Moves one partition from whoever has most to a member with at least two fewer. Returns false if none can. */
function moveOne(all: TopicPartition[][], least: (topic: string) => TopicPartition[]): boolean {
  for (const places of all.sort((a, b) => b.length - a.length)) {
    const place = places.findLast(({ topic }) => places.length - least(topic).length >= 2);
    if (!place) continue;
    places.splice(places.indexOf(place), 1);
    least(place.topic).push(place);
    return true;
  }
  return false;
}

export const ASSIGNORS: Readonly<Record<AssignorName, Assignor>> = {
  range,
  'round-robin': roundRobin,
  'cooperative-sticky': sticky,
};

const byId = (members: readonly Member[]) => members.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const nothingFor = (members: readonly Member[]): Assignment => new Map(members.map(({ id }) => [id, []]));
const topicsOf = (members: readonly Member[]) =>
  [...new Set(members.flatMap(({ topics }) => topics))].toSorted();

function placesOf(members: readonly Member[], partitionsOf: (topic: string) => number): TopicPartition[] {
  return topicsOf(members).flatMap((topic) =>
    Array.from({ length: partitionsOf(topic) }, (_, partition) => ({ topic, partition })),
  );
}
