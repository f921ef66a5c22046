import type { Check } from '../check.ts';
import { failed, passed } from '../finding.ts';
import { lookUntil } from '../look-until.ts';

const patienceSeconds = 60;
const reason = 'countersign doctor tries whether alarms arrive. Nothing is wrong.';

export const alarmsReachTheirTopic: Check = {
  name: 'alarms-reach-their-topic',
  how: 'cloudwatch:SetAlarmState of one alarm and back, and cloudwatch:DescribeAlarmHistory of what it did',
  async run({ deployment: { alarmNamePrefix, alarmsTopicArn }, aws, timing }) {
    const alarms = await aws.alarms(alarmNamePrefix);
    const mute = alarms.filter(({ actions }) => !actions.includes(alarmsTopicArn));
    if (mute.length > 0)
      return failed(`${mute.map(({ name }) => name).join(', ')}: does not tell the topic.`, 'Deploy again.');
    const quiet = alarms.find(({ state }) => state !== 'ALARM');
    if (!quiet)
      return failed(
        alarms.length === 0 ? 'There is no alarm.' : `All ${alarms.length} alarms ring.`,
        alarms.length === 0 ? 'Deploy again.' : 'See what they say, and their sections in the runbook.',
      );

    const since = new Date(timing.now());
    await aws.setAlarmState(quiet.name, 'ALARM', reason);
    try {
      const action = await lookUntil(timing, patienceSeconds, async () =>
        (await aws.alarmActions(quiet.name, since)).find((summary) => summary.includes(alarmsTopicArn)),
      );
      if (action?.startsWith('Successfully executed'))
        return passed(`${quiet.name} rang, and the topic took its message.`);
      return failed(
        action ?? `${quiet.name} rang, and CloudWatch says nothing of the topic after ${patienceSeconds} s.`,
        'CloudWatch needs sns:Publish on the topic and its key: compare with `npx cdk diff`, and deploy again.',
      );
    } finally {
      await aws.setAlarmState(quiet.name, quiet.state, 'countersign doctor has tried it.');
    }
  },
};
