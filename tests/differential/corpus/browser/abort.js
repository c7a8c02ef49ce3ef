const c = new AbortController();
document.addEventListener('click', () => console.log('clicked'), { signal: c.signal });
c.signal.addEventListener('abort', () => console.log('aborted', c.signal.reason.name));
document.body.click();
c.abort();
document.body.click();
AbortSignal.timeout(30).addEventListener('abort', ({ target }) => {
  console.log(target.reason.name);
  queueMicrotask(() => console.log('microtask'));
});
