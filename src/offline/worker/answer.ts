/** Answers requests: from the network, from the copy, and for pages with the headers that isolate them. */
import type { Copies } from './copies.ts';
import type { FetchEvent } from './scope.ts';
import type { Way } from './way.ts';

/** Shown in place of a page that cannot be had. */
const OFFLINE_PAGE = 'offline/';

export interface AnswerOptions {
  copies: Copies;
  /** How long a page may take to come from the network where there is a copy of it. */
  patienceMs: number;
}

export function createAnswers({ copies, patienceMs }: AnswerOptions) {
  const fromNetwork = ({ request }: FetchEvent): Promise<Response> => fetch(request);

  /** The network's answer, unless it fails or keeps the reader waiting and the copy has one. */
  async function networkFirst(event: FetchEvent, address: string): Promise<Response> {
    const network = fromNetwork(event);
    const isLate = Symbol('late');
    const answer = await Promise.race([
      network.catch(() => null),
      ...(patienceMs < Infinity ? [after(patienceMs).then(() => isLate)] : []),
    ]);
    if (answer instanceof Response && answer.status < 500) return answer;
    return (await copies.find(address)) ?? network;
  }

  async function page(event: FetchEvent, address: string): Promise<Response> {
    try {
      return isolated(await networkFirst(event, address));
    } catch (error) {
      const instead = event.request.mode === 'navigate' ? await copies.find(OFFLINE_PAGE) : undefined;
      if (!instead) throw error;
      return isolated(instead);
    }
  }

  async function lasting(event: FetchEvent, address: string): Promise<Response> {
    const stored = await copies.find(address);
    if (stored) return stored;
    const response = await fetch(event.request);
    event.waitUntil(copies.use(address, response.clone()));
    return response;
  }

  async function fresh(event: FetchEvent, address: string): Promise<Response> {
    const response = await networkFirst(event, address);
    event.waitUntil(copies.use(address, response.clone()));
    return response;
  }

  return async (event: FetchEvent, way: Exclude<Way, 'leave'>, address: string): Promise<Response> => {
    if (way === 'page') return page(event, address);
    const response = await { lasting, fresh, worker: fromNetwork }[way](event, address);
    return event.request.destination.endsWith('worker') ? isolated(response) : response;
  };
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function isolated(response: Response): Response {
  // Redirects and opaque answers cannot be rebuilt; the page that a redirect leads to comes through here again.
  if (response.status === 0 || response.redirected) return response;
  try {
    const headers = new Headers(response.headers);
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    const { status, statusText } = response;
    return new Response(response.body, { status, statusText, headers });
  } catch {
    // A page without isolation is better than no page.
    return response;
  }
}
