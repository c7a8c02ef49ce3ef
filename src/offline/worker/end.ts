/**
 * The worker of a site without one: takes the place of the worker that a reader still has, deletes what that kept, and
 * ends. Where there was none, it does not start.
 */
import type { WorkerScope } from './scope.ts';

const worker = globalThis as unknown as WorkerScope;

worker.addEventListener('install', (event) => {
  const { active } = worker.registration;
  event.waitUntil(active ? worker.skipWaiting() : Promise.reject(new Error('This site has no worker.')));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(leave());
});

async function leave(): Promise<void> {
  const { pathname } = new URL(worker.registration.scope);
  await worker.registration.unregister();
  const ours = (await caches.keys()).filter((name) => name.startsWith(`handbook:${pathname}:`));
  await Promise.all(ours.map((name) => caches.delete(name)));
}
