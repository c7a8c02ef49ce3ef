// Plays a container whose next-tick queue runs after the timers, as some old engines did.
process.nextTick = (callback, ...args) => setTimeout(callback, 5, ...args);
