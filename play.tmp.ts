import { bootVirtual, until } from './test/support/boot.ts';
import { act, draft, enterResult, permitPapers, view } from './test/support/play.ts';
const t0=performance.now();
const lap=(s:string)=>console.log(((performance.now()-t0)/1000).toFixed(2), s);
const cloud = await bootVirtual(); lap('boot');
const papers = await permitPapers();
const d = await draft(cloud, papers); lap('draft '+d.id);
let a = await act(cloud,'citizen',d.id,'submit'); lap('submit '+a.status+' '+JSON.stringify(a.body));
a = await view(cloud,'citizen',d.id); lap('view '+JSON.stringify(a.body).slice(0,3000));
console.log(cloud.deadLetters());
await until(cloud,'2026-11-16T09:10');
a = await act(cloud,'desk',d.id,'accept'); lap('accept '+a.status+' '+JSON.stringify(a.body));
a = await act(cloud,'desk',d.id,'hand-over'); lap('handover '+a.status+' '+JSON.stringify(a.body));
for (const [p,s] of [['head','ASSIGN'],['appraiser','APPRAISE'],['head','DIVISION-REVIEW'],['leader','APPROVE'],['clerk','STAMP']] as const) { a = await act(cloud,p,d.id,'claim'); a = await act(cloud,p,d.id,'complete-step',{step:s}); lap(s+' '+a.status+' '+JSON.stringify(a.body).slice(0,300)); }
a = await enterResult(cloud,d.id); lap('result '+a.status+' '+JSON.stringify(a.body));
a = await view(cloud,'citizen',d.id); lap('view '+JSON.stringify(a.body).slice(0,4000));
a = await act(cloud,'desk',d.id,'deliver',{method:'online'}); lap('deliver '+a.status+' '+JSON.stringify(a.body).slice(0,400));
console.log(cloud.deadLetters());
await cloud.stop(); lap('stop');
