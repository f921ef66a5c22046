import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderSource } from '../clients/cli/audit/source/folder-source.ts';
import { signatureCheck } from '../clients/cli/audit/source/public-keys.ts';
import { openChainFiles } from '../clients/cli/audit/verify/chain-files.ts';
import { openObjectPool } from '../clients/cli/audit/verify/object-pool.ts';
import { openReport } from '../clients/cli/audit/verify/report.ts';
import { verifyTrail } from '../clients/cli/audit/verify/verify-trail.ts';
import { readPublicKey } from '../core/lib/signature.ts';

/** A process that verifies a folder once, and prints how fast, and how much memory the whole of it took at most. */
const [folder = '', keyFile = '', threads = '1'] = process.argv.slice(2);
const chains = openChainFiles();
const pool = openObjectPool({ cores: Number(threads) });
const findings = openReport(folder);
const start = performance.now();
const report = await verifyTrail(
  {
    source: folderSource(folder),
    isSigned: signatureCheck([readPublicKey(readFileSync(keyFile, 'utf8'))]),
    to: readFileSync(join(folder, 'to'), 'utf8'),
    now: new Date().toISOString(),
    retentionDays: 1,
  },
  { ...{ findings, chains, ...pool }, onProgress: () => {} },
);
const seconds = (performance.now() - start) / 1_000;
await chains.remove();
await pool.close();
if (!report.verified) throw new Error(JSON.stringify(report.faults[0]));
// In kilobytes, of all threads.
const peakMegabytes = process.resourceUsage().maxRSS / 1_000;
console.log(JSON.stringify({ perSecond: report.records / seconds, peakMegabytes }));
