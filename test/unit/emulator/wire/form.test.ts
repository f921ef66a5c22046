import { expect, it } from 'vitest';
import { readForm } from '../../../../emulator/wire/form.ts';

it.each([
  ['Action=A&Version=1', { Action: 'A', Version: '1' }],
  ['Tags.member.1.Key=a&Tags.member.1.Value=b%26c', { Tags: [{ Key: 'a', Value: 'b&c' }] }],
  // By number, not by text.
  ['N.member.10=c&N.member.9=b&N.member.1=a', { N: ['a', 'b', 'c'] }],
  ['A.B=1&A.C.member.1=2', { A: { B: '1', C: ['2'] } }],
  ['A=1&A.B=2', { A: '1', 'A.B': '2' }],
  ['A.B=1&A=2', { A: '2' }],
  ['', {}],
])('the form %s is read', (form, expected) => {
  expect(readForm(form)).toEqual(expected);
});
