/** `npm run check:links`: every relative link, fragment and repository path in the documents leads somewhere. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { brokenMentions } from './broken-mentions.ts';

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  encoding: 'utf8',
});
const files = listed.split('\0').filter((file) => existsSync(file));
const texts = new Map(
  files.filter((file) => file.endsWith('.md')).map((file) => [file, readFileSync(file, 'utf8')]),
);

const broken = brokenMentions(texts, files);
for (const { file, line, problem } of broken) console.error(`${file}:${line}: ${problem}`);
if (broken.length > 0) process.exitCode = 1;
else console.log(`${texts.size} documents: every link and path leads somewhere.`);
