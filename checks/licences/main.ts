/** `npm run check:licences`: what runs for a user has a licence that we may ship. */
import { readFileSync } from 'node:fs';
import { lockSchema, refusedLicences } from './refused-licences.ts';

const refused = refusedLicences(lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))));
for (const line of refused) console.error(`${line}. Not on the list in checks/licences/refused-licences.ts.`);
if (refused.length > 0) process.exitCode = 1;
