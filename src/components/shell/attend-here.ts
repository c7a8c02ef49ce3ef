/** Begins an attendee's part on this page, with what the site gives them to take along. */
import { attend, type Attending } from '#workshop/client/start-attendee.tsx';

export const attendHere = (): Attending =>
  attend({
    takeAlong: async () => (await import('#workbench/project/everything.ts')).takeEverything(),
  });
