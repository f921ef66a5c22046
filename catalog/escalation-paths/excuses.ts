import type { OpenPath } from './open-paths.ts';

const unsigned = 'AWS takes this call from anyone: it is not signed, so no policy of the agent has a say.';
const callersOwn = 'The token stands for whoever asks for it and may do what they may: nothing is gained.';
const plainParameters =
  'Plain parameters are configuration, which agents read. Secure ones stay denied: their key may not be used.';

/**
 * The paths that may stay open, by their keys, each with why. Whoever adds one tells what keeps an agent from gaining by it,
 * or that it gains nothing: that a path is hard to close is not a reason.
 */
export const excuses: Readonly<Record<string, string>> = {
  'stratus-red-team/aws.initial-access.console-login-without-mfa':
    'Signing in to the console is not a call that IAM rules on, and the roles of agents have no password.',
  'stratus-red-team/aws.discovery.ses-enumerate': 'It only looks, and changes nothing.',
  'stratus-red-team/aws.impact.bedrock-invoke-model':
    'Agents work by asking models. It costs money; how much it may cost is for a budget to say.',
  'stratus-red-team/aws.impact.s3-ransomware-client-side-encryption':
    'Reading and writing objects is what agents do all day. What is written over stays as a version, and deleting versions is denied.',
  'cloudsplaining-credentials/sts:assumerolewithsaml': unsigned,
  'cloudsplaining-credentials/sts:assumerolewithwebidentity': unsigned,
  'cloudsplaining-credentials/cognito-identity:getcredentialsforidentity': unsigned,
  'cloudsplaining-credentials/cognito-identity:getopenidtoken': unsigned,
  'cloudsplaining-credentials/cognito-idp:getsigningcertificate':
    'A certificate is public: it holds no private key, and who checks a signature needs it.',
  'cloudsplaining-credentials/codeartifact:getauthorizationtoken': callersOwn,
  'cloudsplaining-credentials/ecr:getauthorizationtoken': callersOwn,
  'cloudsplaining-credentials/ecr-public:getauthorizationtoken': callersOwn,
  'cloudsplaining-exfiltration/s3:GetObject':
    "Reading objects is what agents do all day. Which ones, their own roles' policies say.",
  'cloudsplaining-exfiltration/ssm:GetParameter': plainParameters,
  'cloudsplaining-exfiltration/ssm:GetParameters': plainParameters,
  'cloudsplaining-exfiltration/ssm:GetParametersByPath': plainParameters,
};

export const unexcused = (open: readonly OpenPath[]): OpenPath[] =>
  open.filter(({ path }) => !Object.hasOwn(excuses, path.key));
