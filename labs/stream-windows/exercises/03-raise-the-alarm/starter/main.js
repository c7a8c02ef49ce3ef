// Press Run. The checks do not look at this file: change it as you like.
import { createAlarm } from './alarm.js';
import { trace } from './kit.js';

const alarm = createAlarm({ size: 60, high: 3, low: 2 });
const failures = [20, 58, 59, 61, 62, 63, 150, 200, 201, 202];

for (let second = 0; second <= 300; second += 1) {
  // For the picture: the time, the failures, and what the alarm says.
  trace({ type: 'TimeTold', time: second });
  const times = failures.filter((at) => at === second);
  for (const time of times) trace({ type: 'ItemArrived', item: `the failure of second ${time}`, time });
  const results = [...times.map((at) => alarm.failed(at)), alarm.tick(second)];
  for (const result of results) {
    if (result) trace({ type: result.type, time: result.at ?? second, count: result.count });
    if (result?.type === 'AlarmRaised') console.log(`second ${second}: ring! ${result.count} failures`);
    if (result?.type === 'AlarmCleared')
      console.log(`second ${second}: quiet again, ${result.count} failures`);
  }
}
