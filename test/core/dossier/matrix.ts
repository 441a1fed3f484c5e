/**
 * Every command against every place in which a dossier can stand, written by hand from domain 1.2, 1.3 and the forbidden
 * acts of NĐ 61/2018 Đ5, not from the code. A place is a phase, and for a closed dossier how it was closed.
 */
export const standing = {
  ...{ VERI: 'VERIFY 1', REPL: 'REPLACEMENT 1', ACCE: 'ACCEPTANCE 1', SUPI: 'SUPPLEMENT 5' },
  ...{ ARCH: 'ARCHIVE 2', HAND: 'HAND_OVER 2', REVI: 'REVIEW 4', REQS: 'REQUEST 4', REQP: 'REQUEST 4' },
  ...{ SUPR: 'SUPPLEMENT 5', VSUP: 'VERIFY_SUPPLEMENT 5', ASUP: 'ARCHIVE_SUPPLEMENT 4', PAYM: 'PAYMENT 6' },
  ...{ RESU: 'RESULT 4', VRES: 'VERIFY_RESULT 4', ARES: 'ARCHIVE_RESULT 9', DELI: 'DELIVERY 9' },
  ...{ DONE: 'CLOSED 10', WITH: 'CLOSED 7', REFU: 'CLOSED 3', STOP: 'CLOSED 8' },
} as const;

export type Place = keyof typeof standing;

/** The words of the matrix that are refusals. `.` is no row of the table; the others are a command's own rule. */
export const refusals = {
  '.': 'ILLEGAL_TRANSITION',
  // Nothing of the kind is due, asked for or there.
  idle: 'ILLEGAL_TRANSITION',
  dirt: 'DOCUMENTS_NOT_CLEAN',
  iss: 'RESULT_ALREADY_ISSUED',
  none: 'NOT_FOUND',
  mute: 'RATING_NOT_OPEN',
  calm: 'NO_OPEN_COMPLAINT',
} as const;

export const matrix = `
                     VERI REPL ACCE SUPI ARCH HAND REVI REQS REQP SUPR VSUP ASUP PAYM RESU VRES ARES DELI DONE WITH REFU STOP
documentsVerified    ok   .    .    .    .    .    .    .    .    .    ok   .    .    .    ok   .    .    .    .    .    .
replaceDocuments     .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
recordNationalId     ok   ok   ok   .    ok   ok   ok   ok   ok   .    .    .    .    ok   .    .    .    .    .    .    .
accept               dirt dirt ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
documentsArchived    .    .    .    .    ok   .    .    .    .    .    .    ok   .    .    .    ok   .    .    .    .    .
restartDigitisation  ok   .    .    .    ok   .    .    .    .    .    ok   ok   .    .    ok   ok   .    .    .    .    .
handOver             .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
claim                .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .
release              .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .
assign               .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .
reassign             .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .
completeStep         .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .
sendBack             .    .    .    .    .    .    ok   .    .    .    .    .    .    ok   .    .    .    .    .    .    .
proposeRequest       .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .
declineRequest       .    .    .    .    .    .    .    ok   ok   .    .    .    .    .    .    .    .    .    .    .    .
allowSupplement      .    .    ok   .    .    .    ok   ok   ok   .    .    .    .    .    .    .    .    .    .    .    .
requestSupplement    .    .    ok   .    .    .    .    ok   idle .    .    .    .    .    .    .    .    .    .    .    .
declareSupplement    .    .    .    ok   .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .
supply               .    .    .    ok   .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .
requirePayment       .    .    .    .    .    .    .    idle ok   .    .    .    .    .    .    .    .    .    .    .    .
confirmPayment       .    .    .    .    .    .    .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .
lapseReplacement     .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
lapse                .    .    .    ok   .    .    .    .    .    ok   .    .    ok   .    .    .    .    .    .    .    .
consult              .    .    .    .    .    .    ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .
answerConsultation   .    .    .    none .    .    ok   ok   ok   ok   ok   ok   ok   ok   ok   .    .    .    .    .    .
lapseConsultation    .    .    .    idle .    .    ok   ok   ok   ok   ok   ok   ok   .    .    .    .    .    .    .    .
reappoint            .    .    .    .    .    ok   ok   ok   ok   .    .    .    .    ok   .    .    .    .    .    .    .
extend               .    .    .    .    .    ok   ok   ok   ok   .    .    .    .    ok   .    .    .    .    .    .    .
registerResult       .    .    .    .    .    .    .    .    .    .    .    .    .    ok   .    .    .    .    .    .    .
declareResult        .    .    .    .    .    .    .    .    .    .    .    .    .    ok   .    .    .    .    .    .    .
issueResult          .    .    .    .    .    .    .    .    .    .    .    .    .    ok   .    .    .    .    .    .    .
deliver              .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    ok   .    .    .    .
correctResult        .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    ok   ok   idle idle idle
withdraw             ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   iss  iss  iss  .    .    .
refuse               ok   ok   ok   .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
stop                 .    .    .    ok   .    .    ok   ok   ok   ok   ok   ok   ok   ok   .    .    .    .    .    .    .
rate                 mute mute mute ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
answerComplaint      calm calm calm ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
decideAlerts         ok   .    ok   .    ok   ok   ok   ok   ok   .    ok   ok   .    ok   ok   ok   .    .    .    .    .
acknowledgeAlert     ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
noteComplaintOverdue idle idle idle ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
redate               ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   .    ok   ok   ok   ok   .    .    .    .    .    .
restartSpine         ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok   ok
`;
