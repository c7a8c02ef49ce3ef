/** What a program can run as. */
import type { Host } from '#lab/model.ts';

export const HOSTS: readonly Host[] = ['node-cjs', 'node-esm', 'browser'];

export const isHost = (value: unknown): value is Host => (HOSTS as readonly unknown[]).includes(value);
