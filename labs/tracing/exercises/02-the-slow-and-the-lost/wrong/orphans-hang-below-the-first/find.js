/**
 * Each line of a log: { at, service, event, id }, where event is `published`, `begun`, `done` or `failed`. A line that says
 * `published` has { type, correlationid, causationid } as well; causationid is undefined for what begins a story.
 */

const byTime = (a, b) => a.at - b.at;

/** The published messages of a story, oldest first, each once. */
function messagesOf(log, correlation) {
  const lines = log.filter((line) => line.event === 'published' && line.correlationid === correlation);
  return [...new Map(lines.map((line) => [line.id, line])).values()].sort(byTime);
}

/** @returns the roots of a story, each { id, type, effects } */
export function treeOf(log, correlation) {
  const messages = messagesOf(log, correlation);
  const nodes = new Map(messages.map(({ id, type }) => [id, { id, type, effects: [] }]));
  const roots = [];
  for (const { id, causationid } of messages) {
    const siblings = nodes.get(causationid)?.effects ?? roots[0]?.effects ?? roots;
    siblings.push(nodes.get(id));
  }
  return roots;
}

/** @returns what the end had to wait for: hops { id, service, waited, worked }, first to last */
export function pathOf(log, correlation) {
  const messages = new Map(messagesOf(log, correlation).map((message) => [message.id, message]));
  const done = log.filter((line) => line.event === 'done' && messages.has(line.id));
  const hops = [];
  let { id, service, at: until } = done.sort(byTime).at(-1) ?? {};
  while (messages.has(id)) {
    const message = messages.get(id);
    const isStart = (line) =>
      line.event === 'begun' && line.id === message.id && line.service === service && line.at <= until;
    const begun = Math.max(...log.filter(isStart).map(({ at }) => at));
    hops.unshift({ id, service, waited: begun - message.at, worked: until - begun });
    id = message.causationid;
    service = message.service;
    until = message.at;
  }
  return hops;
}

/** @returns the hop of the path with the most milliseconds */
export function slowestOf(log, correlation) {
  const length = ({ waited, worked }) => waited + worked;
  return pathOf(log, correlation).sort((a, b) => length(b) - length(a))[0];
}

/** @returns { id, service } for each subscribed service that was never done with a message */
export function lostOf(log, subscriptions) {
  const keyOf = (id, service) => `${service} ${id}`;
  const done = new Set(
    log.filter(({ event }) => event === 'done').map(({ id, service }) => keyOf(id, service)),
  );
  const published = new Map(log.filter(({ event }) => event === 'published').map((line) => [line.id, line]));
  return [...published.values()].flatMap(({ id, type }) =>
    (subscriptions[type] ?? [])
      .filter((service) => !done.has(keyOf(id, service)))
      .map((service) => ({ id, service })),
  );
}
