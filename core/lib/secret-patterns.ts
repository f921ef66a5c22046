/** A kind of secret, as people call it, and how its text looks. */
export interface SecretPattern {
  kind: string;
  pattern: RegExp;
}

/**
 * Formats that their makers published so that leaks are found. Agents control what is searched, so every expression takes
 * time that grows with the text alone: it begins with a fixed text that it cannot begin with twice at one place, and what
 * repeats is bounded or ends at the first other character.
 */
export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: 'an AWS access key id',
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])/,
  },
  {
    kind: 'an AWS session token',
    pattern: /(?<![A-Za-z0-9+/])(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9+/=]{80}/,
  },
  {
    kind: 'an AWS secret access key',
    pattern: /secret[\w .-]{0,20}key["']?\s{0,3}[:=,]?\s{0,3}["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/i,
  },
  {
    kind: 'a signed URL',
    pattern: /[?&](?:X-Amz-Signature=[0-9a-f]{64}|X-Goog-Signature=[0-9a-f]{64}|sig=[A-Za-z0-9%+/]{40})/i,
  },
  {
    kind: 'a GitHub token',
    pattern: /(?<![A-Za-z0-9])(?:gh[oprsu]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})/,
  },
  { kind: 'a GitLab token', pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|soat|ft)-[A-Za-z0-9_-]{20}/ },
  {
    kind: 'a Slack token',
    pattern:
      /(?<![A-Za-z0-9])xox[abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{10}|(?<![A-Za-z0-9])xapp-[0-9]-[A-Za-z0-9-]{10}/,
  },
  {
    kind: 'a Slack webhook',
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/_+]{20}/,
  },
  {
    kind: 'a Stripe key',
    pattern: /(?<![A-Za-z0-9])(?:[rs]k_(?:live|prod|test)_[A-Za-z0-9]{10}|whsec_[A-Za-z0-9+/]{24})/,
  },
  { kind: 'a Google API key', pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/ },
  {
    kind: 'a Google OAuth secret',
    pattern: /(?<![A-Za-z0-9])(?:GOCSPX-[A-Za-z0-9_-]{20}|ya29\.[A-Za-z0-9_-]{30})/,
  },
  { kind: 'an Anthropic key', pattern: /(?<![A-Za-z0-9])sk-ant-[a-z]{2,8}[0-9]{2}-[A-Za-z0-9_-]{40}/ },
  {
    kind: 'an OpenAI key',
    pattern:
      /(?<![A-Za-z0-9])sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{40}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})/,
  },
  { kind: 'a Hugging Face token', pattern: /(?<![A-Za-z0-9])(?:hf|api_org)_[A-Za-z]{34}(?![A-Za-z0-9])/ },
  { kind: 'an npm token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/ },
  { kind: 'a PyPI token', pattern: /pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50}/ },
  { kind: 'a Docker token', pattern: /(?<![A-Za-z0-9])dckr_[op]at_[A-Za-z0-9_-]{20}/ },
  { kind: 'a Vault token', pattern: /(?<![A-Za-z0-9])hv[bsr]\.[A-Za-z0-9_-]{24}/ },
  { kind: 'a Databricks token', pattern: /(?<![A-Za-z0-9])dapi[0-9a-f]{32}(?![0-9a-f])/ },
  { kind: 'a SendGrid key', pattern: /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/ },
  { kind: 'an Azure storage key', pattern: /AccountKey=[A-Za-z0-9+/]{86}==/ },
  {
    kind: 'a private key',
    pattern: /-----BEGIN[A-Z0-9 ]{0,40} PRIVATE KEY|PuTTY-User-Key-File-[0-9]|AGE-SECRET-KEY-1[A-Z0-9]{58}/,
  },
  {
    kind: 'a JSON Web Token',
    pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10}/,
  },
  {
    kind: 'an authorization header',
    pattern: /\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer|basic|token)\s{1,3}[A-Za-z0-9._~+/-]{16}/i,
  },
];
