// The pages that are tested: reports of sample runs, of hostile ones and of a large one.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makeHostile } from './hostile.mjs';

/** report -o FOLDER PATHS…; 3 and 6 tell of claims and of files that cannot be read. */
function report(folder, ...paths) {
  const done = spawnSync(process.env.ASSAY, ['report', '-q', '--to', 'html', '-o', folder, ...paths],
    { encoding: 'utf8' });
  if (![0, 3, 6].includes(done.status))
    throw new Error(`assay report ${paths.join(' ')} ends ${done.status ?? done.signal}: ${done.stderr}`);
}

function writeLarge(file) {
  const rows = ['id,truth,prediction,prompt,response'];
  for (let i = 0; i < 100000; i++)
    rows.push(`s${i},"label ${i % 200}","label ${(i * i) % 203}","${'<p>'.repeat(30)}","${'""&'.repeat(30)}"`);
  fs.writeFileSync(file, rows.join('\n') + '\n');
}

const BEST = 'sample_runs/classification/mer2023_test3';

/** One page of each kind, of sample runs: name -> file. */
export function soundPages(folder) {
  const page = (...parts) => path.resolve(folder, ...parts, 'index.html');
  return {
    classification: page('classification'),
    claims: page('claims'),
    layers: page('layers'),
    paper: page('paper', 'run_20251003_150145_baseline'),
    code: page('code', 'ModelRuns', '04'),
    suite: page('code', 'mbpp'),
    pair: page('pair'),
    pair_layers: page('pair_layers'),
    many: page('code'),
    many_paper: page('paper'),
  };
}

/** Makes all pages in that folder: of sample runs, of hostile ones (name -> file), and a large one. */
export function makePages(folder) {
  const at = (...parts) => path.resolve(folder, ...parts);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  report(at('classification'), BEST);
  report(at('claims'), 'sample_runs/false_claims/classification');
  report(at('layers'), 'sample_runs/layer_probe/run_20260122_153920');
  report(at('paper'), 'sample_runs/paper_metrics');
  report(at('code'), 'sample_runs/mbpp');
  report(at('pair'), `${BEST}_rank16`, '--baseline', BEST);
  report(at('pair_layers'), 'sample_runs/layer_probe/run_20260129_101500', '--baseline',
    'sample_runs/layer_probe/run_20260122_153920');
  writeLarge(at('large.csv'));
  report(at('large'), at('large.csv'));
  const hostile = {};
  for (const [name, paths] of Object.entries(makeHostile(at('runs')))) {
    report(at('hostile', name), ...paths);
    for (const entry of fs.readdirSync(at('hostile', name), { recursive: true }).sort())
      if (path.basename(entry) === 'index.html')
        hostile[path.dirname(entry) === '.' ? name : `a run of ${name}`] = at('hostile', name, entry);
  }
  return { sound: soundPages(folder), hostile, large: at('large', 'index.html') };
}
