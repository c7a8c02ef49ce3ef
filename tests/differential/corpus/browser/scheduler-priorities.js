if (globalThis.scheduler?.postTask) {
  scheduler.postTask(() => console.log('background'), { priority: 'background' });
  scheduler.postTask(() => console.log('visible'));
  scheduler
    .postTask(() => console.log('blocking'), { priority: 'user-blocking' })
    .then(() => console.log('blocking is done'));
} else console.log('no scheduler');
