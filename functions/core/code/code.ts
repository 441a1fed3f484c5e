import type { LocalDate } from '../calendar/index.ts';
import { type DossierCode, dossierCode } from '../dossier/ids.ts';
import type { Unit } from '../procedure/unit.ts';
import { agencyCodeFits } from './agency.ts';

/** What of an office decides how its dossiers are numbered. */
export type CodeIssuer = Pick<Unit, 'agencyCode' | 'codeFormat' | 'systemOwnerCode'>;

/**
 * Mã hồ sơ of the local day of receipt and the serial of that day, which has at least four digits and grows beyond
 * 9999. TT 01/2018 Đ19: `<agency, low to high>-YYMMDD-XXXX`. TT 04/2025 (adds Đ13.3 to TT 03/2025), for centralised
 * solutions: `<deciding agency, high to low>-YYMMDD-AAXXXX`, AA = the owner of the system.
 */
export const formatCode = (issuer: CodeIssuer, day: LocalDate, serial: number): DossierCode => {
  const { agencyCode, codeFormat, systemOwnerCode } = issuer;
  const text = `${agencyCode}-${yymmdd(day)}-${owner(codeFormat, systemOwnerCode)}${digits(serial)}`;
  const code = agencyCodeFits(codeFormat, agencyCode) ? dossierCode(text) : undefined;
  // Neither can happen with an office that its schema let in and a serial that a counter gave.
  if (!code) throw new Error(`agency code ${agencyCode}, serial ${serial}: no dossier code of ${codeFormat}`);
  return code;
};

const two = (n: number): string => String(n % 100).padStart(2, '0');

const yymmdd = ({ year, month, day }: LocalDate): string => `${two(year)}${two(month)}${two(day)}`;

const digits = (serial: number): string =>
  Number.isSafeInteger(serial) && serial > 0 ? String(serial).padStart(4, '0') : '';

const owner = (format: Unit['codeFormat'], code: string): string => {
  switch (format) {
    case 'TT01-2018':
      return '';
    case 'TT04-2025':
      return code;
  }
};
