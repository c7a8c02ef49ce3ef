import type { CoverageItem } from './coverage-item.ts';

/** Chapter 9: the topics it must have. */
export const TOPICS: readonly CoverageItem[] = [
  {
    item: 'payments: initiation, fraud check, ledger, notification',
    at: 'payments',
    says: [
      'PaymentInitiated',
      'FraudCleared',
      'FraudSuspected',
      'PaymentPosted',
      'notification',
      'flowchart',
    ],
  },
  {
    item: 'payments: parallel, waiting, gain',
    at: 'payments',
    says: ['In parallel run', 'What must wait is', 'The gain'],
  },
  {
    item: 'payments: repeated request, idempotency key, double entry',
    at: 'payments',
    says: ['idempotency key', 'for each intention', 'double entry', '// → o-2: refused: key is taken'],
  },
  {
    item: 'orders: stock, billing, shipping, analytics',
    at: 'e-commerce-orders',
    says: ['OrderPlaced', 'StockReserved', 'CardCharged', 'ShipOrder', 'analytics', 'flowchart'],
  },
  {
    item: 'orders: parallel, waiting, gain',
    at: 'e-commerce-orders',
    says: ['In parallel run', 'What must wait is shipping', 'The gain'],
  },
  {
    item: 'orders: every order of answers tried',
    at: 'e-commerce-orders',
    says: ['// → forgets: 12 of 24', '// → remembers: 0 of 24'],
  },
  {
    item: 'telemetry: measurement, connection, motion, battery, alerts',
    at: 'iot-telemetry',
    says: ['HumidityMeasured', 'connections come and go', 'VanMoved', 'BatteryRanLow', 'DampDetected'],
  },
  {
    item: 'telemetry: parallel, waiting, gain',
    at: 'iot-telemetry',
    says: ['In parallel run', 'What must wait is', 'The gain'],
  },
  {
    item: 'telemetry: silence, retained message and last will',
    at: 'iot-telemetry',
    says: ['silence', '// → humidity: 45 % at 08:59', '// → status: offline', 'deadline for each sensor'],
  },
  {
    item: 'telemetry: quality of service, sessions, shared subscriptions',
    at: 'iot-telemetry',
    says: [
      'lower of published and subscribed',
      '// → door: open (QoS 1)',
      '$share/',
      '// → shared: 4 handled',
    ],
  },
  {
    item: 'analytics: page views, sign-ins, metrics, dashboard',
    at: 'real-time-analytics',
    says: ['PageViewed', 'UserSignedIn', 'figures that servers send', 'dashboard', 'flowchart'],
  },
  {
    item: 'analytics: parallel, waiting, gain',
    at: 'real-time-analytics',
    says: ['In parallel run', 'What must wait is', 'The gain'],
  },
  {
    item: 'analytics: windows, event time, watermark, late events',
    at: 'real-time-analytics',
    says: ['window', 'event time', 'processing time', 'watermark', 'minute 0 corrected: 4', 'too late'],
  },
  {
    item: 'social: post, message, mention, delivery',
    at: 'chat-and-social-feeds',
    says: ['PostPublished', 'MessagePosted', 'UserMentioned', 'MessageDelivered', 'flowchart'],
  },
  {
    item: 'social: parallel, waiting, gain',
    at: 'chat-and-social-feeds',
    says: ['In parallel run', 'What must wait is', 'The gain'],
  },
  {
    item: 'social: fan-out on write, on read, and mixed, in counted work',
    at: 'chat-and-social-feeds',
    says: ['fan-out on write', 'fan-out on read', '// → mixed: 130005 lists', 'a worker each'],
  },
  {
    item: 'workflow: task, approval, deployment',
    at: 'workflow-automation',
    says: ['RunTests', 'ApprovalGranted', 'ReleaseDeployed', 'flowchart'],
  },
  {
    item: 'workflow: parallel, waiting, gain',
    at: 'workflow-automation',
    says: ['In parallel can run', 'What must wait is', 'The gain'],
  },
  {
    item: 'workflow: the step that nobody misses, and the coordinator that does',
    at: 'workflow-automation',
    says: ['nothing has failed', 'r-2 waits for AskForApproval'],
  },
  {
    item: 'workflow: a coordinator survives its crash',
    at: 'workflow-automation',
    says: ['durable execution', 'journal', 'at least once'],
  },
];

/** Chapter 9: what popular texts state wrongly, stated rightly. */
export const RIGHT: readonly CoverageItem[] = [
  {
    item: 'a payment waits for the fraud verdict',
    at: 'a-payment-waits-for-the-verdict',
    says: ['condition', 'subscribes to the answer', 'hold the payment'],
  },
  {
    item: 'shipping depends on stock and payment',
    at: 'e-commerce-orders',
    says: ['a reserved book and a charged card', 'process manager', 'compensation', 'deadline'],
  },
  {
    item: 'a timeout does not say that nothing happened',
    at: 'a-timeout-is-not-a-refusal',
    says: ['we have stopped waiting', 'nothing about the card'],
  },
  {
    item: 'MQTT is a protocol; Mosquitto, EMQX and HiveMQ are brokers',
    at: 'mqtt-is-a-protocol',
    says: ['MQTT is a protocol', 'Mosquitto, EMQX and HiveMQ are brokers'],
  },
  {
    item: 'stream processing needs a log that can be read again',
    at: 'real-time-analytics',
    says: ['the reason for the log', 'read again', 'the morning is gone'],
  },
  {
    item: 'Kafka Streams is a JVM library',
    at: 'kafka-streams-is-a-jvm-library',
    says: ['library for the JVM', 'Java or Scala'],
  },
  {
    item: 'events that trigger the next step are choreography; orchestration has a coordinator with state',
    at: 'triggers-are-choreography',
    says: ['Events that trigger the next step are choreography', 'coordinator with state'],
  },
];
