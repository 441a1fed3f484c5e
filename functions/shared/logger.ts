import { Logger } from '@aws-lambda-powertools/logger';

/** The closed catalogue of log messages: a message that is not here cannot be logged. Fields carry ids, never names. */
export const messages = {
  REQUEST_DONE: 'request answered',
  REQUEST_REFUSED: 'request refused',
  REQUEST_FAILED: 'request failed',
  SIGNAL_STARTED: 'spine started',
  SIGNAL_WOKEN: 'spine woken',
  SIGNAL_SKIPPED: 'spine has seen the event',
  SIGNAL_OVER: 'the wait is over already',
  RECORD_FAILED: 'stream record failed, will be delivered again',
  SPINE_STOPPED: 'an execution ended without finishing its dossier',
  SPINE_RESTARTED: 'spine restarted',
  DOCUMENT_INSPECTED: 'document inspected',
  DOCUMENT_ARCHIVED: 'document archived',
  SCAN_RECORDED: 'scan verdict recorded',
  SCAN_WITHOUT_VERDICT: 'the scanner answered without a verdict on the file',
  SCAN_ASKED_AGAIN: 'another scan asked for',
  REPORT_STALE: 'report came after the phase had passed',
  ALERT_DECIDED: 'alert decided',
  FORMS_RENDERED: 'forms rendered',
  MANIFEST_LOOKED_AT: 'manifest of a dossier written, or found to say so already',
  ALERT_SENT: 'alert delivered, or left to the digest',
  DIGEST_SENT: 'digest sent',
  EVENT_PUBLISHED: 'event published',
  NOTICE_SENT: 'notice sent',
  FIXITY_CHECKED: 'a share of the archive was read and hashed again',
  VERIFIED: 'what is stored was held against the logs',
  RECOUNTED: 'the counters were compared with the events',
  NOTICE_REJECTED: 'notice refused by the provider for good',
} as const;

export type MessageCode = keyof typeof messages;
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

const logger = new Logger({ serviceName: 'mot-cua' });

/** Structured log lines with a code that can be searched for. */
export const log = {
  info: (code: MessageCode, fields: LogFields = {}): void => logger.info(messages[code], { code, ...fields }),
  warn: (code: MessageCode, fields: LogFields = {}): void => logger.warn(messages[code], { code, ...fields }),
  /** The error's name and stack are logged; its message only if it is ours, since others may quote data. */
  error: (code: MessageCode, error: unknown, fields: LogFields = {}): void =>
    logger.error(messages[code], {
      code,
      ...fields,
      errorName: error instanceof Error ? error.name : typeof error,
      stack: framesOf(error),
    }),
};

const framesOf = (error: unknown): string | undefined =>
  error instanceof Error
    ? error.stack
        ?.split('\n')
        .filter((line) => line.trimStart().startsWith('at '))
        .slice(0, 8)
        .join('\n')
    : undefined;
