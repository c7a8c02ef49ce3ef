/**
 * What each engine of the page is known to do otherwise than Node 24 in a terminal, for the learner to read. A test holds
 * those of the built-in runtime against it; what is not in the list counts as a fault.
 */
export const KNOWN_DIFFERENCES = {
  embedded: [
    'Waiting takes no real time: a timer of an hour is over at once, and clocks say that an hour has passed.',
    'There are no processes, threads, TLS or compression, and the network is a simulated one inside the program.',
    'A promise that is printed shows its state, unless calls are nested more than a thousand deep: then it may say <pending>.',
    'Calls can be nested about half as deep as in Node before the stack is full.',
    'AsyncLocalStorage is lost where Node’s own library awaits, as in pipeline with async functions.',
  ],
  webcontainer: [
    'It has the Node version of its vendor, not ours, and standard output and error come as one.',
    'Its clock and its network are those of the browser; timers run late on a busy page.',
  ],
} as const;
