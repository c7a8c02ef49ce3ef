let n = 0;
(function again() {
  if (++n < 12) setTimeout(again, 0);
  else console.log('twelve');
})();
