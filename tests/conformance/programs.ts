/** How the real engines are started on a free port, where they are installed. */
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { RealEngineId } from './scenario.ts';

export interface Program {
  /** Where its URL may be given. */
  variable: string;
  scheme: string;
  /** The standard port. */
  port: number;
  /** Names or paths of the program, the first that is found counts. */
  commands: readonly string[];
  /** What its cells say without an address: it is looked for nowhere else. */
  unasked?: string;
  /** What it is started with. `folder` is an empty folder of its own. */
  start(port: number, folder: string): { args: string[]; files?: Record<string, string>; env?: Env };
}

type Env = Readonly<Record<string, string>>;

export const PROGRAMS: Readonly<Record<RealEngineId, Program>> = {
  rabbitmq: {
    variable: 'AMQP_URL',
    scheme: 'amqp',
    port: 5672,
    // The script in /usr/sbin insists on a user of its own; the one behind it does not.
    commands: ['/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server'],
    start: (port, folder) => ({
      args: [],
      files: { enabled_plugins: '[].\n', 'rabbitmq.conf': 'listeners.tcp.1 = 127.0.0.1:' + port + '\n' },
      env: {
        HOME: folder,
        RABBITMQ_NODENAME: `conformance${port}@localhost`,
        RABBITMQ_NODE_PORT: String(port),
        RABBITMQ_DIST_PORT: String(port + 20_000 > 65_535 ? port - 20_000 : port + 20_000),
        RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
        RABBITMQ_LOG_BASE: join(folder, 'log'),
        RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
        RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
        RABBITMQ_PID_FILE: join(folder, 'pid'),
      },
    }),
  },
  redis: {
    variable: 'REDIS_URL',
    scheme: 'redis',
    port: 6379,
    commands: ['redis-server'],
    start: (port, folder) => ({
      args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes'],
    }),
  },
  nats: {
    variable: 'NATS_URL',
    scheme: 'nats',
    port: 4222,
    commands: ['nats-server'],
    start: (port, folder) => ({
      args: ['--port', String(port), '--addr', '127.0.0.1', '--jetstream', '--store_dir', folder],
    }),
  },
  mqtt: {
    variable: 'MQTT_URL',
    scheme: 'mqtt',
    port: 1883,
    commands: ['mosquitto', '/usr/sbin/mosquitto'],
    start: (port, folder) => ({
      args: ['-c', join(folder, 'mosquitto.conf')],
      files: {
        'mosquitto.conf': [
          `listener ${port} 127.0.0.1`,
          'allow_anonymous true',
          'persistence true',
          `persistence_location ${folder}/`,
          // Started by root it would become another user, who may not write there.
          `user ${userInfo().username}`,
          '',
        ].join('\n'),
      },
    }),
  },
  kafka: {
    variable: 'KAFKA_URL',
    scheme: 'kafka',
    port: 9092,
    commands: [],
    unasked: 'modelled from documentation, not validated: KAFKA_URL names no Kafka to compare with',
    start: () => ({ args: [] }),
  },
};
