/** One local access key per role of the template, and what its holder may do. */
import type { Deployment } from '../template/deployment.ts';
import { LOCAL } from '../template/physical.ts';
import { RUN_HERE } from '../template/support.ts';
import { type Decision, evaluator } from './policy.ts';

/** What a request needs. */
export interface Need {
  readonly action: string;
  /** One of them must be allowed: usually there is one; of a used-up task token the machine is no longer known. */
  readonly resources: readonly string[];
}

/** The rights of everybody who calls. */
export interface Access {
  /** The secret of a known access key. */
  secret(accessKeyId: string): string | undefined;
  /** The key with which the holder of a role calls. Throws if the role's policies cannot be decided here. */
  credentialsOf(roleArn: string): { accessKeyId: string; secretAccessKey: string };
  /** Undefined = allowed; otherwise the sentence in which AWS refuses. */
  refusal(accessKeyId: string, need: Need): string | undefined;
}

interface Holder {
  readonly name: string;
  readonly secret: string;
  decide(action: string, resource: string): Decision;
}

/**
 * Reads roles and their policies. Keys and secrets follow from the role's identity: this finds missing grants, it does
 * not keep anyone on this machine out. The LOCAL key stays an administrator. Each refusal is one line in the log.
 */
export function createAccess(deployment: Deployment, log: (line: string) => void): Access {
  const policies = deployment.all(RUN_HERE['AWS::IAM::Policy']);
  const roles = new Map(deployment.all(RUN_HERE['AWS::IAM::Role']).map((role) => [role.arn, role]));
  const holders = new Map<string, Holder>([
    [LOCAL.accessKeyId, { name: 'administrator', secret: LOCAL.secretAccessKey, decide: () => 'allowed' }],
  ]);
  return {
    secret: (accessKeyId) => holders.get(accessKeyId)?.secret,
    credentialsOf(roleArn) {
      const role = roles.get(roleArn);
      if (!role) throw new Error(`${roleArn} is not a role of this template`);
      const { stack, id, name } = role;
      const accessKeyId = `${LOCAL.accessKeyId}-${stack}-${id}`;
      const secretAccessKey = `${LOCAL.secretAccessKey}-${id}`;
      const attached = policies.filter(({ props }) => props.Roles.includes(name)).map(({ props }) => props);
      const documents = [...role.props.Policies, ...attached].map((policy) => policy.PolicyDocument);
      try {
        const decide = evaluator(documents.flatMap(({ Statement }) => Statement));
        holders.set(accessKeyId, { name, secret: secretAccessKey, decide });
      } catch (error) {
        throw new Error(`Policies of ${stack}/${id}: ${error instanceof Error ? error.message : error}`);
      }
      return { accessKeyId, secretAccessKey };
    },
    refusal(accessKeyId, { action, resources }) {
      const holder = holders.get(accessKeyId);
      const decisions = resources.map((resource) => holder?.decide(action, resource) ?? 'notAllowed');
      if (decisions.includes('allowed')) return undefined;
      const resource = resources.join(' or ');
      const why = decisions.includes('denied')
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
      log(`IAM: role ${holder?.name ?? accessKeyId} may not ${action} on ${resource} ${why}`);
      const user = `arn:aws:sts::${LOCAL.account}:assumed-role/${holder?.name ?? accessKeyId}/local`;
      return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
    },
  };
}
