import type { LocalDate } from '../calendar/index.ts';
import { type DossierCode, dossierCode } from '../dossier/ids.ts';

/**
 * Mã hồ sơ in the form of TT 01/2018 Đ19: agency code, YYMMDD of the local day of receipt, serial of that day.
 * The serial has at least four digits and grows beyond 9999.
 */
export const formatCode = (agency: string, day: LocalDate, serial: number): DossierCode => {
  const two = (n: number) => String(n % 100).padStart(2, '0');
  const text = `${agency}-${two(day.year)}${two(day.month)}${two(day.day)}-${String(serial).padStart(4, '0')}`;
  const code = dossierCode(text);
  if (!code) throw new Error(`agency code ${agency} gives no valid dossier code`); // refused by the catalogue check
  return code;
};
