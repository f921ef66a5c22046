import { z } from 'zod';
import { undoBy, undoByAnswer } from '../undo.ts';

/**
 * What is made anew in IAM is deleted again: IAM makes nothing twice under one name. What has got something since, such as a user
 * with a key, IAM does not delete (DeleteConflict).
 */
const deletedBy = <Name extends string>(action: string, name: Name) => ({
  undo: undoBy([action], ({ parameters }: { parameters: { [key in Name]: string } }) => ({
    action,
    parameters: { [name]: parameters[name] },
  })),
});

export const newUser = deletedBy('iam:DeleteUser', 'UserName');
export const newRole = deletedBy('iam:DeleteRole', 'RoleName');
export const newGroup = deletedBy('iam:DeleteGroup', 'GroupName');
export const newInstanceProfile = deletedBy('iam:DeleteInstanceProfile', 'InstanceProfileName');
export const newLoginProfile = deletedBy('iam:DeleteLoginProfile', 'UserName');

const arn = z.string().startsWith('arn:');

export const newPolicy = {
  undo: undoByAnswer(
    ['iam:DeletePolicy'],
    z.object({ Policy: z.object({ Arn: arn }) }),
    ({ result: { Policy } }) => ({ action: 'iam:DeletePolicy', parameters: { PolicyArn: Policy.Arn } }),
  ),
};
/** Which key it is stands in the answer alone; its secret is not looked at. */
export const newAccessKey = {
  undo: undoByAnswer(
    ['iam:DeleteAccessKey'],
    z.object({ AccessKey: z.object({ AccessKeyId: z.string() }) }),
    ({ parameters: { UserName }, result: { AccessKey } }: NewKey) => ({
      action: 'iam:DeleteAccessKey',
      parameters: { UserName, AccessKeyId: AccessKey.AccessKeyId },
    }),
  ),
};
interface NewKey {
  parameters: { UserName: string };
  result: { AccessKey: { AccessKeyId: string } };
}
