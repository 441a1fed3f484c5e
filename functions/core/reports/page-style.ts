/** The one style of a report's page: A4 landscape, black on white, nothing fetched. */
export const pageStyle = `
@page { size: A4 landscape; margin: 11mm 12mm 14mm;
  @bottom-right { content: counter(page) "/" counter(pages); font: 8pt/1 "Times New Roman", serif; } }
* { box-sizing: border-box; }
html { background: #ddd; }
body { margin: 0; font: 11pt/1.35 "Times New Roman", Tinos, "Liberation Serif", "DejaVu Serif", serif; color: #000; }
main { width: 297mm; min-height: 200mm; margin: 6mm auto; padding: 11mm 12mm 14mm; background: #fff; overflow-wrap: anywhere; }
p { margin: 0 0 .2em; }
h1 { font-size: 1.25em; line-height: 1.3; margin: .4em 0 0; text-align: center; text-transform: uppercase; text-wrap: balance; }
h2 { font-size: 1.05em; margin: 1.1em 0 .3em; break-after: avoid; }
.en { font-style: italic; font-weight: 400; font-size: .84em; color: #333; text-transform: none; }
h1 .en, th .en, h2 .en { display: block; }
h2 .en { display: inline; }
.head { display: grid; grid-template-columns: 2fr 1fr 3fr; text-align: center; font-size: .95em; }
.head p { margin: 0; }
.form { text-align: center; font-weight: 700; }
.rule::after { content: ""; display: block; width: 40%; margin: .15em auto; border-top: .6pt solid #000; }
.period { text-align: center; font-style: italic; margin-bottom: .6em; }
table { width: 100%; border-collapse: collapse; font-size: .9em; line-height: 1.25; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .5pt solid #000; padding: .8mm 1.2mm; vertical-align: top; text-align: left; white-space: pre-line; overflow-wrap: break-word; }
th { text-align: center; vertical-align: middle; background: #eee; font-weight: 700; }
td.count, td.percent, td.decimal, td.score, td.day { text-align: right; white-space: nowrap; }
tfoot { display: table-row-group; }
tfoot td { font-weight: 700; background: #f4f4f4; }
.empty { font-style: italic; }
figure { margin: 1em 0 0; break-inside: avoid; }
figcaption { font-weight: 700; }
.plot { display: block; width: 100%; height: auto; font: 14px "Times New Roman", Tinos, "Liberation Serif", "DejaVu Serif", serif; }
.plot .name { text-anchor: end; }
.plot .tick { text-anchor: middle; font-size: 12px; }
.plot .figure { font-weight: 700; }
.plot .axis { stroke: #000; stroke-width: 1; }
.plot .grid { stroke: #bbb; stroke-width: .7; }
.plot .tone-good { fill: #1b5e3b; stroke: #000; stroke-width: .6; }
.plot .tone-fair { fill: #bfdccb; stroke: #000; stroke-width: .6; }
.plot .tone-plain { fill: #c9d2dd; stroke: #000; stroke-width: .6; }
.plot .tone-bad { stroke: #7a0000; stroke-width: 1; }
.plot .hatch-ground { fill: #fff; }
.plot .hatch-line { fill: #b00020; }
.plot .median { fill: #000; }
.plot .limit { fill: #b00020; }
.plot .on-good, .plot .on-fair, .plot .on-plain, .plot .on-bad { text-anchor: middle; font-weight: 700; font-size: 13px; }
.plot .on-good { fill: #fff; }
.plot .on-bad { paint-order: stroke; stroke: #fff; stroke-width: 4px; }
.notes { font-size: .88em; margin-top: .8em; }
.below { font-size: .84em; margin-top: .3em; }
.sign { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; margin-top: 6mm; text-align: center; break-inside: avoid; }
.sign p { margin: 0; }
.sign .space { height: 18mm; }
@media print { html { background: none; } main { width: auto; min-height: 0; margin: 0; padding: 0; } }
`;
