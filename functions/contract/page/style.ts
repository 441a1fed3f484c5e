/** One column that reads on a phone, a quiet sheet in print; the browser's own fonts. */
export const style = `
@page { size: A4; margin: 14mm 14mm 16mm; }
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --ground: #f6f8fa; --link: #0b57b0; }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: #fff;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; overflow-wrap: break-word; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); font-size: 1.45rem; break-after: avoid; }
h3 { margin: 0; font-size: 1.05rem; break-after: avoid; }
p { margin: .3rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.en { color: var(--soft); font-size: .9em; }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
pre { margin: 0; padding: .75rem; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
nav { columns: 18rem; column-gap: 2rem; margin: 1.5rem 0; padding: 1rem; background: var(--ground); border-radius: 6px; }
nav section { break-inside: avoid; margin-bottom: .75rem; }
nav h2 { margin: 0; border: 0; padding: 0; font-size: 1rem; }
nav ul { margin: 0; padding: 0; list-style: none; font-size: .925rem; }
nav li { margin: .15rem 0; padding-left: 1rem; text-indent: -1rem; }
article, .schema { margin: 1.25rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; }
.summary { font-weight: 600; }
.summary .en { font-weight: 400; }
.method { display: inline-block; min-width: 3.4rem; padding: .05rem .4rem; border-radius: 4px; color: #fff; font-size: .8rem; text-align: center; }
.get { background: #0b57b0; } .post { background: #1a6b37; }
dl { margin: .5rem 0 0; }
dl > div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .25rem 1rem; padding: .5rem 0; border-top: 1px solid var(--line); }
dt { color: var(--soft); font-size: .925rem; }
dd { margin: 0; }
dd > p:first-child { margin-top: 0; }
table { width: 100%; border-collapse: collapse; font-size: .925rem; }
th, td { padding: .3rem .5rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
.fields td:nth-child(1), .fields th:nth-child(1) { width: 30%; }
.fields td:nth-child(2), .fields th:nth-child(2) { width: 28%; }
tr:last-child > td { border-bottom: 0; }
.must { font-weight: 700; }
.must::after { content: " *"; color: #b00020; }
.problem { display: inline-block; margin: 0 .75rem .2rem 0; white-space: nowrap; }
.problem small { color: var(--soft); }
summary { cursor: pointer; color: var(--link); }
tr:target { background: #fff8c5; }
article:target, .schema:target { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
@media (max-width: 40rem) {
  h1 { font-size: 1.5rem; }
  article, .schema { padding: .75rem; }
  dl > div { grid-template-columns: minmax(0, 1fr); }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  tr:last-child { border-bottom: 0; }
  td, .fields td { display: block; width: auto !important; padding: 0; border: 0; }
  .problem { white-space: normal; }
  .problem small { overflow-wrap: anywhere; }
}
@media print {
  html { font-size: 8.5pt; }
  body { max-width: none; padding: 0; font-size: 1rem; line-height: 1.4; }
  dl > div { grid-template-columns: 24mm minmax(0, 1fr); padding: .2rem 0; }
  th, td { padding: .1rem .4rem .1rem 0; }
  a { color: inherit; text-decoration: none; }
  nav { background: none; border: 1px solid var(--line); }
  article, .schema { border-width: 0 0 0 2px; border-radius: 0; padding: 0 0 0 4mm; }
  tr, pre { break-inside: avoid; }
  pre { white-space: pre-wrap; background: none; }
  .method { border: 1px solid var(--ink); color: var(--ink); background: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
