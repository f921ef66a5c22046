import type { TestDeployment } from '../test/support/local-deployment.ts';

/** In the moment when it has its buttons: looking again and again would be work for the thread under measurement. */
export function cardPosted({ slack }: TestDeployment, id: string): Promise<string> {
  if (!slack) throw new Error('This deployment has no local Slack.');
  const find = () =>
    slack.workspace
      .seenBy('')
      .findLast(
        ({ blocks, threadTs }) =>
          threadTs === undefined &&
          blocks.some((block) => block.type === 'actions' && JSON.stringify(block).includes(id)),
      )?.ts;
  return new Promise((resolve) => {
    const look = () => {
      const ts = find();
      if (ts === undefined) return;
      stop();
      resolve(ts);
    };
    const stop = slack.workspace.onChange(look);
    look();
  });
}
