import { TerminalError } from '../asl/errors.ts';

/** How `aws-sdk:dynamodb` in ASL spells the attribute types that the API spells in capitals. */
const API_SPELLING: Record<string, string> = { Bool: 'BOOL', Nul: 'NULL', Ss: 'SS', Ns: 'NS', Bs: 'BS' };
const ASL_SPELLING = Object.fromEntries(Object.entries(API_SPELLING).map(([asl, api]) => [api, asl]));
const SAME = new Set(['S', 'N', 'B', 'M', 'L']);
/** Fields that hold items: attribute values by name. */
const ITEMS = [
  'Item',
  'Key',
  'ExpressionAttributeValues',
  'ExclusiveStartKey',
  'LastEvaluatedKey',
  'Attributes',
];

type Fields = Record<string, unknown>;

/** Narrows to a JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Arguments as ASL spells them, in the API's spelling; refuses the spellings that AWS refuses here. */
export const toApi = (args: unknown): unknown => respell(args, API_SPELLING);

/** An answer of the API in ASL's spelling. */
export const fromApi = (answer: unknown): unknown => respell(answer, ASL_SPELLING);

function respell(body: unknown, spelling: Record<string, string>): unknown {
  if (!isFields(body)) return body;
  return mapFields(body, (value, name) => {
    if (name === 'Items' && Array.isArray(value)) return value.map((item) => respellItem(item, spelling));
    return ITEMS.includes(name) ? respellItem(value, spelling) : value;
  });
}

function respellItem(item: unknown, spelling: Record<string, string>): unknown {
  return isFields(item) ? mapFields(item, (value) => respellValue(value, spelling)) : item;
}

function respellValue(value: unknown, spelling: Record<string, string>): unknown {
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([type, content]): [string, unknown] => {
    const name = SAME.has(type) ? type : spelling[type];
    if (name === undefined)
      throw new TerminalError('States.Runtime', `The field '${type}' is not supported by Step Functions`);
    if (type === 'M') return [name, respellItem(content, spelling)];
    if (type === 'L' && Array.isArray(content)) return [name, content.map((v) => respellValue(v, spelling))];
    return [name, content];
  });
  return Object.fromEntries(entries);
}

function mapFields(fields: Fields, change: (value: unknown, name: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value, name)]));
}
