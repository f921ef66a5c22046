import { registry } from './registry.ts';
import { type FunctionSpec, functionsOf } from './services/lambda/function-spec.ts';
import type { TemplateFile } from './template/assembly.ts';
import { readTemplate, type Template, type TemplateSource } from './template/read-template.ts';
import type { ResourceTypes } from './template/resource-type.ts';

/** A template that holds nothing but what is played here. */
export interface LoadedTemplate extends Template {
  functions: FunctionSpec[];
  /** Of its HTTP APIs, as API Gateway writes them: `POST /v1/requests`. */
  routeKeys: string[];
}

export type LoadTemplate = { ok: true; template: LoadedTemplate } | { ok: false; problems: string[] };

/** Every resource type that a template may hold. */
const resourceTypes: ResourceTypes = Object.assign(
  {},
  ...Object.values(registry).map((plugin) => plugin.resourceTypes),
);

export function loadTemplate(source: TemplateSource): LoadTemplate {
  const read = readTemplate(source, resourceTypes);
  if (!read.ok) return read;
  const { resourcesOf, asset } = read.value;
  const functions = functionsOf(resourcesOf(registry.lambda.resourceTypes), asset);
  const routes = resourcesOf(registry.apigateway.resourceTypes).all('AWS::ApiGatewayV2::Route');
  const routeKeys = routes.map(({ properties }) => properties.RouteKey);
  return { ok: true, template: { ...read.value, functions, routeKeys } };
}

/** What stands in another account: roles and their policies, rules and buses, buckets, and nothing else. */
export type AccountTemplate = Pick<Template, 'location' | 'resourcesOf'>;

export type LoadAccountTemplate = { ok: true; template: AccountTemplate } | { ok: false; problems: string[] };

/** The same stack may be loaded for many accounts, each by its `location`. */
export function loadAccountTemplate(source: TemplateSource | TemplateFile): LoadAccountTemplate {
  const { iam, events, s3 } = registry;
  const types = { ...iam.resourceTypes, ...events.resourceTypes, ...s3.resourceTypes };
  const read = readTemplate(source, types);
  return read.ok ? { ok: true, template: read.value } : read;
}
