/**
 * Who wants which subjects of NATS, kept as a tree of tokens, so that a message costs a walk down its own subject
 * however many subscriptions there are. A subject is tokens with dots between; in a subscription `*` is exactly one
 * token and `>`, at the end, one or more.
 */

/** True if one may subscribe to this: no token is empty, and `>` stands at the end only. */
export function isSubscribable(subject: string): boolean {
  const tokens = subject.split('.');
  return tokens.every((token, index) => token !== '' && (token !== '>' || index === tokens.length - 1));
}

interface Node<T> {
  /** Those whose subscription ends here. */
  readonly here: Set<T>;
  /** Those whose subscription goes on with `>`. */
  readonly rest: Set<T>;
  readonly next: Map<string, Node<T>>;
}

export interface Interest<T> {
  /** Adds someone who wants a subject, which must be subscribable. */
  add(subject: string, who: T): void;
  remove(subject: string, who: T): void;
  /** Everyone whose subscription matches, each once per subscription, in no particular order. */
  match(subject: string): T[];
}

export function createInterest<T>(): Interest<T> {
  const create = (): Node<T> => ({ here: new Set(), rest: new Set(), next: new Map() });
  const root = create();

  /** The place where a subscription is kept. */
  function placeOf(subject: string): Set<T> {
    let node = root;
    for (const token of subject.split('.')) {
      if (token === '>') return node.rest;
      const next = node.next.get(token) ?? create();
      node.next.set(token, next);
      node = next;
    }
    return node.here;
  }

  function collect(node: Node<T>, tokens: readonly string[], index: number, found: T[]) {
    if (index === tokens.length) {
      found.push(...node.here);
      return;
    }
    found.push(...node.rest);
    const token = tokens[index] as string;
    // In a published subject `*` and `>` are tokens like any others, which only wildcards match.
    const [exact, any] = [token === '*' ? undefined : node.next.get(token), node.next.get('*')];
    if (exact) collect(exact, tokens, index + 1, found);
    if (any) collect(any, tokens, index + 1, found);
  }

  return {
    add: (subject, who) => void placeOf(subject).add(who),
    remove: (subject, who) => void placeOf(subject).delete(who),
    match(subject) {
      const tokens = subject.split('.');
      const found: T[] = [];
      if (!tokens.includes('')) collect(root, tokens, 0, found);
      return found;
    },
  };
}
