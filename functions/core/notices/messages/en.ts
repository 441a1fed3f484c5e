import type { Messages } from './messages.ts';

/** Notices in English, for applicants who asked for it. */
export const en: Messages = {
  greeting: 'Dear {name},',
  foot: [
    'Dossier code: {code}',
    'Procedure: {procedure}',
    'Agency: {agency}',
    'Handled by: {officer}',
    'Filed at: {submittedAt}',
    'Received at: {receivedAt}',
    'Updated at: {at}',
    'Answer on acceptance by: {answerBy}',
    'Result due: {due}',
    'You are to act by: {replyBy}',
    'Resolved at: {completedAt}',
    'Returned at: {returnedAt}',
    '',
    'Follow your dossier on the National Public Service Portal https://dichvucong.gov.vn, or by the tracking code you got when you filed.',
    'Automatic notice {id}.',
  ],
  smsWho: '{agency}, {officer}.',
  smsTrack: 'See: dichvucong.gov.vn',
  kinds: {
    submitted: {
      subject: 'Dossier {code} has reached {agency}',
      lines: [
        'Your dossier reached {agency} at {at} and is being checked.',
        'The one-stop shop answers by {answerBy} whether it is accepted.',
        'What to do: nothing for now. If a file is not good enough you will be asked to replace it.',
      ],
      sms: ['Dossier {code} filed {at}.', 'Answer by {answerBy}.'],
    },
    filesRefused: {
      subject: 'Dossier {code}: please replace files',
      lines: [
        'These files did not pass the check:',
        '{files}',
        'What to do: upload replacements and send the dossier again. The time for our answer starts when you do.',
      ],
      sms: ['Dossier {code}: files refused {at}.', 'Replace them by {replyBy} and send again.'],
    },
    supplementRequested: {
      subject: 'Dossier {code}: more papers are needed',
      lines: [
        '{agency} asked for a supplement at {at}.',
        'What is needed:\n{items}',
        'What to do: hand in all of it at once, online or at the one-stop shop. The time you take does not count against the limit.',
        'Please say how satisfied you are with this service, at the one-stop shop or on the public service portal.',
      ],
      sms: ['Dossier {code} needs papers ({at}).', 'Hand in all by {replyBy}.'],
    },
    supplied: {
      subject: 'Dossier {code}: your papers have arrived',
      lines: ['{agency} received your supplement at {at} and goes on.', 'What to do: nothing for now.'],
      sms: ['Dossier {code}: supplement received {at}.', 'Due {due}.'],
    },
    resumed: {
      subject: 'Dossier {code}: the work goes on',
      lines: [
        'Your supplement is in order; the dossier goes on, updated at {at}.',
        'The result is due at {due}.',
        'What to do: nothing for now.',
      ],
      sms: ['Dossier {code}: the work goes on ({at}).', 'Due {due}.'],
    },
    lapsed: {
      subject: 'Dossier {code}: the time for the supplement has passed',
      lines: [
        'The time for your supplement has passed and nothing has come, noted at {at}. The agency will answer in writing as the law says.',
        'The answer is due at {due}.',
        'What to do: tell the one-stop shop if you did hand it in, or if something keeps you from it.',
      ],
      sms: ['Dossier {code}: supplement overdue ({at}).', 'Call the one-stop shop.'],
    },
    accepted: {
      subject: 'Dossier {code} has been accepted',
      lines: [
        'Your dossier is complete and was accepted at {receivedAt}.',
        'The result is due at {due}.',
        'What to do: nothing for now. The receipt with the appointment is in the electronic dossier.',
        'Please say how satisfied you are with this service, at the one-stop shop or on the public service portal.',
      ],
      sms: ['Dossier {code} accepted {at}.', 'Due {due}.'],
    },
    refused: {
      subject: 'Dossier {code} has not been accepted',
      lines: [
        '{agency} did not accept the dossier, at {at}.',
        'Reason: {reason}',
        'What to do: read the refusal slip in the electronic dossier; you may file a new one that meets the requirements. If you disagree, ask the one-stop shop.',
        'Please say how satisfied you are with this service, at the one-stop shop or on the public service portal.',
      ],
      sms: ['Dossier {code} not accepted ({at}).', 'The reason is in the dossier.'],
    },
    inProcess: {
      subject: 'Dossier {code} is in process',
      lines: [
        'Your dossier was handed to the division at {at}.',
        'The result is due at {due}.',
        'What to do: nothing for now.',
      ],
      sms: ['Dossier {code} in process since {at}.', 'Due {due}.'],
    },
    paymentRequired: {
      subject: 'Dossier {code}: a payment is required',
      lines: [
        'Since {at} the dossier waits for a payment.',
        'Amount: {amount} dong',
        'What for: {reason}',
        'What to do: pay on the National Public Service Portal or at the one-stop shop. Never pay to an account named in a text message.',
      ],
      sms: ['Dossier {code}: {amount} dong to pay ({at}).', 'Pay by {replyBy} on the national portal.'],
    },
    paymentConfirmed: {
      subject: 'Dossier {code}: payment confirmed',
      lines: [
        'Your payment was confirmed at {at}; the dossier goes on.',
        'The result is due at {due}.',
        'What to do: nothing for now.',
      ],
      sms: ['Dossier {code}: payment confirmed {at}.', 'Due {due}.'],
    },
    reappointed: {
      subject: 'Dossier {code}: our apology and a new appointment',
      lines: [
        '{agency} apologises: the result cannot be returned as appointed.',
        'Reason: {reason}',
        'The new appointment is {due}.',
        'What to do: collect the result at the new appointment. The apology is in the electronic dossier.',
      ],
      sms: ['Dossier {code}: we apologise for the delay.', 'New date {due}. Sent {at}.'],
    },
    extended: {
      subject: 'Dossier {code}: the time limit was extended',
      lines: [
        'The time limit of your dossier was extended at {at}.',
        'Reason: {reason}',
        'The new appointment is {due}.',
        'What to do: collect the result at the new appointment.',
      ],
      sms: ['Dossier {code}: extended ({at}).', 'New date {due}.'],
    },
    redated: {
      subject: 'Dossier {code}: the appointment moved with the working calendar',
      lines: [
        'The working calendar changed, so the dates were counted anew at {at}.',
        'The new appointment is {due}.',
        'You are now to act by {replyBy}.',
        'What to do: keep to the new date.',
      ],
      sms: ['Dossier {code}: date counted anew ({at}).', 'New date {due}.'],
    },
    stopped: {
      subject: 'Dossier {code} has been stopped',
      lines: [
        '{agency} stopped the dossier at {at}.',
        'Reason: {reason}',
        'Legal basis: {legalBasis}',
        'What to do: collect your papers at the one-stop shop; you may file a new dossier. If you disagree, ask the one-stop shop.',
      ],
      sms: ['Dossier {code} stopped ({at}).', 'The reason is in the dossier.'],
    },
    withdrawn: {
      subject: 'Dossier {code} has been withdrawn',
      lines: [
        'The dossier was withdrawn as you asked, at {at}.',
        'What to do: collect your papers at the one-stop shop. If you did not ask for this, tell the one-stop shop at once.',
      ],
      sms: ['Dossier {code} withdrawn {at}.', 'Not you? Call the one-stop shop.'],
    },
    resultReady: {
      subject: 'Dossier {code}: the result is ready',
      lines: [
        'Your dossier was resolved at {completedAt}.',
        'What to do: get the result online in the electronic dossier, or come to the one-stop shop with the receipt.',
      ],
      sms: ['Dossier {code}: result ready {completedAt}.', 'Get it online or collect it.'],
    },
    delivered: {
      subject: 'Dossier {code}: the result has been returned',
      lines: [
        'The result was returned at {returnedAt}. The dossier is closed.',
        'What to do: check the result; if something is wrong, tell the one-stop shop and it will be corrected.',
        'Please say how satisfied you are with this service, at the one-stop shop or on the public service portal.',
      ],
      sms: ['Dossier {code}: result returned {returnedAt}.', 'Errors? Tell the one-stop shop.'],
    },
    statusChanged: {
      subject: 'Dossier {code}: {status}',
      lines: ['Status of your dossier since {at}: {status}.', 'What to do: see the electronic dossier.'],
      sms: ['Dossier {code} ({at}): {status}.', 'Due {due}.'],
    },
  },
};
