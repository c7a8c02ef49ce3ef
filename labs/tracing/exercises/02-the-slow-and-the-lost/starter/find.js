/**
 * Each line of a log: { at, service, event, id }, where event is `published`, `begun`, `done` or `failed`. A line that says
 * `published` has { type, correlationid, causationid } as well; causationid is undefined for what begins a story.
 */

/** @returns the roots of a story, each { id, type, effects } */
export function treeOf(log, correlation) {
  // By guess: what comes later was led to by what came before.
  const roots = [];
  let effects = roots;
  for (const { id, type, event, correlationid } of log) {
    if (event !== 'published' || correlationid !== correlation) continue;
    const node = { id, type, effects: [] };
    effects.push(node);
    effects = node.effects;
  }
  return roots;
}

/** @returns what the end had to wait for: hops { id, service, waited, worked }, first to last */
export function pathOf(log, correlation) {
  return log
    .filter((line) => line.event === 'published' && line.correlationid === correlation)
    .map(({ id, service, at }) => ({ id, service, waited: at, worked: 0 }));
}

/** @returns the hop of the path with the most milliseconds */
export function slowestOf(log, correlation) {
  return pathOf(log, correlation)[0];
}

/** @returns { id, service } for each subscribed service that was never done with a message */
export function lostOf(log, subscriptions) {
  return log.filter(({ event }) => event === 'failed').map(({ id, service }) => ({ id, service }));
}
