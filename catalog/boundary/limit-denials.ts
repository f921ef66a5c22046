import type { Denied } from '../generate/policy-document.ts';
import type { AgentLimits, BoundarySettings } from './agent-limits.ts';
import { matchesPattern } from './matches-pattern.ts';
import { patternsByService } from './patterns-by-service.ts';
import type { Verdict } from './verdict.ts';

/** How an agent asks. */
const asking = 'execute-api:Invoke';

/** Services call others on an agent's behalf: KMS under S3. A call that does not say is an agent's own. */
const ownCallsAlone: Denied['condition'] = { BoolIfExists: { 'aws:ViaAWSService': 'false' } };

/** What a closed boundary leaves open, as patterns by service, and what stands under their stars and is denied by its name. */
export interface OpenPatterns {
  patterns: ReadonlyMap<string, readonly string[]>;
  except: readonly string[];
}

/** A star may stand over a few actions that are denied, where naming these is shorter than to write around them. */
export function openPatterns(limits: AgentLimits): OpenPatterns {
  const open = new Set(leftOpen(limits));
  const takesIn = {
    may: (name: string): boolean => limits.verdicts.get(name)?.kind === 'denied',
    worth: charactersOfAName,
  };
  // By whole words alone: by parts of them, more would match tomorrow.
  const patterns = patternsByService(open, limits.reference, { takesIn });
  const except = [...patterns].flatMap(([service, ofService]) =>
    [...(limits.reference.get(service)?.keys() ?? [])].filter(
      (name) => !open.has(name) && ofService.some((pattern) => matchesPattern(pattern, name)),
    ),
  );
  return { patterns, except };
}

/** With its quotes and a comma. */
const charactersOfAName = 35;

/** What `allBut` leaves open by a star, denied by name. */
export const exceptions = ({ except }: OpenPatterns): Denied[] =>
  except.length > 0 ? [{ actions: except, condition: ownCallsAlone }] : [];

/** `closed`: everything but these, in the agent's own calls. */
export const allBut = (patterns: readonly string[], settings: BoundarySettings): Denied => ({
  notActions: [...patterns, ...ruledOnByRole(settings), asking].sort(),
  condition: ownCallsAlone,
});

/** What both modes deny whoever calls: roles that nobody named, and secure strings. */
export const always = ({ settings, conditional }: AgentLimits): Denied[] => [
  ...roleDenials(settings),
  ...conditional,
];

const rolesOf = ({ passableRoles, assumableRoles }: BoundarySettings): [string, readonly string[]][] => [
  ['iam:PassRole', passableRoles],
  ['sts:AssumeRole', assumableRoles],
];

const ruledOnByRole = (settings: BoundarySettings): string[] =>
  rolesOf(settings).flatMap(([action, roles]) => (roles.length > 0 ? [action] : []));

function roleDenials(settings: BoundarySettings): Denied[] {
  const all = rolesOf(settings);
  const never = all.flatMap(([action, roles]) => (roles.length === 0 ? [action] : []));
  return [
    ...(never.length > 0 ? [{ actions: never }] : []),
    ...all.flatMap(([action, roles]) =>
      roles.length > 0 ? [{ actions: [action], notResources: roles }] : [],
    ),
  ];
}

/** By the boundary, whatever the resource. */
export const deniedWhole = ({ verdicts }: AgentLimits): string[] =>
  namesOf(verdicts, (verdict) => verdict.kind === 'denied' && verdict.by === 'boundary');

export const deniedBeside = ({ verdicts }: AgentLimits): string[] =>
  namesOf(verdicts, (verdict) => verdict.kind === 'denied' && verdict.by === 'beside');

/** What a closed boundary leaves to the policies of the role. */
export const leftOpen = ({ verdicts }: AgentLimits): string[] =>
  namesOf(verdicts, ({ kind }) => kind === 'allowed' || kind === 'in-part');

const namesOf = (verdicts: AgentLimits['verdicts'], which: (verdict: Verdict) => boolean): string[] =>
  [...verdicts].flatMap(([name, verdict]) => (which(verdict) ? [name] : []));
