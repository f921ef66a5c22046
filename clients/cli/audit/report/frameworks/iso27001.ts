import { elsewhere } from './elsewhere.ts';
import type { Framework } from './framework.ts';

export const iso27001: Framework = {
  name: 'iso27001',
  title: 'ISO/IEC 27001:2022, Annex A',
  controls: [
    {
      id: 'A.5.3',
      title: 'Segregation of duties',
      asks: 'Is nobody able to ask for something and approve it alone?',
      evidence: [
        { table: 'who-approved-what', says: 'Each vote that counted, beside the agent that asked.' },
        {
          table: 'approvals-near-a-limit',
          says: 'Attempts to sign for oneself, which do not count, and one person giving most approvals.',
        },
      ],
      population: 'who-approved-what',
      notShown: [elsewhere.people, elsewhere.otherDoors],
    },
    {
      id: 'A.5.15',
      title: 'Access control',
      asks: 'Is access ruled on by rules, and are they applied?',
      evidence: [
        { table: 'requests-by-ruling', says: 'How the rules decided, by environment and risk.' },
        { table: 'refusals-and-denials', says: 'What the rules and people stopped, and why.' },
      ],
      population: 'refusals-and-denials',
      notShown: [elsewhere.policies, elsewhere.otherDoors],
    },
    {
      id: 'A.5.18',
      title: 'Access rights',
      asks: 'Is access given for a purpose, by somebody who may give it, and only as long as needed?',
      evidence: [
        {
          table: 'requests',
          says: 'Each right that was asked for, why, and who gave it. An approval is used once, inside its window.',
        },
        { table: 'access-by-environment', says: 'Which agent used what, where.' },
      ],
      population: 'requests',
      notShown: [
        elsewhere.people,
        'A regular review of the rights that are left: access-by-environment is what it would start from.',
      ],
    },
    {
      id: 'A.8.2',
      title: 'Privileged access rights',
      asks: 'Are privileged actions restricted, authorised one by one, and known?',
      evidence: [
        { table: 'requests', says: 'Each privileged action with its risk and approval.' },
        { table: 'runs-and-drift', says: 'Each that ran, under which kind of credentials.' },
        { table: 'decisions-by-person', says: 'Who authorises, and how long they take over it.' },
      ],
      population: 'runs-and-drift',
      notShown: [elsewhere.otherDoors, elsewhere.design],
    },
    {
      id: 'A.8.15',
      title: 'Logging',
      asks: 'Is what happens recorded, kept, and protected from change?',
      evidence: [
        { table: 'records-by-type', says: 'What is recorded, and how much of it there is.' },
        { table: 'retention-proof', says: 'What is still held of each month, since the trail began.' },
        {
          table: 'gaps-and-breaks',
          says: 'Chains of records that leave something out: there should be none.',
        },
      ],
      population: 'requests',
      notShown: [elsewhere.lock, elsewhere.review],
    },
    {
      id: 'A.8.32',
      title: 'Change management',
      asks: 'Does each change go through an approval, and does it run as approved?',
      evidence: [
        { table: 'requests', says: 'Each change that was asked for, and how it was decided.' },
        { table: 'runs-and-drift', says: 'What ran, and whether it was what was signed.' },
        { table: 'incidents', says: 'Changes that went around it.' },
      ],
      population: 'runs-and-drift',
      notShown: [elsewhere.policies, 'Tests of a change before it was asked for.'],
    },
  ],
};
