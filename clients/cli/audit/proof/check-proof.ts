import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { checkInclusion, readInclusionProof } from '../../../../core/evidence/inclusion-proof.ts';
import { readPublicKey } from '../../../../core/lib/signature.ts';
import { formatProblem } from '../../format-problem.ts';
import { plain, type Terminal } from '../../terminal.ts';
import { readPublicKeys, signatureCheck } from '../source/public-keys.ts';

const help = `
Without --key the key in the file itself is taken, and named: compare it with one that you know to be Countersign's, as
GET /v1/keys publishes it in "evidence". Exit status: 0 the record is in the trail that this key signed, 1 it is not.`;

const selfSigned =
  'Proved by the key in the file itself alone, which anybody could have put there: give --key with one that you know.';

export const checkProofCommand = (terminal: Terminal): Command =>
  new Command('check-proof')
    .description('check that a record is in the signed trail, from its proof alone')
    .argument('<file>', 'what `countersign audit prove` wrote')
    .option(
      '--key <key...>',
      'who may have signed: a PEM file, the answer of GET /v1/keys, the ARN of a key of KMS',
    )
    .option('--json', 'print the record')
    .addHelpText('after', help)
    .action(async (file: string, options: { key?: string[]; json?: true }) => {
      try {
        const text = await readFile(file, 'utf8').catch((error) => {
          throw new Error(`${file} ${formatProblem(error)}`);
        });
        const told = await checkProof(text, options);
        terminal.out(told);
        if (options.json && !options.key) terminal.err(selfSigned);
      } catch (error) {
        terminal.err(plain(`not proved: ${(error as Error).message}`));
        terminal.exitWith(1);
      }
    });

async function checkProof(text: string, { key, json }: { key?: string[]; json?: true }): Promise<string> {
  const read = readInclusionProof(parse(text));
  if (!read.ok) throw new Error(read.detail);
  const checked = checkInclusion(read.value);
  if (!checked.ok) throw new Error(checked.detail);
  const keys = key ? await readPublicKeys(key) : [readPublicKey(read.value.publicKey)];
  const { file, signedText, record, place } = checked;
  const signed = signatureCheck(keys)(file.keyId, signedText, file.signature);
  if (signed !== 'right')
    throw new Error(
      signed === 'wrong'
        ? 'the signature is not over its digest file'
        : `it is signed by ${file.keyId}, which is none of the keys given`,
    );
  if (json) return JSON.stringify(record, null, 2);
  const where = `record ${plain(place.id)} of ${plain(String(record.at))} is in the hour from ${file.from}`;
  const compare = key ? '' : ', the key in the file itself: compare it with the one that you know';
  return `PROVED: ${where}, signed by ${file.keyId}${compare}.`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
