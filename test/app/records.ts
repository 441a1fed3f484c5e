import type { DocumentRecord, Inspection } from '../../functions/app/ports.ts';
import type { Reason } from '../../functions/core/inspection/codes.ts';
import { ID, owner, type Story, until } from '../core/dossier/support.ts';
import type { Measured } from './fakeFiles.ts';
import { worldOf } from './fakes.ts';

export const SHA = 'a'.repeat(64);

export const declared = (n: number, component = `C${n}`): DocumentRecord => ({
  ...{ n, component, name: `tệp ${n}.pdf`, mediaType: 'application/pdf', size: 1000, sha256: SHA },
});
export const measured = (versionId = 'v1'): Measured => ({
  ...{ versionId, bytes: 1000, sha256: SHA, mediaType: 'application/pdf', findings: [] },
});
export const found = (versionId = 'v1'): Inspection => ({
  ...{ versionId, bytes: 1000, sha256: SHA, mediaType: 'application/pdf' },
  ...{ reasons: [], warnings: [], pages: null, dpi: null, pdfa: null, signatures: [] },
});
/** A reason to refuse a file. */
export const sizeReason: Reason = { code: 'size', detail: 'declared 1000, received 999' };
export const clean = (n: number, component?: string): DocumentRecord => ({
  ...{ ...declared(n, component), inspection: found(), scan: 'CLEAN' },
});
export const copied = (n: number, component?: string): DocumentRecord => ({
  ...{ ...clean(n, component), archive: { key: `k${n}`, versionId: `a${n}` } },
});
export const key = (n: number, versionId = 'v1') => ({ id: ID, n, versionId });

/** A dossier that was withdrawn while its files were being archived. */
export const withdrawnStory = (): Story => {
  const world = worldOf(until((d) => d.phase === 'ARCHIVE'));
  world.happens({ type: 'withdraw', reason: 'r' }, owner);
  return world.story;
};
