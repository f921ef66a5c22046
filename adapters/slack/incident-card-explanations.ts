import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/web-api';
import { type Missing, missingOf } from '../../core/detection/explain-incident.ts';
import type { Explanation, Incident } from '../../core/detection/incident.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import { mostOfIncident as most } from './card-room.ts';
import { ring } from './mentions.ts';
import { line, plain, richText, strong } from './rich-text.ts';

/** Who has said what, what is missing, and who is asked for it. `rung` are Slack ids. */
export function explanationsOnCard(incident: Incident, rung: readonly string[]): KnownBlock[] {
  const { explanations } = incident;
  const said = explanations.length > 0 ? [richText(linesThatFit(explanations))] : [];
  const missing = missingOf(incident, explanations);
  if (incident.state === 'closed' || !missing) return said;
  return [...said, richText([line([strong(sayMissing(missing))]), ...ringing(rung)])];
}

const sayExplanation = ({ person, reason, answersFor }: Explanation): string =>
  `Explained by ${visibleText(person)}${answersFor ? ', who answers for the agent' : ''}: ${visibleText(reason, most.explanations / 2)}`;

/** The last give way to their number, so that every one is counted. */
function linesThatFit(explanations: readonly Explanation[]): RichTextBlock['elements'] {
  const lines = explanations.map(sayExplanation);
  const fitting = lines.filter(
    (_, index) => lines.slice(0, index + 1).join('\n').length <= most.explanations,
  );
  const left = lines.length - fitting.length;
  return [...fitting, ...(left > 0 ? [`… and ${left} more`] : [])].map((text) => line([plain(text)]));
}

const sayMissing = (missing: Missing): string =>
  missing.kind === 'free'
    ? 'Needs the explanation of somebody who does not answer for the agent.'
    : `Needs ${missing.count} ${missing.count === 1 ? 'person' : 'people'} to explain it; those who answer for the agent cannot close it alone.`;

const ringing = (rung: readonly string[]): RichTextBlock['elements'] =>
  rung.length === 0
    ? []
    : [
        line([
          plain('Told: '),
          ...rung.flatMap((id, index): RichTextElement[] => [...(index > 0 ? [plain(' ')] : []), ring(id)]),
        ]),
      ];
