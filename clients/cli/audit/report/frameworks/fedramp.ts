import { elsewhere } from './elsewhere.ts';
import type { Framework } from './framework.ts';

export const fedramp: Framework = {
  name: 'fedramp',
  title: 'FedRAMP, NIST SP 800-53 Rev. 5',
  controls: [
    {
      id: 'AC-3(2)',
      title: 'Access Enforcement | Dual Authorization',
      asks: 'Did actions that need two people have two, and never one twice?',
      evidence: [
        { table: 'requests', says: 'approvals_needed beside approvals_given, and the people who voted.' },
        { table: 'approvals-near-a-limit', says: 'Attempts to sign for oneself, which do not count.' },
      ],
      population: 'requests',
      notShown: ['Which actions must need two people: that is for the policies to say.', elsewhere.policies],
    },
    {
      id: 'AC-5',
      title: 'Separation of Duties',
      asks: 'Are asking, approving and running in different hands?',
      evidence: [
        { table: 'who-approved-what', says: 'Who approved, beside the agent that asked.' },
        { table: 'decisions-by-person', says: 'How decisions spread over people.' },
        { table: 'approvals-near-a-limit', says: 'Where one hand does most of it.' },
      ],
      population: 'who-approved-what',
      notShown: [elsewhere.people, elsewhere.otherDoors],
    },
    {
      id: 'AC-6(9)',
      title: 'Least Privilege | Log Use of Privileged Functions',
      asks: 'Is each use of a privileged function logged?',
      evidence: [
        { table: 'runs-and-drift', says: 'Each run, and whether CloudTrail confirms it.' },
        { table: 'coverage', says: "How many of the agents' calls have a record here." },
      ],
      population: 'runs-and-drift',
      notShown: [elsewhere.otherDoors],
    },
    {
      id: 'AU-2',
      title: 'Event Logging',
      asks: 'Which kinds of events are logged?',
      evidence: [
        { table: 'records-by-type', says: 'Each kind of event that was recorded, how often, and by whom.' },
      ],
      population: 'requests',
      notShown: ['The reasons why these kinds suffice.', elsewhere.review],
    },
    {
      id: 'AU-3',
      title: 'Content of Audit Records',
      asks: 'Does a record say what happened, when, where, from whom, and with what result?',
      evidence: [
        {
          table: 'requests',
          says: 'What, where, who and the outcome; the whole record stands in the trail as `detail`.',
        },
        { table: 'who-approved-what', says: 'When, and by whom it was decided.' },
      ],
      population: 'requests',
      notShown: ['The whole of each record: `audit show` and `audit prove` hand out single ones.'],
    },
    {
      id: 'AU-6',
      title: 'Audit Record Review, Analysis, and Reporting',
      asks: 'What in the records deserves a second look?',
      evidence: [
        { table: 'approvals-near-a-limit', says: 'Approvals to look at twice.' },
        { table: 'incidents', says: 'Calls that no approval covers.' },
        { table: 'refusals-and-denials', says: 'What was stopped.' },
      ],
      population: 'refusals-and-denials',
      notShown: [elsewhere.review],
    },
    {
      id: 'AU-9',
      title: 'Protection of Audit Information',
      asks: 'Could records be changed or removed?',
      evidence: [
        { table: 'retention-proof', says: 'What is still held of each month, since the trail began.' },
        {
          table: 'gaps-and-breaks',
          says: 'Chains of records that leave something out: there should be none.',
        },
      ],
      population: 'requests',
      notShown: [elsewhere.lock],
    },
    {
      id: 'AU-10',
      title: 'Non-repudiation',
      asks: 'Can a person or an agent deny what they did?',
      evidence: [
        {
          table: 'who-approved-what',
          says: 'Each vote, by the identity that its door proved, on one digest.',
        },
        {
          table: 'gaps-and-breaks',
          says: 'Each record names the one before it by its hash; breaks would stand here.',
        },
      ],
      population: 'who-approved-what',
      notShown: [elsewhere.lock, 'How well each door proves an identity: Slack and AWS do.'],
    },
    {
      id: 'AU-12',
      title: 'Audit Record Generation',
      asks: 'Are records made wherever agents act?',
      evidence: [
        { table: 'records-by-type', says: 'What was recorded in the span.' },
        { table: 'coverage', says: "How many of the agents' calls in CloudTrail have a record here." },
        { table: 'access-by-environment', says: 'From which accounts and environments records come.' },
      ],
      population: 'requests',
      notShown: ['Calls that CloudTrail does not record.'],
    },
    {
      id: 'CM-3',
      title: 'Configuration Change Control',
      asks: 'Was each change reviewed, approved, carried out as approved, and recorded?',
      evidence: [
        { table: 'requests', says: 'Each change, its ruling and its approval.' },
        { table: 'runs-and-drift', says: 'What ran, and whether it was what was signed.' },
      ],
      population: 'runs-and-drift',
      notShown: [elsewhere.policies, 'An analysis of the impact beyond what approvers were shown.'],
    },
    {
      id: 'CM-5',
      title: 'Access Restrictions for Change',
      asks: 'Can only those change a system who may?',
      evidence: [
        { table: 'access-by-environment', says: 'Who changed what, where.' },
        { table: 'refusals-and-denials', says: 'Who was stopped.' },
        { table: 'incidents', says: 'Who changed something around the gate.' },
      ],
      population: 'refusals-and-denials',
      notShown: [elsewhere.otherDoors],
    },
  ],
};
