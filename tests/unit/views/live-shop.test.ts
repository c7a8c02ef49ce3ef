import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLiveShop, REPLICAS } from '#sim/scenarios/live-shop.ts';
import { EMPTY, evolve, waiting, type Picture } from '#views/live-shop/picture.ts';

function watch(seed: string) {
  const shop = createLiveShop(seed);
  const seen: { picture: Picture } = { picture: EMPTY };
  shop.on((event) => (seen.picture = evolve(seen.picture, event)));
  return { shop, seen };
}

const unfinished = (picture: Picture) => picture.orders.filter((o) => o.place.at !== 'done').length;

test('however often replicas crash, every order is reserved once or still on its way', () => {
  const crashes = fc.array(
    fc.record({ at: fc.integer({ min: 1, max: 60_000 }), replica: fc.constantFrom(...REPLICAS) }),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(fc.string(), crashes, (seed, plan) => {
      const { shop, seen } = watch(seed);
      for (const { at, replica } of plan.toSorted((a, b) => a.at - b.at)) {
        shop.advanceTo(at);
        shop.crash(replica);
        expect(seen.picture.consumers[replica]).toBe('down');
      }
      shop.advanceTo(60_000);
      expect(seen.picture.reserved + unfinished(seen.picture)).toBe(seen.picture.published);
    }),
    { numRuns: 60 },
  );
});

test('a crash in the middle of the work sends the order back to the head of the queue, and it is delivered again', () => {
  const { shop, seen } = watch('crash');
  shop.advanceTo(500);
  const held = seen.picture.orders.find((o) => o.place.at === 'consumer')!;
  const other = held.place.at === 'consumer' && held.place.consumer === 'A' ? 'B' : 'A';
  shop.crash(other);
  shop.crash(other === 'A' ? 'B' : 'A');
  expect(waiting(seen.picture)[0]!.name).toBe(held.name);
  expect(seen.picture.sentence).toContain(`before it acknowledged ${held.name}`);
  shop.advanceTo(20_000);
  expect(seen.picture.redelivered).toBe(1);
});

test('two replicas keep up with the shop: the queue stays short when nobody interferes', () => {
  const { shop, seen } = watch('calm');
  shop.advanceTo(300_000);
  expect(waiting(seen.picture).length).toBeLessThan(5);
  expect(seen.picture.published).toBeGreaterThan(150);
});
