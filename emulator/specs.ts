import { NotImplementedLocally } from './lib/not-implemented-locally.ts';
import { apisOf } from './services/apigateway/apis.ts';
import { awsResourcesOf } from './services/aws-resources.ts';
import { functionsOf } from './services/lambda/functions.ts';
import { mappingsOf } from './services/lambda/mappings.ts';
import { servicePermissions } from './services/lambda/permissions.ts';
import { machinesOf } from './services/states/machines.ts';
import type { Location } from './template/assembly.ts';
import { readDeployment } from './template/read-template.ts';

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
