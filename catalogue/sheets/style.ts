/** The page's own style: A4, black on white, readable in print; nothing is fetched. */
export const style = `
@page { size: A4; margin: 14mm 13mm 16mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 184mm; color: #111; background: #fff;
  font: 9.5pt/1.38 "Be Vietnam Pro", "Segoe UI", "Noto Sans", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
h1 { font-size: 13pt; line-height: 1.3; margin: 0; }
h2 { font-size: 10.5pt; margin: 13pt 0 4pt; border-bottom: .6pt solid #333; break-after: avoid; }
p { margin: 3pt 0; }
table { width: 100%; border-collapse: collapse; margin: 3pt 0 6pt; }
th, td { border: .5pt solid #888; padding: 2.5pt 4pt; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
thead th, .facts th { background: #eef1f4; font-weight: 600; }
.facts th { width: 27%; }
.components td:nth-child(1) { width: 12%; } .components td:nth-child(2) { width: 32%; }
.components td:nth-child(3) { width: 15%; } .components td:nth-child(4) { width: 25%; }
.forms td:nth-child(1) { width: 15%; } .forms td:nth-child(2) { width: 40%; } .forms td:nth-child(3) { width: 13%; }
.clocks td:nth-child(1) { width: 27%; } .clocks td:nth-child(5) { width: 24%; }
.balance td:nth-child(1) { width: 42%; } .balance td:nth-child(n + 3) { white-space: nowrap; }
.components, .forms, .clocks, .index, .cases, .balance { font-size: 8.7pt; }
.lead { break-after: avoid; }
.en { display: block; font-size: .84em; font-style: italic; color: #4a4a4a; font-weight: 400; }
.also { font-style: italic; color: #4a4a4a; font-weight: 400; font-size: .92em; }
.none { color: #444; }
.title td { text-align: center; vertical-align: middle; }
.title td:first-child, .title td:last-child { width: 25%; font-size: 8.5pt; }
.title td:last-child { text-align: left; }
.code { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: .92em; white-space: nowrap; }
.banner { border: 1.4pt solid #a40000; color: #a40000; background: #fff3f1; padding: 5pt 8pt; margin: 8pt 0; }
.banner b { font-size: 12pt; letter-spacing: .08em; }
.mark { display: inline-block; font-size: .76em; line-height: 1.25; padding: 0 3.5pt; border-radius: 2pt;
  border: .6pt solid #8a5a00; color: #6b4500; background: #fff6df; white-space: nowrap; }
.mark.second-hand, .mark.commonly-known { border-color: #4a5f7a; color: #2f4663; background: #eef3f9; }
.mark.unsourced { border-color: #a40000; color: #a40000; background: #fff0ee; }
.steps .phase td { background: #f6f7f9; font-weight: 600; }
.steps td.n { text-align: right; white-space: nowrap; }
.steps tfoot td { font-weight: 600; background: #f6f7f9; }
.sign td { height: 62pt; width: 33.3%; text-align: center; }
.flow { width: 100%; height: auto; display: block; break-inside: avoid; }
.flow text { font-family: inherit; fill: #111; }
.flow .b { font-weight: 600; }
.flow .e { font-style: italic; fill: #4a4a4a; }
footer { margin-top: 10pt; padding-top: 3pt; border-top: .5pt solid #888; font-size: 7.6pt; color: #444; }
@media screen { body { padding: 10mm 0 20mm; } }
@media print { .draft-mark { position: fixed; top: 42%; left: 0; right: 0; text-align: center; font-size: 92pt;
  font-weight: 700; color: rgba(164, 0, 0, .10); transform: rotate(-28deg); z-index: 1; } }
@media screen { .draft-mark { display: none; } }
`;
