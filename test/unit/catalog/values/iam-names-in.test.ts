import { expect, test } from 'vitest';
import { iamNamesIn } from '../../../../catalog/values/iam-names-in.ts';

test('names of IAM are found wherever they stand, by their parameter or as an ARN', () => {
  const arn = 'arn:aws:iam::111122223333:role/x';
  const parameters = {
    RoleName: 'a',
    Comment: 'RoleName',
    IamInstanceProfile: { Name: 'b' },
    SecurityGroups: ['c'],
    Nested: [{ executionRoleArn: 'd', 'x/y': arn }, { GroupName: ['e'] }, { Name: 'f' }],
    Role: 'g',
    Principal: 'arn:aws:sts::111122223333:assumed-role/x/y',
    Shouted: arn.toUpperCase(),
    Count: 3,
  };
  expect(iamNamesIn(parameters)).toEqual([
    { pointer: '/RoleName', name: 'a' },
    { pointer: '/IamInstanceProfile/Name', name: 'b' },
    { pointer: '/Nested/0/executionRoleArn', name: 'd' },
    { pointer: '/Nested/0/x~1y', name: arn },
    { pointer: '/Nested/1/GroupName/0', name: 'e' },
    { pointer: '/Role', name: 'g' },
    { pointer: '/Principal', name: 'arn:aws:sts::111122223333:assumed-role/x/y' },
    { pointer: '/Shouted', name: arn.toUpperCase() },
  ]);
});
