// Press Run. The checks do not look at this file: change it as you like.
import { trace } from './kit.js';
import { countViews } from './windows.js';

const views = [
  { book: 'Emma', viewed: 5, arrived: 6 }, // seconds
  { book: 'Dracula', viewed: 50, arrived: 51 },
  { book: 'Emma', viewed: 70, arrived: 71 },
  { book: 'Emma', viewed: 110, arrived: 111 },
  { book: 'Dracula', viewed: 125, arrived: 126 },
  { book: 'Emma', viewed: 55, arrived: 130 }, // out of a tunnel
];
const tomorrow = views.map((view, n) => ({ ...view, arrived: 86_400 + n }));

function print(series, read, options) {
  console.log(series);
  // For the picture: what arrived, and what was counted.
  trace({ type: 'SeriesBegun', series });
  for (const { book, viewed } of read)
    trace({ type: 'ItemArrived', item: `a view of ${book}`, time: viewed });
  for (const { start, end, counts } of countViews(read, options)) {
    const books = [...counts].map(([book, count]) => `${book} ${count}`);
    const says = books.sort().join(', ');
    const count = [...counts.values()].reduce((sum, one) => sum + one, 0);
    console.log(`  ${start} to ${end}: ${says}`);
    trace({ type: 'WindowCounted', start, end, count, says });
  }
}

print('today, by the minute', views, { size: 60 });
print('read again tomorrow', tomorrow, { size: 60 });
print('the last minute, every half minute', views, { size: 60, step: 30 });
