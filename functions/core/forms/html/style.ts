import type { FormDocument } from '../document.ts';
import { cssString } from './escape.ts';

const pages = {
  A5: { size: 'A5 portrait', width: '148mm', font: '10pt', margin: '9mm 10.5mm 11mm' },
  'A4-landscape': { size: 'A4 landscape', width: '297mm', font: '9.5pt', margin: '10mm 12mm 14mm' },
} as const;

/** The style of one form: a sheet on the screen, pages with foot and page numbers in print. */
export const styleOf = (document: FormDocument): string => {
  const { size, width, font, margin } = pages[document.page];
  return `
@page { size: ${size}; margin: ${margin};
  @top-left { content: ${cssString(document.running)}; font: 7pt/1 "Times New Roman", serif; }
  @bottom-left { content: ${cssString(document.foot)}; font: 7pt/1 "Times New Roman", serif; }
  @bottom-right { content: ${cssString(`${document.pageWord} `)} counter(page) "/" counter(pages); font: 7pt/1 "Times New Roman", serif; } }
@page :first { @top-left { content: none; } }
* { box-sizing: border-box; }
html { background: #ddd; }
body { margin: 0 auto; font: ${font}/1.3 "Times New Roman", Tinos, "Liberation Serif", serif; color: #000; }
main { width: ${width}; margin: 6mm auto; padding: ${margin}; background: #fff; overflow-wrap: anywhere; }
p { margin: 0 0 .2em; }
h1 { margin: 0; font-size: 1.2em; line-height: 1.35; white-space: pre-line; text-wrap: balance; }
.head { display: grid; grid-template-columns: 2fr 3fr; gap: 3mm; font-size: .88em; text-align: center; }
.head p { margin: 0; text-wrap: balance; }
.head .from { padding-top: 1.2em; }
.head .mark { text-align: right; font-size: .9em; }
.rule::after { content: ""; display: block; width: 40%; margin: .15em auto .25em; border-top: .6pt solid; }
.title { display: grid; grid-template-columns: 20mm 1fr 20mm; align-items: center; margin: 3mm 0 2mm; text-align: center; }
.title p { margin: 0; white-space: pre-line; text-wrap: balance; }
.qr { width: 20mm; height: 20mm; display: block; }
.row { display: flex; gap: 3mm; margin-bottom: .2em; }
.row > * { flex: 1 1 0; }
.field { display: flex; flex-wrap: wrap; margin: 0; }
.field dt { white-space: pre-wrap; }
.field dd { margin: 0; white-space: pre-line; }
.inline { display: block; }
.inline dt, .inline dd { display: inline; }
.blank { flex: 1 1 3em; min-width: 3em; border-bottom: 1pt dotted #333; height: 1.1em; display: block; }
dl { margin: 0; }
ol { margin: 0 0 .2em; padding-left: 1.7em; }
p.field { margin-bottom: .5em; }
.center { text-align: center; }
table { width: calc(100% - 1pt); border-collapse: collapse; table-layout: fixed; font-size: .86em; line-height: 1.3; margin: 1.5mm 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .5pt solid #000; padding: .8mm 1mm; vertical-align: top; white-space: pre-line; text-align: left; }
th, td.center { text-align: center; }
th { vertical-align: middle; }
.sign { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 6mm; padding: 3mm 1pt 0 0; text-align: center; break-inside: avoid; break-before: avoid; }
.sign.one { padding-left: 50%; }
.sign .space { height: 13mm; }
.sign .digital { margin: 2mm auto; padding: 1mm 2mm; border: .6pt solid #666; font-size: .82em; text-align: left; }
.sign p { margin: 0; }
.notice { display: flex; gap: 3mm; align-items: center; margin-top: 2mm; padding-top: 1mm; border-top: .4pt solid #999; font-size: .82em; font-style: italic; break-inside: avoid; }
.notice .qr { width: 15mm; height: 15mm; flex: none; }
@media print { html { background: none; } main { width: auto; margin: 0; padding: 0; } }`;
};
