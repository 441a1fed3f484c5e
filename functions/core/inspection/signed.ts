import type { Content } from './facts.ts';

/** When a result must carry a digital signature: in any case, unless it is a paper original that was scanned, or never. */
export const signatureRules = ['always', 'unless-scanned', 'never'] as const;
export type SignatureRule = (typeof signatureRules)[number];

/** Whether a signature that is asked for is not there. Of a file that could not be read nothing is said. */
export const lacksSignature = (content: Content, rule: SignatureRule): boolean => {
  const { mediaType, findings, signatures = [] } = content;
  if (rule === 'never' || mediaType === undefined || findings.length > 0 || signatures.length > 0)
    return false;
  return rule === 'always' || !isScan(content);
};

/** An image, or a file all of whose pages are. */
const isScan = ({ mediaType, pages, scans = [] }: Content): boolean =>
  mediaType?.startsWith('image/') === true || (pages !== undefined && pages > 0 && scans.length >= pages);
