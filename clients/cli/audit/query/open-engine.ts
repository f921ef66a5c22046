import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { openAthena } from './athena-engine.ts';
import { openDuckDb } from './duckdb-engine.ts';
import { no, type OpenedEngine } from './engine.ts';
import { fetchSealed } from './fetch-sealed.ts';
import { filesOfFolder } from './sealed-files.ts';

/** Where the records are; one of the first three. */
export interface Place {
  athena?: string;
  bucket?: string;
  dir?: string;
  region?: string;
}

export interface Opening {
  told?: ((text: string) => void) | undefined;
  /** Where a copy is laid while questions are asked. */
  scratch?: string;
}

export const withPlace = (command: Command): Command =>
  command
    .option('--athena <workgroup>', 'ask Athena, in the workgroup that the stack prints as AuditWorkgroup')
    .option('--bucket <name>', 'ask on this machine, of the records in this bucket')
    .option('--dir <folder>', 'ask on this machine, of the records in a copy of the bucket')
    .addOption(new Option('--region <name>', 'where the workgroup or the bucket is (or AWS_REGION)'));

/** `from`: no earlier day is asked about, so none is fetched. */
export async function openEngine(
  { athena, bucket, dir, region }: Place,
  from: string | undefined,
  { told, scratch = tmpdir() }: Opening = {},
): Promise<OpenedEngine> {
  const given = [athena, bucket, dir].filter((place) => place !== undefined);
  if (given.length !== 1)
    return no('unreachable', 'Say where the records are: one of --athena, --bucket and --dir.');
  if (athena !== undefined) return openAthena({ workgroup: athena, region });

  const workspace = await mkdtemp(join(scratch, 'countersign-audit-'));
  const found =
    dir === undefined
      ? await fetchSealed({
          bucket: (bucket ?? '').replace(/^s3:\/\/|\/$/g, ''),
          region,
          from,
          into: workspace,
          told: (fetched, of) => told?.(`${fetched} of ${of} objects fetched`),
        })
      : await filesOfFolder(dir, from);
  if (found.ok) return openDuckDb(found.files, workspace);
  await rm(workspace, { recursive: true, force: true });
  return found;
}
