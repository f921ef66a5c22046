import type { Location } from './template/assembly.ts';
import { readDeployment } from './template/deployment.ts';
import { NotImplementedLocally } from './template/not-implemented.ts';
import { apisOf } from './template/specs/apis.ts';
import { awsResourcesOf } from './template/specs/aws-resources.ts';
import { functionsOf } from './template/specs/functions.ts';
import { machinesOf } from './template/specs/machines.ts';
import { mappingsOf } from './template/specs/mappings.ts';
import { servicePermissions } from './template/specs/permissions.ts';

export type Specs = ReturnType<typeof specsOf>;
export type ReadSpecs = { ok: true; specs: Specs } | { ok: false; problems: string[] };

/** Everything that a template asks this machine to run, or why it cannot. */
export function readSpecs(assembly: string, location: Location): ReadSpecs {
  const read = readDeployment(assembly, location);
  if (!read.ok) return read;
  try {
    return { ok: true, specs: specsOf(read.deployment) };
  } catch (error) {
    if (error instanceof NotImplementedLocally) return { ok: false, problems: [error.message] };
    throw error;
  }
}

function specsOf(deployment: Extract<ReturnType<typeof readDeployment>, { ok: true }>['deployment']) {
  const [api, ...others] = apisOf(deployment);
  if (!api || others.length > 0) {
    throw new NotImplementedLocally(`a template with ${api ? others.length + 1 : 0} HTTP APIs`);
  }
  return {
    location: deployment.location,
    api,
    aws: awsResourcesOf(deployment),
    functions: functionsOf(deployment),
    machines: machinesOf(deployment),
    mappings: mappingsOf(deployment),
    mayInvoke: servicePermissions(deployment),
  };
}
