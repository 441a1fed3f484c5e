import { swarm } from './swarmShare.ts';

swarm(9, 8);
