import type { Assembly } from './assembly.ts';
import { type Deployment, deploy } from './deployment.ts';

/** Notices to applicants are on, as they would be by these parameters on AWS; they end in the outbox. There is no console. */
const PARAMETERS = { NoticeSender: 'mot-cua@local.example', SmsEnabled: 'true', ConsoleUrl: '' };

/** The resources of an assembly with the values that its parameters have in the embedded cloud. */
export const deployHere = (
  assembly: Assembly,
  url: string,
  parameters: Readonly<Record<string, string>> = {},
): Deployment => deploy(assembly, { ...PARAMETERS, ...parameters, IssuerUrl: `${url}/_local/issuer` }, url);

/** A state machine's definition with its substitutions. */
export const substitute = (definition: string, values: Readonly<Record<string, string>>): string =>
  definition.replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, name: string) => values[name] ?? whole);
