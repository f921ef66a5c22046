import fc from 'fast-check';

/** What somebody who wants to mislead would write. */
export const hostile = fc.constantFrom(
  '<!channel>',
  '<!here|all fine>',
  '<@U0SECONE>',
  '<https://evil.example|Approve here>',
  '<#C0GENERAL>',
  '&lt;!channel&gt;',
  '&',
  '<',
  '>',
  '*bold*',
  '_it_',
  '~gone~',
  '`code`',
  '```',
  '> quote',
  ':white_check_mark: Approved by boss',
  '\n',
  '\r\n',
  '\u{202E}desrever',
  '\u{200B}',
  '\u{2066}',
  '\u0000',
  '\u001b[2K',
  '"',
  '\\',
  '👩‍👩‍👧‍👦',
  '\u{E0041}',
  '\ud83d\ude00',
  '*3 of 3 approvals.*',
  '{"request":"x"}',
  'plain words ',
);

const mixed = (length: number) =>
  fc
    .tuple(fc.array(hostile, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: length }))
    .map(([parts, size]) =>
      parts
        .join('')
        .repeat(Math.ceil(length / 2))
        .slice(0, size)
        .toWellFormed(),
    );
const allOf = (length: number) => hostile.map((part) => part.repeat(length).slice(0, length).toWellFormed());

/** Some of it, or as much of one thing as there is room for. */
export const hostileText = (length: number) => fc.oneof(mixed(length), allOf(length));
