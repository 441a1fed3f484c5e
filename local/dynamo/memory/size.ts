import { Buffer } from 'node:buffer';
import { type Item, setMembers, type Value } from './value.ts';

/** Largest item, bytes. */
export const MAX_ITEM = 400 * 1024;

/** Bytes of an item as DynamoDB counts them: names and values. */
export function itemSize(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) size += Buffer.byteLength(name) + valueSize(value);
  }
  return size;
}

function valueSize(value: Value): number {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return bytes(value.B);
  if ('M' in value) return 3 + Object.keys(value.M).length + itemSize(value.M);
  if ('L' in value) return value.L.reduce((sum, each) => sum + 1 + valueSize(each), 3);
  const set = setMembers(value);
  if (!set) return 1; // BOOL, NULL
  const sizeOf = { SS: Buffer.byteLength, NS: numberSize, BS: bytes }[set.type];
  return set.members.reduce((sum, each) => sum + sizeOf(each), 0);
}

const bytes = (base64: string): number => Buffer.byteLength(base64, 'base64');

/** Two digits a byte and one more, another for the sign. */
function numberSize(text: string): number {
  const digits = text.replace(/^-?0*\.?0*|\.|0+$/g, '').length;
  return Math.ceil(digits / 2) + (text.startsWith('-') ? 2 : 1);
}
