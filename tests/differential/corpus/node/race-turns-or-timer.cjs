let turns = 0;
setTimeout(() => console.log('timer'), 3);
(function again() {
  if (++turns < 150) setImmediate(again);
  else console.log('a hundred and fifty turns');
})();
