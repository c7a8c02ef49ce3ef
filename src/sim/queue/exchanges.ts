/** Exchanges hold no messages: they decide, by their kind and their bindings, which queues get a copy. */
import { accessRefused, commandInvalid, notFound, preconditionFailed } from './errors.ts';
import { matchesHeaders } from './headers-match.ts';
import type { Headers, Message } from './message.ts';
import { matchesTopic } from './topic.ts';

export const EXCHANGE_KINDS = ['direct', 'fanout', 'topic', 'headers'] as const;
export type ExchangeKind = (typeof EXCHANGE_KINDS)[number];

export interface ExchangeOptions {
  /** It survives a restart. Default true. */
  durable?: boolean;
  /** The exchange that gets what this one can route nowhere. */
  alternate?: string;
}

export interface Binding {
  /** Where copies go. */
  to: { readonly queue: string } | { readonly exchange: string };
  key: string;
  /** For headers exchanges. */
  headers: Headers;
}

interface Exchange {
  kind: ExchangeKind;
  durable: boolean;
  alternate: string | undefined;
  bindings: Binding[];
}

export function createExchanges(queueExists: (name: string) => boolean) {
  const exchanges = new Map<string, Exchange>();
  for (const kind of EXCHANGE_KINDS) exchanges.set(`amq.${kind}`, create(kind, {}));

  function get(name: string): Exchange {
    const exchange = exchanges.get(name);
    if (!exchange) throw notFound('exchange', name);
    return exchange;
  }

  /** The default exchange has no name and no bindings: it knows every queue by the queue's name. */
  const isDefault = (name: string) => name === '';

  function matches(kind: ExchangeKind, binding: Binding, message: Pick<Message, 'key' | 'headers'>): boolean {
    if (kind === 'fanout') return true;
    if (kind === 'direct') return binding.key === message.key;
    if (kind === 'topic') return matchesTopic(binding.key, message.key);
    return matchesHeaders(binding.headers, message.headers);
  }

  /** The names of the queues that get a copy: one each, however many bindings match. */
  function route(name: string, message: Pick<Message, 'key' | 'headers'>): ReadonlySet<string> {
    const queues = new Set<string>();
    const visited = new Set<string>();
    const open = [name];
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      if (isDefault(next) && queueExists(message.key)) queues.add(message.key);
      const exchange = exchanges.get(next);
      // Exchanges may be bound in a circle; each is asked once.
      if (!exchange || visited.has(next)) continue;
      visited.add(next);
      const matching = exchange.bindings.filter((binding) => matches(exchange.kind, binding, message));
      if (matching.length === 0 && exchange.alternate !== undefined) open.push(exchange.alternate);
      for (const { to } of matching) {
        if ('queue' in to) queues.add(to.queue);
        else open.push(to.exchange);
      }
    }
    return queues;
  }

  return {
    route,
    has: (name: string) => isDefault(name) || exchanges.has(name),

    /** @returns true if it is new. @throws AmqpError 403, 406, 503 */
    declare(name: string, kind: ExchangeKind, options: ExchangeOptions): boolean {
      if (!EXCHANGE_KINDS.includes(kind)) throw commandInvalid(`unknown exchange type '${kind}'`);
      const existing = exchanges.get(name);
      const wanted = create(kind, options);
      if (existing) return requireSame(name, wanted, existing);
      if (isDefault(name)) throw accessRefused('operation not permitted on the default exchange');
      if (name.startsWith('amq.')) {
        throw accessRefused(`exchange name '${name}' contains reserved prefix 'amq.*'`);
      }
      exchanges.set(name, wanted);
      return true;
    },

    /** @throws AmqpError 403, 404, 406 */
    delete(name: string, ifUnused: boolean): void {
      if (isDefault(name)) throw accessRefused('operation not permitted on the default exchange');
      if (name.startsWith('amq.')) {
        throw accessRefused(`exchange name '${name}' contains reserved prefix 'amq.*'`);
      }
      if (ifUnused && exchanges.get(name)?.bindings.length) {
        throw preconditionFailed(`exchange '${name}' in vhost '/' in use`);
      }
      exchanges.delete(name);
      for (const exchange of exchanges.values())
        forget(exchange, (to) => 'exchange' in to && to.exchange === name);
    },

    /** @throws AmqpError 403, 404 */
    bind(name: string, binding: Binding): void {
      if (isDefault(name)) throw accessRefused('operation not permitted on the default exchange');
      const { bindings } = get(name);
      if (!bindings.some((other) => sameBinding(other, binding))) bindings.push(binding);
    },

    /** Removing what is not there is no error. @throws AmqpError 403, 404 */
    unbind(name: string, binding: Binding): void {
      if (isDefault(name)) throw accessRefused('operation not permitted on the default exchange');
      const exchange = get(name);
      exchange.bindings = exchange.bindings.filter((other) => !sameBinding(other, binding));
    },

    /** A queue is gone, and its bindings with it. */
    forgetQueue(queue: string): void {
      for (const exchange of exchanges.values())
        forget(exchange, (to) => 'queue' in to && to.queue === queue);
    },

    /** The broker has restarted: transient exchanges are gone. */
    restart(): void {
      for (const [name, { durable }] of exchanges) if (!durable) this.delete(name, false);
    },
  };
}

const create = (kind: ExchangeKind, { durable = true, alternate }: ExchangeOptions): Exchange => ({
  kind,
  durable,
  alternate,
  bindings: [],
});

function forget(exchange: Exchange, gone: (to: Binding['to']) => boolean): void {
  exchange.bindings = exchange.bindings.filter(({ to }) => !gone(to));
}

const sameBinding = (a: Binding, b: Binding): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Declaring again what is there is fine, as long as it is the same. */
function requireSame(name: string, wanted: Exchange, current: Exchange): false {
  const differs = (['kind', 'durable', 'alternate'] as const).find((key) => wanted[key] !== current[key]);
  if (differs === undefined) return false;
  const argument = { kind: 'type', durable: 'durable', alternate: 'alternate-exchange' }[differs];
  throw preconditionFailed(
    `inequivalent arg '${argument}' for exchange '${name}' in vhost '/': received '${wanted[differs]}' but current is '${current[differs]}'`,
  );
}
