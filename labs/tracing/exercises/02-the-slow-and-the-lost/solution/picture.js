// Hands a log over to the picture. You need not change it.
import { trace } from './kit.js';

let end = 0;

export function draw(log, subscriptions) {
  for (const [name, services] of Object.entries(subscriptions)) {
    for (const service of services) trace({ type: 'ServiceSubscribed', service, name, at: 0 });
  }
  const attempts = new Map();
  for (const line of [...new Set(log)].sort((a, b) => a.at - b.at)) {
    const { at, service, event, id: message, type: name, correlationid, causationid } = line;
    const key = `${message} ${service}`;
    if (event === 'begun') attempts.set(key, (attempts.get(key) ?? 0) + 1);
    const handling = { message, service, attempt: attempts.get(key) ?? 1, at };
    const ids = { correlation: correlationid, causation: causationid };
    if (event === 'published') trace({ type: 'MessagePublished', message, name, service, ...ids, at });
    else if (event === 'begun') trace({ type: 'HandlingBegun', ...handling });
    else if (event === 'done') trace({ type: 'HandlingEnded', ...handling });
    else trace({ type: 'HandlingFailed', ...handling, reason: 'see its own log' });
    end = at;
  }
}

/** Writes a finding beside a message of the picture. */
export function say(message, says) {
  trace({ type: 'MessageNamed', message, says, at: end });
}
