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
  /** The key with which a function or state machine calls. Throws if its role's policies cannot be decided here. */
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
  const policies = deployment.all(RUN_HERE['AWS::IAM::Policy']).map(({ props }) => props);
  const roles = new Map(deployment.all(RUN_HERE['AWS::IAM::Role']).map((role) => [role.arn, role]));
  const holders = new Map<string, Holder>();
  holders.set(LOCAL.accessKeyId, { name: 'local', secret: LOCAL.secretAccessKey, decide: () => 'allowed' });
  return {
    secret: (accessKeyId) => holders.get(accessKeyId)?.secret,
    credentialsOf(roleArn) {
      const role = roles.get(roleArn);
      if (!role) throw new Error(`${roleArn} is not a role of this template`);
      const { stack, id, name, props } = role;
      const attached = policies.filter(({ Roles }) => Roles.includes(name));
      const statements = [...props.Policies, ...attached].flatMap((each) => each.PolicyDocument.Statement);
      const [key, secret] = [`${LOCAL.accessKeyId}-${stack}-${id}`, `${LOCAL.secretAccessKey}-${id}`];
      try {
        holders.set(key, { name, secret, decide: evaluator(statements) });
      } catch (error) {
        throw new Error(
          `Policies of ${stack}/${id}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      return { accessKeyId: key, secretAccessKey: secret };
    },
    refusal(accessKeyId, { action, resources }) {
      const { name, decide } = holders.get(accessKeyId) ?? { name: accessKeyId, decide: () => 'notAllowed' };
      const decisions = resources.map((resource) => decide(action, resource));
      if (decisions.includes('allowed')) return undefined;
      const why = decisions.includes('denied')
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
      const resource = resources.join(' or ');
      log(`IAM: role ${name} may not ${action} on ${resource} ${why}`);
      const user = `arn:aws:sts::${LOCAL.account}:assumed-role/${name}/local`;
      return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
    },
  };
}
