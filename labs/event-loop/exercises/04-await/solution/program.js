// Press Run to see what this prints. The checks do not look at this file: change it as you like.
async function checkPayment() {
  console.log('B: payment sent');
  await null;
  console.log('D: payment approved');
}

console.log('A: order received');
checkPayment();
console.log('C: goodbye');
