import type { Step } from '../state.ts';

const images: Step = [
  'ec2:DescribeImages',
  { Owners: ['amazon'] },
  { 'ami-11111111111111111': '/Images/0/ImageId' },
];
const vpc: Step = ['ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }, { 'vpc-0123456789abcdef0': '/Vpc/VpcId' }];
const peer: Step = ['ec2:CreateVpc', { CidrBlock: '10.1.0.0/16' }, { 'vpc-00000000000000001': '/Vpc/VpcId' }];
const subnet: Step = [
  'ec2:CreateSubnet',
  { VpcId: 'vpc-0123456789abcdef0', CidrBlock: '10.0.1.0/24' },
  { 'subnet-0123456789abcdef0': '/Subnet/SubnetId' },
];
const group: Step = [
  'ec2:CreateSecurityGroup',
  { GroupName: 'database', Description: 'Database', VpcId: 'vpc-0123456789abcdef0' },
  { 'sg-0123456789abcdef0': '/GroupId' },
];
const rule: Step = [
  'ec2:AuthorizeSecurityGroupIngress',
  { GroupId: 'sg-0123456789abcdef0', IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' },
  { 'sgr-0123456789abcdef0': '/SecurityGroupRules/0/SecurityGroupRuleId' },
];
const egressRule: Step = [
  'ec2:AuthorizeSecurityGroupEgress',
  {
    GroupId: 'sg-0123456789abcdef0',
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
  },
  { 'sgr-0123456789abcdef0': '/SecurityGroupRules/0/SecurityGroupRuleId' },
];
const gateway: Step = [
  'ec2:CreateInternetGateway',
  {},
  { 'igw-0123456789abcdef0': '/InternetGateway/InternetGatewayId' },
];
const attachedGateway: Step = [
  'ec2:AttachInternetGateway',
  { VpcId: 'vpc-0123456789abcdef0', InternetGatewayId: 'igw-0123456789abcdef0' },
];
const routes: Step = [
  'ec2:CreateRouteTable',
  { VpcId: 'vpc-0123456789abcdef0' },
  { 'rtb-0123456789abcdef0': '/RouteTable/RouteTableId' },
];
const route: Step = [
  'ec2:CreateRoute',
  {
    RouteTableId: 'rtb-0123456789abcdef0',
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: 'igw-0123456789abcdef0',
  },
];
const networkInterface: Step = [
  'ec2:CreateNetworkInterface',
  { SubnetId: 'subnet-0123456789abcdef0' },
  { 'eni-0123456789abcdef0': '/NetworkInterface/NetworkInterfaceId' },
];
const acl: Step = [
  'ec2:CreateNetworkAcl',
  { VpcId: 'vpc-0123456789abcdef0' },
  { 'acl-0123456789abcdef0': '/NetworkAcl/NetworkAclId' },
];
const aclEntry: Step = [
  'ec2:CreateNetworkAclEntry',
  {
    NetworkAclId: 'acl-0123456789abcdef0',
    RuleNumber: 90,
    Protocol: '6',
    RuleAction: 'deny',
    Egress: false,
    CidrBlock: '0.0.0.0/0',
    PortRange: { From: 22, To: 22 },
  },
];
const instance: readonly Step[] = [
  images,
  [
    'ec2:RunInstances',
    { ImageId: 'ami-11111111111111111', InstanceType: 'm7g.large', MinCount: 1, MaxCount: 1 },
    { 'i-0123456789abcdef0': '/Instances/0/InstanceId' },
  ],
];
const stopped: Step = ['ec2:StopInstances', { InstanceIds: ['i-0123456789abcdef0'] }];
const volume: Step = [
  'ec2:CreateVolume',
  { AvailabilityZone: 'eu-central-1a', Size: 1 },
  { 'vol-0123456789abcdef0': '/VolumeId' },
];
const snapshot: Step = [
  'ec2:CreateSnapshot',
  { VolumeId: 'vol-0123456789abcdef0' },
  { 'snap-0123456789abcdef0': '/SnapshotId' },
];
const image: readonly Step[] = [
  ...instance,
  [
    'ec2:CreateImage',
    { InstanceId: 'i-0123456789abcdef0', Name: 'web' },
    { 'ami-0123456789abcdef0': '/ImageId' },
  ],
];
const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
const profile = (InstanceProfileName: string): Step => ['iam:CreateInstanceProfile', { InstanceProfileName }];
const associated: Step = [
  'ec2:AssociateIamInstanceProfile',
  {
    IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/before' },
    InstanceId: 'i-0123456789abcdef0',
  },
  { 'iip-assoc-0123456789abcdef0': '/IamInstanceProfileAssociation/AssociationId' },
];
const template: readonly Step[] = [
  ...image,
  profile('web'),
  [
    'ec2:CreateLaunchTemplate',
    {
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.micro' },
    },
    { 'lt-0123456789abcdef0': '/LaunchTemplate/LaunchTemplateId' },
  ],
];
const templateVersions = (count: number): Step[] =>
  Array.from({ length: count }, () => [
    'ec2:CreateLaunchTemplateVersion',
    {
      LaunchTemplateId: 'lt-0123456789abcdef0',
      LaunchTemplateData: { ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.micro' },
    },
  ]);
const webGroup: Step = [
  'autoscaling:CreateAutoScalingGroup',
  {
    AutoScalingGroupName: 'web',
    MinSize: 0,
    MaxSize: 1,
    LaunchTemplate: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' },
    VPCZoneIdentifier: 'subnet-0123456789abcdef0',
  },
];

export const machines: Readonly<Record<string, readonly Step[]>> = {
  'ec2:AcceptVpcPeeringConnection': [
    vpc,
    peer,
    [
      'ec2:CreateVpcPeeringConnection',
      { VpcId: 'vpc-0123456789abcdef0', PeerVpcId: 'vpc-00000000000000001' },
      { 'pcx-0123456789abcdef0': '/VpcPeeringConnection/VpcPeeringConnectionId' },
    ],
  ],
  'ec2:AssociateIamInstanceProfile': [...instance, profile('web')],
  'ec2:AttachInternetGateway': [vpc, gateway],
  'ec2:AuthorizeSecurityGroupEgress': [
    vpc,
    group,
    [
      'ec2:RevokeSecurityGroupEgress',
      {
        GroupId: 'sg-0123456789abcdef0',
        IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ],
  ],
  'ec2:AuthorizeSecurityGroupIngress': [vpc, group],
  'ec2:CopyImage': image,
  'ec2:CreateFleet': [...template, ...templateVersions(6)],
  'ec2:CreateImage': instance,
  'ec2:CreateLaunchTemplate': [...image, profile('web')],
  'ec2:CreateLaunchTemplateVersion': template,
  'ec2:CreateNetworkAclEntry': [vpc, acl],
  'ec2:CreateRoute': [vpc, gateway, attachedGateway, routes],
  'ec2:CreateSnapshot': [volume],
  'ec2:CreateSnapshots': instance,
  'ec2:CreateVpcPeeringConnection': [vpc, peer],
  'ec2:DeleteFlowLogs': [
    vpc,
    [
      's3:CreateBucket',
      { Bucket: 'flows', CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } },
    ],
    [
      'ec2:CreateFlowLogs',
      {
        ResourceIds: ['vpc-0123456789abcdef0'],
        ResourceType: 'VPC',
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: 'arn:aws:s3:::flows',
      },
      { 'fl-0123456789abcdef0': '/FlowLogIds/0' },
    ],
  ],
  'ec2:DeleteNetworkAclEntry': [vpc, acl, aclEntry],
  'ec2:DeleteSnapshot': [volume, snapshot],
  'ec2:DeleteVolume': [volume],
  'ec2:DeleteVpc': [vpc],
  'ec2:DeregisterImage': image,
  'ec2:DescribeInstanceAttribute': instance,
  'ec2:GetPasswordData': instance,
  'ec2:ModifyImageAttribute': image,
  'ec2:ModifyInstanceAttribute': [...instance, stopped],
  'ec2:ModifyInstanceMetadataOptions': instance,
  'ec2:ModifyLaunchTemplate': [...template, ...templateVersions(6)],
  'ec2:ModifyNetworkInterfaceAttribute': [vpc, subnet, group, networkInterface],
  'ec2:ModifySecurityGroupRules': [vpc, group, rule],
  'ec2:ModifySnapshotAttribute': [volume, snapshot],
  'ec2:ModifySubnetAttribute': [vpc, subnet],
  'ec2:ReplaceIamInstanceProfileAssociation': [...instance, profile('before'), profile('web'), associated],
  'ec2:ReplaceNetworkAclEntry': [vpc, acl, aclEntry],
  'ec2:ReplaceRoute': [vpc, subnet, gateway, attachedGateway, routes, route, networkInterface],
  'ec2:RevokeSecurityGroupEgress': [vpc, group, egressRule],
  'ec2:RevokeSecurityGroupIngress': [vpc, group, rule],
  'ec2:RunInstances': [
    ...image,
    vpc,
    subnet,
    profile('batch-worker'),
    ['iam:CreateRole', { RoleName: 'batch-worker', AssumeRolePolicyDocument: trust }],
    ['iam:AddRoleToInstanceProfile', { InstanceProfileName: 'batch-worker', RoleName: 'batch-worker' }],
  ],
  'ec2:StartInstances': [...instance, stopped],
  'ec2:StopInstances': instance,
  'ec2:TerminateInstances': instance,
  'autoscaling:CreateAutoScalingGroup': [...template, ...templateVersions(6), vpc, subnet],
  'autoscaling:UpdateAutoScalingGroup': [...template, ...templateVersions(7), vpc, subnet, webGroup],
};
