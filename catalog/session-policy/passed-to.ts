/**
 * The services that a role is handed to, as `iam:PassedToService` knows them, by action or by service. Only what AWS documents
 * for every role that the action hands over: with a wrong one the call fails.
 */
export const passedTo: Readonly<Record<string, readonly string[]>> = {
  'codebuild:CreateProject': ['codebuild.amazonaws.com'],
  'codebuild:UpdateProject': ['codebuild.amazonaws.com'],
  'ec2:AssociateIamInstanceProfile': ['ec2.amazonaws.com'],
  'ec2:ReplaceIamInstanceProfileAssociation': ['ec2.amazonaws.com'],
  'ec2:RunInstances': ['ec2.amazonaws.com'],
  'ecs:RegisterTaskDefinition': ['ecs-tasks.amazonaws.com'],
  'ecs:RunTask': ['ecs-tasks.amazonaws.com'],
  'ecs:StartTask': ['ecs-tasks.amazonaws.com'],
  // Its second role is read by Redshift.
  'sagemaker:CreateProcessingJob': [],
  cloudformation: ['cloudformation.amazonaws.com'],
  glue: ['glue.amazonaws.com'],
  lambda: ['lambda.amazonaws.com'],
  pipes: ['pipes.amazonaws.com'],
  sagemaker: ['sagemaker.amazonaws.com'],
  scheduler: ['scheduler.amazonaws.com'],
  states: ['states.amazonaws.com'],
};

/** Where roles stand in what a call names and not in its parameters: a launch template, a task's definition. */
export const rolesInside: Readonly<Record<string, readonly string[]>> = {
  'ec2:CreateFleet': ['/LaunchTemplateConfigs'],
  'ec2:RunInstances': ['/LaunchTemplate'],
  'ecs:RunTask': ['/taskDefinition'],
  'ecs:StartTask': ['/taskDefinition'],
};
