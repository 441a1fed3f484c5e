import type { Block, Field, Letterhead, List, Party, Table, Title } from '../document.ts';
import { barsOf, type QrEncoder, quietZone } from '../qr.ts';
import { escapeHtml as e } from './escape.ts';

/** One block as HTML; every text is escaped here and nowhere else. */
export const blockHtml = (block: Block, qr: QrEncoder): string => {
  switch (block.type) {
    case 'letterhead':
      return letterhead(block);
    case 'title':
      return title(block, qr);
    case 'paragraph':
      return `<p class="${block.align}">${block.runs.map(({ text, style }) => styled(text, style)).join('')}</p>`;
    case 'fields':
      return `<div>${block.rows.map((row) => `<div class="row">${row.map(field).join('')}</div>`).join('\n')}</div>`;
    case 'list':
      return list(block);
    case 'table':
      return table(block);
    case 'signatures':
      return `<div class="sign${block.parties.length === 1 ? ' one' : ''}">${block.parties.map(party).join('')}</div>`;
    case 'notice':
      return `<div class="notice">${block.qr === undefined ? '' : svg(block.qr, qr)}<p>${e(block.text)}</p></div>`;
  }
};

const styled = (text: string, style: 'bold' | 'italic' | undefined): string => {
  if (style === undefined) return e(text);
  return style === 'bold' ? `<b>${e(text)}</b>` : `<i>${e(text)}</i>`;
};

const blank = '<span class="blank"></span>';

const field = ({ label, value, strong, share }: Field): string => {
  const grow = share === undefined ? '' : ` style="flex-grow:${share}"`;
  return value === undefined
    ? `<dl class="field"${grow}><dt>${e(label)}: </dt><dd class="blank"></dd></dl>`
    : `<dl class="field inline"${grow}><dt>${e(label)}: </dt><dd>${strong ? `<b>${e(value)}</b>` : e(value)}</dd></dl>`;
};

const letterhead = (head: Letterhead): string => {
  const left = [
    head.superior === undefined ? '' : `<p>${e(head.superior)}</p>`,
    `<p${head.desk === undefined ? ' class="rule"' : ''}><b>${e(head.agency)}</b></p>`,
    head.desk === undefined ? '' : `<p class="rule"><b>${e(head.desk)}</b></p>`,
    head.number === undefined
      ? ''
      : `<p>${e(head.number.label)}: ${head.number.value === undefined ? blank : e(head.number.value)}</p>`,
  ];
  return `<header class="head"><div class="from">${left.join('')}</div><div><p class="mark">${e(head.mark)}</p>
<p><b>${e(head.nation)}</b></p><p class="rule"><b>${e(head.motto)}</b></p><p><i>${e(head.placed)}</i></p></div></header>`;
};

const title = ({ text, subtitle, code, qr: content }: Title, qr: QrEncoder): string => {
  const lines = [
    `<h1>${e(text)}</h1>`,
    subtitle === undefined ? '' : `<p><i>${e(subtitle)}</i></p>`,
    code === undefined
      ? ''
      : `<p>${e(code.label)}: ${code.value === undefined ? blank : `<b>${e(code.value)}</b>`}</p>`,
  ];
  return `<div class="title"><div>${content === undefined ? '' : svg(content, qr)}</div><div>${lines.join('')}</div><div></div></div>`;
};

const list = ({ label, items }: List): string => {
  const rows = items.map(
    ({ text, note }) => `<li>${e(text)}${note === undefined ? '' : ` <i>(${e(note)})</i>`}</li>`,
  );
  const body = rows.length === 0 ? `<p class="field">${blank}</p>` : `<ol>${rows.join('\n')}</ol>`;
  return `<div><p>${e(label)}:</p>${body}</div>`;
};

const table = ({ columns, rows }: Table): string => {
  const widths = columns.map(({ width }) => `<col style="width:${(width * 100).toFixed(2)}%">`);
  const head = columns.map(({ label }) => `<th scope="col">${e(label)}</th>`);
  const cell = (text: string | undefined, index: number) =>
    `<td${columns[index]?.align === 'center' ? ' class="center"' : ''}>${text === undefined ? '' : e(text)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<table><colgroup>${widths.join('')}</colgroup><thead><tr>${head.join('')}</tr></thead><tbody>
${body.join('\n')}</tbody></table>`;
};

const party = ({ title: heading, hint, name, digital }: Party): string => {
  const space =
    digital.length === 0
      ? '<div class="space"></div>'
      : `<div class="digital">${digital.map((line) => `<p>${e(line)}</p>`).join('')}</div>`;
  return `<div><p><b>${e(heading)}</b></p>${hint === '' ? '' : `<p><i>${e(hint)}</i></p>`}${space}<p><b>${name === undefined ? '' : e(name)}</b></p></div>`;
};

/** A QR code as one vector path with its quiet zone; its text is the alternative for readers of the page. */
const svg = (text: string, qr: QrEncoder): string => {
  const modules = qr(text);
  const side = modules.length + 2 * quietZone;
  const path = barsOf(modules)
    .map(({ x, y, width }) => `M${x + quietZone} ${y + quietZone}h${width}v1h-${width}z`)
    .join('');
  return `<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="QR: ${e(text)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`;
};
