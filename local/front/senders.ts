/** The services by which something leaves the product: each behind the check of the caller's role. */
import type { Bus } from '../events/bus.ts';
import { createEvents } from '../events/put-events.ts';
import type { Access } from '../iam/access.ts';
import { gate, refuseJson, refuseXml } from '../iam/gate.ts';
import { eventsNeeds, sesNeeds, snsNeeds } from '../iam/needs.ts';
import type { Deployment } from '../template/deployment.ts';
import { RUN_HERE } from '../template/support.ts';
import type { Handler } from './http.ts';
import type { Outbox } from './outbox.ts';
import { createSes } from './ses.ts';
import { createSns } from './sns.ts';

/** Handlers of SNS, SES and EventBridge for what the template declares. */
export function createSenders(o: {
  deployment: Deployment;
  access: Access;
  outbox: Outbox;
  bus: Bus;
  randomId(): string;
}): { sns: Handler; ses: Handler; events: Handler } {
  const topics = o.deployment.all(RUN_HERE['AWS::SNS::Topic']).map(({ arn }) => arn);
  const identities = o.deployment
    .all(RUN_HERE['AWS::SES::EmailIdentity'])
    .map(({ props }) => props.EmailIdentity);
  const buses = o.deployment.all(RUN_HERE['AWS::Events::EventBus']).map(({ name }) => name);
  return {
    sns: gate(o.access, (_, body) => snsNeeds(body), refuseXml, createSns({ ...o, topics })),
    ses: gate(o.access, (_, body) => sesNeeds(body), refuseJson, createSes({ ...o, identities })),
    events: gate(o.access, eventsNeeds, refuseJson, createEvents({ ...o, buses })),
  };
}
