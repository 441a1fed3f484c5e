/** A small reader of CSV (RFC 4180 with `;`), written without a look at the writer. */
export const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [[]];
  let [cell, inQuotes] = ['', false];
  const source = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (inQuotes) {
      if (c !== '"') cell += c;
      else if (source[i + 1] === '"') cell += source[++i];
      else inQuotes = false;
    } else if (c === '"' && cell === '') inQuotes = true;
    else if (c === ';' || c === '\r' || c === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (c === '\r' && source[i + 1] === '\n') i++;
      if (c !== ';') rows.push([]);
    } else cell += c;
  }
  return rows.slice(0, -1);
};
