import { at } from '../core/calendar/support.ts';
import { desk, leader, owner, type Story, submitted } from '../core/dossier/support.ts';
import { appraisedSince, asked, inPhase, onwards, receivedAt, tell } from '../core/dossier/tell.ts';

/**
 * Dossiers of an office in November 2026: 1 resolved on 10/11, delivered 12/11 · 2 paused on 05/11, paid 09/11 · 3 withdrawn
 * 06/11 · 4 received 11/11 · 5 its result entered 10/11 23:59, found clean the day after.
 */
export const stories: readonly Story[] = [
  onwards(
    onwards(receivedAt('2026-11-02 09:00'), '2026-11-10 10:00', inPhase('DELIVERY')),
    '2026-11-12 10:00',
    inPhase('CLOSED'),
  ),
  tell(
    asked(appraisedSince('2026-11-03 09:00'), '2026-11-05 09:00', 'payment'),
    '2026-11-09 09:00',
    { type: 'confirmPayment', reference: 'BL-1' },
    desk,
  ),
  tell(receivedAt('2026-11-04 09:00'), '2026-11-06 09:00', { type: 'withdraw', reason: 'r' }, owner),
  submitted(at('2026-11-11 00:00')),
  onwards(
    onwards(receivedAt('2026-11-04 09:00'), '2026-11-10 23:59', inPhase('VERIFY_RESULT')),
    '2026-11-11 00:01',
    inPhase('ARCHIVE_RESULT'),
  ),
];

/** Over the turn of a year: received 30/10, stopped 04/01 · received 16/12, open · waits for the applicant since 22/12 · late. */
export const turnOfYear: readonly Story[] = [
  tell(
    appraisedSince('2026-10-30 09:00'),
    '2027-01-04 09:00',
    { type: 'stop', reason: 'r', legalBasis: 'TT 03/2025/TT-VPCP Đ7' },
    leader,
  ),
  receivedAt('2026-12-16 09:00'),
  asked(appraisedSince('2026-12-18 09:00'), '2026-12-22 09:00', 'payment'),
  onwards(receivedAt('2026-12-01 09:00'), '2026-12-31 16:00', inPhase('DELIVERY')),
];
