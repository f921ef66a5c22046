import type { RichTextBlock } from '@slack/web-api';
import { isContainable } from '../../core/detection/contain-incident.ts';
import type { Containment, Incident } from '../../core/detection/incident.ts';
import type { ContainmentKind } from '../../core/detection/new-incident.ts';
import { visibleText } from '../../core/lib/visible-text.ts';
import { mostOfIncident as most } from './card-room.ts';
import { line, plain, richText, strong } from './rich-text.ts';
import { utc } from './utc.ts';

/** What it stops, and what it does not. */
const stops: Readonly<Record<ContainmentKind, string>> = {
  sessions:
    'Every session of the role that began before then is denied everything, whoever uses it: all who share the role. Sessions that begin later can act, and so can sessions of other roles that it took before.',
  identity:
    'Everything under the same source identity is denied in this role. Other sessions of the role can act.',
  boundary:
    'The boundary is on the role again, whatever was there. What the boundary leaves open can still be done.',
};

export function containmentOnCard(incident: Incident): RichTextBlock[] {
  const { containment } = incident;
  if (containment) return [richText([line(sayContainment(containment))])];
  if (!incident.contain || incident.state === 'closed') return [];
  return [richText([line([strong('Not contained yet. '), plain(sayWanted(incident, incident.contain))])])];
}

const sayWanted = (incident: Incident, wanted: ContainmentKind): string =>
  isContainable(incident)
    ? `Policy wants it contained (${wanted}) within an hour of the call: until this line says more, the role can do what it can.`
    : `Policy wants it contained (${wanted}), but no role of an agent made the call, and Countersign changes no other role.`;

function sayContainment(containment: Containment) {
  switch (containment.kind) {
    case 'contained': {
      const { how, wanted, at, by } = containment;
      const whose = by === undefined ? 'by policy' : `by ${visibleText(by, 60)}`;
      const instead =
        wanted === undefined ? '' : ` Asked for was "${wanted}", which could not be done to this role.`;
      return [
        strong('Contained. '),
        plain(visibleText(`${stops[how]} Done ${whose} at ${utc(at)}.${instead}`, most.containment)),
      ];
    }
    case 'not-contained': {
      const { wanted, code, at } = containment;
      return [
        strong('NOT contained. '),
        plain(
          visibleText(
            `AWS did not take it at ${utc(at)} (${wanted}): ${code}. The role can do what it can.`,
            most.containment,
          ),
        ),
      ];
    }
    case 'ended':
      return [
        strong('No longer contained. '),
        plain(visibleText(`${containment.by} let the role act again at ${utc(containment.at)}.`, most.fact)),
      ];
  }
}
