import { SFNClient, ListExecutionsCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { bootVirtual } from './test/support/boot.ts';
import { act, draft, permitPapers, view } from './test/support/play.ts';
import { LOCAL } from './local/template/physical.ts';
const cloud = await bootVirtual({ dir: '/tmp/dbgdata' });
const d = await draft(cloud, await permitPapers());
const a = await act(cloud,'citizen',d.id,'submit'); console.log(a.status);
const sfn = new SFNClient({ endpoint: cloud.url, region: LOCAL.region, credentials: LOCAL });
for (const arn of [cloud.names.dossierStateMachineArn, cloud.names.digitisationStateMachineArn]) {
  const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: arn }));
  for (const e of executions ?? []) { console.log(e.name, e.status);
    const h = await sfn.send(new GetExecutionHistoryCommand({ executionArn: e.executionArn! }));
    for (const ev of h.events ?? []) { const { timestamp, id, previousEventId, type, ...rest } = ev; console.log('  ', id, type, JSON.stringify(rest).slice(0, 400)); } }
}
console.log(JSON.stringify((await view(cloud,'citizen',d.id)).body).slice(0,1500));
console.log(cloud.deadLetters());
await cloud.stop();
