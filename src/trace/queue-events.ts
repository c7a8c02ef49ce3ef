/** What can happen to a work queue and its consumers. `message` and `consumer` are names, unique within a trace. */
export type QueueEvent =
  | { type: 'MessagePublished'; message: string }
  | { type: 'MessageDelivered'; message: string; consumer: string; redelivered: boolean }
  | { type: 'MessageAcknowledged'; message: string; consumer: string }
  | { type: 'MessageRequeued'; message: string; consumer: string }
  | { type: 'ConsumerSubscribed'; consumer: string }
  | { type: 'ConsumerLost'; consumer: string };
