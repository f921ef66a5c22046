import type { RichTextBlock } from '@slack/web-api';
import { visibleText } from '../../core/lib/visible-text.ts';
import type { Evidence, Request } from '../../core/request/request.ts';
import type { CardRoom } from './card-room.ts';
import { line, plain, richText, strong } from './rich-text.ts';
import { utc } from './utc.ts';

/** What CloudTrail told of the run, which is nobody's word. */
export function evidenceOnCard(request: Request, { fact }: CardRoom): RichTextBlock[] {
  const evidence = 'evidence' in request ? request.evidence : undefined;
  return evidence ? [richText([sayEvidence(evidence, fact)])] : [];
}

export function sayEvidence(evidence: Evidence, longest = 600) {
  const at = utc(evidence.at);
  switch (evidence.kind) {
    case 'confirmed':
      return line([plain(visibleText(`CloudTrail confirms it (${at}). ${sayOutcome(evidence)}`, longest))]);
    case 'drifted':
      return line([
        strong('CloudTrail saw another thing than was signed.'),
        plain(
          visibleText(` It is an incident (${at}): ${evidence.differences.map(nameOf).join(', ')}`, longest),
        ),
      ]);
    case 'unseen':
      return line([
        strong('CloudTrail has told nothing of it within a day.'),
        plain(' Look there for what was called.'),
      ]);
  }
}

function sayOutcome({ errorCode, untold }: Extract<Evidence, { kind: 'confirmed' }>): string {
  const did = errorCode === undefined ? 'AWS did it.' : `AWS did not do it: ${errorCode}.`;
  return untold.length === 0 ? did : `${did} It does not tell ${untold.join(', ')}.`;
}

const nameOf = ({ pointer }: { pointer: string }): string => (pointer === '' ? 'the operation' : pointer);
