/** Black on white, marks instead of colours, and a page of paper for each section. */
export const style = `
:root { font: 16px/1.5 system-ui, sans-serif; color: #111; background: #fff; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem 1.5rem 4rem; }
a { color: #003e8a; }
a:focus-visible, .wide:focus-visible { outline: 3px solid #111; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
h1, h2, h3 { line-height: 1.2; margin: 2rem 0 .5rem; }
section { border-top: 2px solid #111; margin-top: 3rem; padding-top: .5rem; }
dl.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; margin: 1rem 0; }
dl.key div { border: 1px solid #111; padding: .5rem .75rem; display: flex; flex-direction: column-reverse; }
dl.key dd { margin: 0; font-size: 1.6rem; font-weight: 700; }
dl.facts { display: grid; grid-template-columns: 12rem 1fr; gap: .25rem 1rem; }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1.5rem 0; break-inside: avoid; }
figcaption, caption { font-weight: 700; text-align: left; }
svg { max-width: 100%; height: auto; font: 13px system-ui, sans-serif; }
svg rect { fill: #555; stroke: #111; }
.source { font-weight: 400; font-size: .85rem; margin: .25rem 0; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .8rem; }
th, td { border: 1px solid #777; padding: .25rem .5rem; text-align: left; vertical-align: top; max-width: 18rem; min-width: 4rem; overflow-wrap: anywhere; white-space: pre-line; }
th { overflow-wrap: normal; }
thead th { border-bottom: 2px solid #111; white-space: nowrap; }
td.number { text-align: right; min-width: 2rem; }
.notice { border: 2px solid #111; padding: .5rem 1rem; }
.seed { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  section { break-before: page; border-top: 0; margin-top: 0; }
  .wide { overflow: visible; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  table { font-size: 7.5pt; width: 100%; }
  thead { display: table-header-group; }
  thead th { white-space: normal; }
  tr { break-inside: avoid; }
  .figures { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
  figure { margin: .5rem 0; }
  a { color: inherit; }
}
`;
