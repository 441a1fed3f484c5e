import type { WakePayload, WorkflowPort } from '../../functions/app/spine.ts';
import { MORNING } from '../core/dossier/support.ts';

/** Step Functions in memory: which executions exist, which tokens are alive, what was sent. */
export interface FakeWorkflow extends WorkflowPort {
  readonly executions: Map<string, { running: boolean; startedAt: number; events?: number }>;
  readonly live: Set<string>;
  readonly sent: [token: string, payload: WakePayload][];
  readonly calls: string[];
  /** Thrown by the next call of any kind. */
  fault: Error | undefined;
}

export const fakeWorkflow = (now = MORNING): FakeWorkflow => {
  const call = (text: string) => {
    const { fault } = workflow;
    workflow.fault = undefined;
    if (fault) throw fault;
    workflow.calls.push(text);
  };
  const workflow: FakeWorkflow = {
    executions: new Map(),
    live: new Set(),
    sent: [],
    calls: [],
    fault: undefined,
    async start({ name, dossierId, run }) {
      call(`start ${name} ${JSON.stringify({ dossierId, run })}`);
      if (!workflow.executions.has(name))
        workflow.executions.set(name, { running: true, startedAt: now, events: 1 });
    },
    async wake(token, payload) {
      call(`wake ${token}`);
      if (!workflow.live.delete(token)) return 'over';
      workflow.sent.push([token, payload]);
      return 'woken';
    },
    async stop(name, cause) {
      call(`stop ${name}: ${cause}`);
      const found = workflow.executions.get(name);
      if (found) workflow.executions.set(name, { ...found, running: false });
    },
    async describe(name) {
      call(`describe ${name}`);
      return workflow.executions.get(name);
    },
  };
  return workflow;
};
