import { actionGroups } from '../../action-groups.ts';
import type { Catalog } from '../../entry.ts';
import { accessLevels } from '../../iam-reference/access-level.ts';
import { serviceOf, servicesOf } from '../../service-of.ts';
import { uncuratedActions } from '../../uncurated/uncurated-actions.ts';
import { groupOfLevel } from '../../uncurated/uncurated-groups.ts';
import { code, generatedMark, table } from './markdown.ts';

export function indexPage(catalog: Catalog, name: string): string {
  const services = servicesWithCounts(catalog);
  const sections = [
    introduction(catalog, services),
    groups(catalog),
    uncurated(),
    serviceTable(services, name),
  ];
  return `${sections.join('\n\n')}\n`;
}

interface Service {
  name: string;
  curated: number;
  uncurated: number;
}

function servicesWithCounts(catalog: Catalog): Service[] {
  const described = Map.groupBy(catalog.entries, ({ action }) => serviceOf(action));
  return [...servicesOf(catalog)].sort().flatMap((name) => {
    const curated = described.get(name)?.length ?? 0;
    const uncurated = uncuratedActions(catalog, name).length;
    return curated + uncurated > 0 ? [{ name, curated, uncurated }] : [];
  });
}

function introduction({ entries }: Catalog, services: readonly Service[]): string {
  const others = services.reduce((sum, { uncurated }) => sum + uncurated, 0);
  const looked = entries.filter(({ look }) => look).length;
  const undone = entries.filter(({ undo }) => undo).length;
  return `# The catalog

${generatedMark}

What an agent can ask for: ${entries.length} actions that somebody has described, on a page for each [service](#services), and
${others} more operations of AWS that [nobody has](#uncurated). A request names the \`action\`, its \`parameters\` as the
AWS API writes them, and the \`resource\` that these parameters name; anything else is refused before a policy sees it.

- **Resource.** \`{RoleName}\` is a parameter; \`{account}\`, \`{region}\` and \`{partition}\` are yours to fill in. Where a
  parameter is an ARN already, that ARN is the resource. A list of several stands as \`*\`: a policy that protects one of them
  must look at the parameter (\`context.parameters.InstanceIds.contains("i-…")\`), not at the resource.
- **Strict.** Parameters that are not listed are refused. So is what could turn into something else while people decide:
  code without a version, an image without its digest, a change set by name.
- **In policies**, parameters have Cedar types: a list is a \`Set\`, an object a \`Record\`. Decimal numbers, maps with free
  keys and secrets are not there.
- **Before and after.** ${looked} actions have a read by which their target is looked at: it is what people see before they
  decide, and what is compared before it runs. ${undone} are undone by other actions of the catalog, made of what was seen
  before; what was hidden then is not put back.
- **Custom actions** (\`terraform:apply\`, and those in \`policies/actions.yaml\`) are not AWS calls: whatever runs them asks
  first. Neither the permissions boundary nor CloudTrail knows them.
- **To look one up**: \`npx countersign catalog search snapshot data-export\`, \`npx countersign catalog show
  rds:CreateDBSnapshot\`; as an agent, \`GET /v1/actions?search=snapshot\`.`;
}

function groups({ entries }: Catalog): string {
  const meanings: Record<string, string> = actionGroups;
  const named = [...new Set(entries.flatMap((entry) => entry.groups))].sort();
  const rows = named.map((group) => {
    const size = entries.filter((entry) => entry.groups.includes(group)).length;
    return [code([group]), meanings[group] ?? 'of this deployment', String(size)];
  });
  return `## Groups\n\n${table([['group', 'an action that', 'actions'], ...rows])}`;
}

/** Of each group the access levels, in their order. */
function uncurated(): string {
  const levels = Map.groupBy(accessLevels, groupOfLevel);
  const rows = [...levels].map(([group, among]) => [code([group]), among.join(', ')]);
  return `## Uncurated

Any other operation of the services below can be asked for by its name as IAM writes it, such as \`glue:CreateClassifier\`.
Nobody has described it, so everything that is known of it comes from AWS:

- its parameters are held to the SDK's schema as strictly as any, and **no policy sees them**;
- the resource is the one ARN that the parameters name, or, where they name none or several, all of the service in the account;
- the sentence on the card is the name of the operation with every parameter, under a warning;
- what is named like a secret, by AWS or by the agent, is hidden, and so are bytes.

Policies speak of them all as \`uncurated\`, and by IAM's access level:

${table([['group', 'access level in IAM'], ...rows])}`;
}

function serviceTable(services: readonly Service[], name: string): string {
  const rows = services.map((service) => [
    service.curated > 0 ? `[${service.name}](${name}/${service.name}.md)` : service.name,
    String(service.curated),
    String(service.uncurated),
  ]);
  return `## Services\n\n${table([['service', 'actions', 'uncurated'], ...rows])}`;
}
