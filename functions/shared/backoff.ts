import { setTimeout as sleep } from 'node:timers/promises';
import type { Backoff } from './change-request.ts';

export const backoff: Backoff = { sleep: (ms) => sleep(ms), random: Math.random };
