/**
 * What IAM calls listing, and answers with passwords, keys, signed addresses, or what code and machines are given as their
 * settings, where such things stand. AWS marks nearly all of it as sensitive in its answers.
 */
const byService: Readonly<Record<string, string>> = {
  appsync: 'ListApiKeys',
  autoscaling: 'DescribeLaunchConfigurations',
  'bedrock-agentcore': 'ListEvents ListMemoryRecords RetrieveMemoryRecords',
  cloudfront: `
    ListDistributions ListDistributionsByAnycastIpListId ListDistributionsByConnectionFunction
    ListDistributionsByConnectionMode ListDistributionsByRealtimeLogConfig ListDistributionsByTrustStore
    ListDistributionsByWebACLId
  `,
  codebuild: 'ListCommandExecutionsForSandbox',
  'cognito-idp': 'ListUserPoolClientSecrets',
  ec2: `
    DescribeLaunchTemplateVersions DescribeSpotFleetRequests DescribeSpotInstanceRequests
    DescribeVerifiedAccessTrustProviders DescribeVpnConnections GetVpnConnectionDeviceSampleConfiguration
  `,
  lambda: 'ListFunctions ListVersionsByFunction',
  ses: 'ListAddressListImportJobs',
};

export const secretLists: ReadonlySet<string> = new Set(
  Object.entries(byService).flatMap(([service, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => `${service}:${name}`),
  ),
);
