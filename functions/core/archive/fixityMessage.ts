import type { TopicMessage } from '../alerts/message.ts';
import type { UnitId } from '../dossier/ids.ts';
import type { Finding } from './fixity.ts';

/** So many are named in one message; the rest stands with the check. */
const NAMED = 20;

const wrong: Readonly<Record<Finding['found'], string>> = {
  missing: 'KHÔNG CÒN / missing',
  different: 'SAI MÃ BĂM / different',
};

/** What is said of objects that are missing or different: ids, keys and versions, no names. */
export const fixityMessage = (
  unit: UnitId,
  findings: readonly Finding[],
  runbook: (anchor: string) => string,
): TopicMessage => {
  const [first] = findings;
  const lines = findings
    .slice(0, NAMED)
    .map(
      ({ code, dossierId, what, n, key, versionId, found }) =>
        `- ${wrong[found]}: ${code} (${dossierId}), ${what} ${n}\n  ${key}\n  version ${versionId}`,
    );
  const more = findings.length - lines.length;
  return {
    id: `FIXITY#${unit}#${first?.key ?? ''}#${first?.versionId ?? ''}`,
    subject: `ARCHIVE DAMAGED ${unit}: ${findings.length} objects`,
    text: [
      'Kho lưu trữ: tệp không còn hoặc không đúng như khi lưu. Không xóa, không ghi đè; quản trị hệ thống làm theo sổ tay.',
      'Archive: objects are gone or not what was kept. Delete and overwrite nothing; follow the runbook.',
      ...lines,
      ...(more > 0 ? [`+ ${more}`] : []),
      runbook('archive-damaged'),
    ].join('\n'),
    ...{ unit, recipients: ['administrator'], severity: 'breach' },
  };
};
