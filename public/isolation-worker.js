/**
 * For hosts that cannot send headers: answers every request of this site from the network, with the headers added
 * that make its pages cross-origin isolated. It keeps nothing, so an update can take over at any time.
 * Registered by src/runtime/isolation.ts, only where the server does not send these headers itself.
 */
self.addEventListener('install', () => {
  self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== self.location.origin) return;
  // A request that the browser allows for its own cache only; fetch() would refuse it.
  if (request.cache === 'only-if-cached' && request.mode !== 'same-origin') return;
  event.respondWith(fetch(request).then(isolate));
});

function isolate(response) {
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
