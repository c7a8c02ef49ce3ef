import { nothingLikeThis } from 'node:events';
console.log('never', nothingLikeThis);
