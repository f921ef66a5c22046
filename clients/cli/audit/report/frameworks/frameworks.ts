import { fedramp } from './fedramp.ts';
import type { Framework } from './framework.ts';
import { iso27001 } from './iso27001.ts';
import { soc2 } from './soc2.ts';

export const frameworks: Readonly<Record<string, Framework>> = { soc2, iso27001, fedramp };
