/** A name or an ARN of IAM in a request's parameters, with its JSON pointer. */
export interface IamName {
  pointer: string;
  name: string;
}

/** Whatever the service, curated or not. One too many costs nothing but a look at its case. */
export const iamNamesIn = (parameters: object): IamName[] => search(parameters, '', '');

/** `under` is the key that says what a value is: its own, the key of its list, or `IamInstanceProfile` of `{ Name: … }`. */
function search(value: unknown, under: string, pointer: string): IamName[] {
  if (typeof value === 'string') {
    return iamParameter.test(under) || iamArn.test(value) ? [{ pointer, name: value }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    search(item, Array.isArray(value) || key === 'Name' ? under : key, `${pointer}/${escaped(key)}`),
  );
}

const iamParameter =
  /^(?:New)?(?:User|Group|Policy|ServerCertificate|VirtualMFADevice)Name$|(?:Role|InstanceProfile)(?:Name|Arn|ARN)?$/;
const iamArn = /^arn:[a-z-]+:(?:iam|sts):/i;

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
