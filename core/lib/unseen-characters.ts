/**
 * Which characters people cannot trust their eyes with, as sets for regular expressions with the `v` flag. Unicode's
 * properties cover most of them and grow with Node; what no property tells is listed, from UnicodeData.txt of Unicode 17.
 */

/** Controls, formats, halves of pairs, what is not assigned; separators; what renderers skip; and glyphs that are blank. */
export const unseen = String.raw`\p{C}\p{Zl}\p{Zp}[\p{Zs}--\u0020]\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}\u{1DA7F}\u{1DA80}`;

/**
 * Marks that strike through, surround or span what stands beside them: combining class 1 (overlay), 233 and 234 (double),
 * enclosing marks, half marks, and the marks for mathematics.
 */
const covering = String.raw`\p{Me}\u0334-\u0338\u035C-\u0362\u1CD4\u1CE2-\u1CE8\u1DCD\u1DFC\u20D0-\u20FF\uFE20-\uFE2F\u{10A39}\u{16AF0}-\u{16AF4}\u{1BC9E}\u{1D165}-\u{1D169}`;

/** The accents of Latin, Greek and Cyrillic, which stack without end on any letter. */
const accents = String.raw`\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF`;

const european = String.raw`\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}`;
const accent = String.raw`[[\p{M}&&\p{Script=Inherited}]--[${unseen}${covering}]]`;
/** Vowels and tones of scripts that write them as marks. */
const vowelMark = String.raw`[\p{M}--[${unseen}${covering}${accents}]]`;

/**
 * Letters, digits and signs that are written from right to left. Unicode keeps whole blocks for them, also for scripts to
 * come (DerivedBidiClass.txt), and nothing that reorders a line lies outside but U+200F, which is unseen.
 */
const rightToLeftBlocks = String.raw`\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}`;
const rightToLeft = String.raw`[[${rightToLeftBlocks}]--[\p{M}${unseen}]]`;
const rightToLeftWord = String.raw`(?:[${rightToLeft}&&\p{L}]${vowelMark}{1,6}|${rightToLeft})+`;
/** Words and the single spaces between them. */
export const rightToLeftRun = `${rightToLeftWord}(?: ${rightToLeftWord})*`;

/** Vietnamese needs two accents on a letter, Burmese six marks. More is a pile that covers the lines around it. */
const europeanLetter = String.raw`[[\p{L}&&[${european}]]--[${unseen}]]${accent}{1,2}`;
const otherLetter = String.raw`[\p{L}--[${european}${rightToLeftBlocks}${unseen}]]${vowelMark}{1,6}`;
export const letterWithMarks = `(?:${europeanLetter}|${otherLetter})`;
