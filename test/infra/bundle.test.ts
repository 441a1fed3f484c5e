import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { allFunctions } from '../../infra/operations.ts';
import { SourceTree } from './fixture.ts';

let tree: SourceTree;
let outdir: string;
beforeEach(() => {
  tree = new SourceTree();
  outdir = join(tree.root, 'bundles');
});
afterEach(() => tree.remove());
const run = () => bundle(join(tree.root, 'functions'), allFunctions, outdir);

it('says which entry is missing', async () => {
  rmSync(tree.handler('intake', 'submit'));
  await expect(run()).rejects.toThrow(
    /lists intake\/submit\.handler\.ts, but there is no such file in .*functions\./,
  );
});

it('says which handler nobody deploys', async () => {
  writeFileSync(tree.handler('intake', 'forgotten'), 'export const handler = 1;');
  await expect(run()).rejects.toThrow(/forgotten\.handler\.ts is in no row of infra\/operations\.ts\./);
});

it('makes one self-contained module per function and leaves unchanged files alone', async () => {
  await run();
  const path = join(outdir, 'submit', 'index.mjs');
  const module: unknown = await import(path);
  expect(module).toHaveProperty('handler');
  const before = statSync(path, { bigint: true });
  const bytes = readFileSync(path);
  await run();
  const after = statSync(path, { bigint: true });
  expect([after.mtimeNs, after.ino]).toEqual([before.mtimeNs, before.ino]);
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

it('removes bundles of functions that are gone', async () => {
  await run();
  const gone = allFunctions.filter(({ name }) => name !== 'track');
  rmSync(tree.handler('reports', 'track'));
  await bundle(join(tree.root, 'functions'), gone, outdir);
  expect(() => statSync(join(outdir, 'track'))).toThrow();
});
