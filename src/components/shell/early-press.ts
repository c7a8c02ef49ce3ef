/** A press on a part of the page that is not awake yet is kept, and given to it again as soon as it is. */
document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  const button = target.closest('button');
  // Astro takes the attribute away when the part has come alive, and then says so.
  const asleep = target.closest('astro-island[ssr]');
  if (button && asleep) asleep.addEventListener('astro:hydrate', () => button.click(), { once: true });
});
