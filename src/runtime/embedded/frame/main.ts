/**
 * Runs inside the sandboxed frame: waits for the page's port, then supervises the workers. The frame exists so that
 * workers have an opaque origin and so that someone who is not stuck in the learner's code can end them.
 */
import { superviseWorkers } from './supervisor.ts';

addEventListener('message', function connect(event: MessageEvent) {
  const port = event.ports[0];
  if (event.source !== parent || event.data !== 'connect-embedded-runtime' || !port) return;
  removeEventListener('message', connect);
  superviseWorkers(port);
});
