/**
 * What IAM's reference stars as if a call touched all of it, though it touches one: which, the request names. Where it does, the
 * others are left out.
 */
export const oneOfItsTypes: ReadonlySet<string> = new Set([
  'bedrock:CreateProvisionedModelThroughput',
  'bedrock:InvokeModel',
  'bedrock:InvokeModelWithResponseStream',
  'bedrock-agentcore:InvokeCodeInterpreter',
  'bedrock-agentcore:StartBrowserSession',
  'bedrock-agentcore:StartCodeInterpreterSession',
  // It moves from and to either, and says which by its parents' ids.
  'organizations:MoveAccount',
]);

/** What a call makes: nobody knows its name yet, whatever else of that type the parameters name. */
export const madeBy: Readonly<Record<string, readonly string[]>> = {
  'ec2:CopyImage': ['image', 'snapshot'],
  'ec2:CopySnapshot': ['snapshot'],
  'ec2:CreateImage': ['image', 'snapshot'],
  'ec2:CreateSnapshot': ['snapshot'],
  'ec2:CreateSnapshots': ['snapshot'],
  // Its root volume, though IAM's reference does not star volumes; and an interface where none is given.
  'ec2:RunInstances': ['instance', 'network-interface', 'volume'],
  'ec2:CreateFleet': ['fleet', 'instance', 'volume'],
};

/** What IAM's reference does not star, and a call touches where this parameter is there, which need not name it by its ARN. */
export const touchedWith: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ec2:CreateFleet': {
    'launch-template': '/LaunchTemplateConfigs',
    image: '/LaunchTemplateConfigs',
    subnet: '/LaunchTemplateConfigs',
  },
  'ec2:RunInstances': {
    'launch-template': '/LaunchTemplate',
    // What stands in the template, nobody sees here.
    'key-pair': '/LaunchTemplate',
    'spot-instances-request': '/InstanceMarketOptions',
  },
  'ec2:RequestSpotInstances': {
    image: '/LaunchSpecification',
    'network-interface': '/LaunchSpecification',
    'security-group': '/LaunchSpecification',
    subnet: '/LaunchSpecification',
  },
  'batch:SubmitJob': { 'job-definition': '/jobDefinition', 'job-definition-revision': '/jobDefinition' },
  'ssm:CreateAssociation': { instance: '/Targets', 'managed-instance': '/Targets' },
};

/** Their ids are no other account's, and the account of what is shared with this one is not known here. */
export const sharedAcrossAccounts: Readonly<Record<string, readonly string[]>> = {
  ec2: ['security-group', 'subnet', 'vpc'],
};
