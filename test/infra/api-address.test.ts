import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/lib/json.ts';
import { appOf, config, type Resource } from './synthesized.ts';

interface Template {
  Resources: Record<string, { Type: string; Properties: JsonObject; DependsOn?: string[] }>;
  Outputs: Record<string, { Value: unknown }>;
}

const trial = config('trial');
const domain = {
  name: 'approvals.example.com',
  certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/0f3c',
};

function stacksOf(settings: typeof trial): { audit: Template; approval: Template } {
  const { stacks } = appOf(settings).synth();
  const named = (name: string): Template => {
    const stack = stacks.find(({ stackName }) => stackName === `countersign-trial-${name}`);
    if (!stack) throw new Error(`There is no stack ${name}.`);
    return stack.template;
  };
  return { audit: named('audit'), approval: named('approval') };
}
const typesIn = ({ Resources }: Template): Resource['type'][] =>
  Object.values(Resources).map(({ Type }) => Type);
const apiGatewayIn = (template: Template): string[] =>
  [...new Set(typesIn(template).filter((type) => type.startsWith('AWS::ApiGatewayV2::')))].sort();

describe('the address of the API', () => {
  const { audit, approval } = stacksOf(trial);

  it('stays when the approval stack goes: its id, which agents may call, is no part of that', () => {
    expect(apiGatewayIn(audit)).toEqual(['AWS::ApiGatewayV2::Api']);
    expect(apiGatewayIn(approval)).not.toContain('AWS::ApiGatewayV2::Api');
    expect(JSON.stringify(audit.Outputs.AgentApiArn?.Value)).toMatch(
      /execute-api.*"Ref":"AddressApi\w+".*\/v1\//,
    );
  });

  it('is the one that API Gateway gives', () => {
    expect(audit.Outputs.ApiUrl?.Value).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^AddressApi/), 'ApiEndpoint'],
    });
  });
});

describe('a domain of your own', () => {
  const { audit, approval } = stacksOf({ ...trial, domain });

  it('stands beside the API, with your certificate, and says what it is to be an alias of', () => {
    expect(apiGatewayIn(audit)).toEqual(['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::DomainName']);
    expect(JSON.stringify(audit.Resources)).toContain(domain.certificateArn);
    expect(JSON.stringify(audit.Outputs.DomainTarget?.Value)).toContain('RegionalDomainName');
  });

  it('is what agents and Slack are given', () => {
    expect(audit.Outputs.ApiUrl?.Value).toBe('https://approvals.example.com');
    expect(audit.Outputs.SlackUrl?.Value).toBe('https://approvals.example.com/slack/interactions');
    expect(audit.Outputs.SlackEventsUrl?.Value).toBe('https://approvals.example.com/slack/events');
    expect(audit.Outputs.SlackCommandsUrl?.Value).toBe('https://approvals.example.com/slack/commands');
  });

  it('leads to the stage that the routes stand in', () => {
    const mapping = Object.values(approval.Resources).find(
      ({ Type }) => Type === 'AWS::ApiGatewayV2::ApiMapping',
    );
    expect(mapping?.Properties.Stage).toBe('$default');
    // A mapping to a stage that is not there yet fails the deployment.
    const waitsFor = mapping?.DependsOn?.map((id) => approval.Resources[id]?.Type);
    expect(waitsFor).toEqual(['AWS::ApiGatewayV2::Stage']);
  });
});
