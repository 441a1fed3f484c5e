import { explore } from './search.ts';
import { waitProtocol } from './waitProtocol.ts';
const zero = { commands: 0, duplicates: 0, lostReplies: 0, lostRecords: 0, deaths: 0, timeouts: 0, forced: 0 };
const runs: any[] = [
  {commands:1},{commands:1,duplicates:1},{commands:1,lostReplies:1},{commands:1,lostRecords:1},{commands:1,deaths:1},{commands:1,timeouts:1},{commands:1,forced:1},
  {commands:1,forced:1,deaths:1},{commands:1,duplicates:1,lostReplies:1,lostRecords:1},{commands:1,duplicates:1,lostReplies:1,deaths:1},{commands:1,duplicates:1,lostReplies:1,lostRecords:1,deaths:1,timeouts:1},{commands:1,deaths:1,timeouts:1,forced:1},{commands:1,deaths:1,timeouts:1,forced:1,lostReplies:1}
];
for (const r of runs) { const t=Date.now(); try { const f = explore(waitProtocol({...zero,...r}), 2000000); console.log(JSON.stringify(r), f.states, f.failure?.reason, f.failure?.path.join(' > '), Date.now()-t);} catch(e){console.log(JSON.stringify(r), String(e), Date.now()-t)} }
