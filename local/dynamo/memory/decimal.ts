import { invalid } from './errors.ts';

/** digits × 10^exponent, exactly; the digits carry the sign and end in no zero. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const MAX_DIGITS = 38;
const SYNTAX = /^\s*([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?\s*$/;
/** Most numbers are short whole ones, written the way they are stored. */
const PLAIN = /^(0|-?[1-9]\d{0,14})$/;

function parse(text: string): Decimal {
  const [, sign, mantissa, power = '0'] = SYNTAX.exec(text) ?? [];
  if (mantissa === undefined)
    throw invalid(`The parameter cannot be converted to a numeric value: ${text.slice(0, 50)}`);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = all.replace(/0+$/, '');
  if (kept === '') return { digits: 0n, exponent: 0 };
  const exponent = Number(power) - fraction.length + all.length - kept.length;
  return checked({ digits: BigInt(sign === '-' ? `-${kept}` : kept), exponent });
}

function checked(decimal: Decimal): Decimal {
  const length = absolute(decimal).length;
  const magnitude = decimal.exponent + length - 1;
  if (length > MAX_DIGITS) throw invalid('Attempting to store more than 38 significant digits in a Number');
  if (magnitude > 125)
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (magnitude < -130)
    throw invalid(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  return decimal;
}

const absolute = ({ digits }: Decimal): string => String(digits < 0n ? -digits : digits);

function format(decimal: Decimal): string {
  const { digits, exponent } = decimal;
  if (digits === 0n) return '0';
  const sign = digits < 0n ? '-' : '';
  const text = absolute(decimal);
  if (exponent >= 0) return sign + text + '0'.repeat(exponent);
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** The one way a number is stored and shown: no exponent, no leading or trailing zeros. Throws what DynamoDB refuses. */
export const normalNumber = (text: string): string => (PLAIN.test(text) ? text : format(parse(text)));

/** a + sign × b, exactly; throws when that has more than 38 digits or is out of range. */
export function addNumbers(a: string, b: string, sign: 1 | -1 = 1): string {
  const x = parse(a);
  const y = parse(b);
  const exponent = Math.min(x.exponent, y.exponent);
  const scale = ({ digits, exponent: own }: Decimal): bigint => digits * 10n ** BigInt(own - exponent);
  const digits = scale(x) + (sign === 1 ? scale(y) : -scale(y));
  const zeros = digits === 0n ? 0 : (/0*$/.exec(String(digits))?.[0].length ?? 0);
  return format(checked({ digits: digits / 10n ** BigInt(zeros), exponent: exponent + zeros }));
}

/** A text that sorts, unit by unit, as the number does: sign, magnitude, digits; the latter two mirrored below zero. */
export function sortableNumber(text: string): string {
  const decimal = parse(text);
  if (decimal.digits === 0n) return '1';
  const digits = absolute(decimal);
  const magnitude = decimal.exponent + digits.length + 500;
  if (decimal.digits > 0n) return `2${magnitude}${digits}`;
  return `0${999 - magnitude}${digits.replace(/\d/g, (digit) => String(9 - Number(digit)))}~`;
}
