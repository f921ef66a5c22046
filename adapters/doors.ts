import type { Door } from '../core/directory/directory.ts';
import { slackDoor } from './slack/door.ts';

/** Every room where people can decide. The directory may name handles in these. */
export const doors: readonly Door[] = [slackDoor];
