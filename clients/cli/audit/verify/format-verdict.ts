import { formatCount } from '../../format-count.ts';
import { plain } from '../../terminal.ts';
import type { VerifyReport } from './report.ts';

const barWidth = 24;

export function formatProgress({
  hours,
  ofHours,
  records,
}: {
  hours: number;
  ofHours: number;
  records: number;
}): string {
  const filled = Math.floor((hours / ofHours) * barWidth);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
  return `${bar} ${hours.toLocaleString('en')} of ${formatCount(ofHours, 'hour')}, ${formatCount(records, 'record')}`;
}

/** One line that says it all; before it, where something is wrong, a line for each of the first faults. */
export function formatVerdict(report: VerifyReport): string {
  const lines = report.faults.map(
    ({ code, object, record, byte, detail }) =>
      `${code}: ${plain([object, record && `record ${record}`, byte !== undefined && `byte ${byte}`].filter(Boolean).join(', '))}: ${plain(detail)}`,
  );
  const more = report.faultCount - report.faults.length;
  if (more > 0) lines.push(`… and ${formatCount(more, 'more fault')}`);
  return [...lines, verdict(report)].join('\n');
}

function verdict(report: VerifyReport): string {
  const { verified, faultCount, records, chains, digestFiles, span, keys } = report;
  const seen = `${formatCount(records, 'record')} of ${formatCount(chains, 'chain')} in ${formatCount(report.objects, 'object')}`;
  const hours = span
    ? `${formatCount(digestFiles, 'signed hour')} from ${span.from} to ${span.to}`
    : 'no signed hour';
  if (faultCount > 0) return `NOT VERIFIED: ${formatCount(faultCount, 'fault')} in ${hours}, ${seen}.`;
  if (!verified) return `NOT VERIFIED: ${hours}: nothing in this span is signed.`;
  return `VERIFIED: ${hours}, ${seen}: nothing was changed, added or left out.${asides(report)} Signed by ${keys.join(', ')}.`;
}

/** What is no fault, and whoever reads should know. */
function asides({ unsigned, late, setAside, repeated }: VerifyReport): string {
  const said = [
    unsigned.objects > 0 && ` ${formatCount(unsigned.records, 'record')} of hours that are not signed yet.`,
    late > 0 && ` ${formatCount(late, 'object')} came late.`,
    setAside > 0 &&
      ` ${formatCount(setAside, 'record')} could not be sealed and ${setAside === 1 ? 'was' : 'were'} set aside.`,
    repeated > 0 && ` ${formatCount(repeated, 'record')} sealed twice, and the same.`,
  ];
  return said.filter(Boolean).join('');
}
