// Runs whose every text tries to be markup, an attribute, a script, a style or an address.
import fs from 'node:fs';
import path from 'node:path';

/** Each would set window.__pwned, were it anything but text. */
export const PAYLOADS = [
  '<script>window.__pwned=1</script>',
  '"onload="window.__pwned=2" x="',
  "' onmouseover='window.__pwned=3' x='",
  'javascript:window.__pwned=4',
  '</style><script>window.__pwned=5</script>',
  '</svg><script>window.__pwned=6</script>',
  '</title></desc></text><script>window.__pwned=7</script>',
  '<img src=x onerror="window.__pwned=8">',
  '<svg onload=window.__pwned=9><animate onbegin=window.__pwned=9>',
  '<iframe srcdoc="<script>parent.__pwned=10</script>"></iframe>',
  '<object data="javascript:window.__pwned=11"></object><embed src=x>',
  '<base href="http://evil.invalid/"><link rel=stylesheet href="http://evil.invalid/x.css">',
  '<meta http-equiv="refresh" content="0;url=http://evil.invalid/">',
  '</template><template><script>window.__pwned=14</script></template>',
  '<details open ontoggle=window.__pwned=15>',
  '<a href="javascript:window.__pwned=16">x</a>',
  '</textarea></noscript></pre></code></table></main><script>window.__pwned=17</script>',
  '--><script>window.__pwned=18</script><!-- ]]>',
  '&lt;script&gt;window.__pwned=19&lt;/script&gt;&#60;b&#62;',
  '${window.__pwned=20}{{window.__pwned=20}}`window.__pwned=20`',
  '<form action="javascript:window.__pwned=21"><input autofocus onfocus=window.__pwned=21>',
  '<style>*{background:url(http://evil.invalid/y)}</style>',
  '\\u003cscript>window.__pwned=23</script>',
  "<math><mtext><style><img src=x onerror='window.__pwned=24'>",
];

let next = 0;
const evil = () => PAYLOADS[next++ % PAYLOADS.length];

function put(folder, name, text) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}
const json = (value) => JSON.stringify(value, null, 1);
const csv = (rows) => rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')).join('\n') + '\n';
/** Metadata: each payload as key, as value, in a list and deeper. */
const metadata = () => Object.fromEntries(PAYLOADS.map((p, i) => [p, i % 3 ? evil() : { [evil()]: [evil(), { [evil()]: evil() }] }]));

/** Labels, ids, texts, categories, keys and values of metadata, claims, names of files. */
function labelled(folder, shift) {
  const labels = PAYLOADS.slice(0, 12);
  const rows = [['sample_id', 'true_label', 'prediction', 'prompt', 'raw_output', 'category', evil()]];
  for (let i = 0; i < 480; i++) {
    const right = (i + shift) % 3;
    rows.push([`${PAYLOADS[i % PAYLOADS.length]} ${i}`, labels[i % 12],
      i % 17 ? labels[right ? i % 12 : (i * 5 + shift) % 12] : evil(), evil(), evil(), evil(), evil()]);
  }
  put(folder, 'predictions.csv', csv(rows));
  put(folder, 'metrics.json', json({
    model: PAYLOADS.join(' '), dataset: evil(), accuracy: 0.99, title: evil(), config: metadata(),
    per_class: Object.fromEntries(labels.map((l) => [l, { precision: 0.5, recall: 0.5, 'f1-score': 0.5, support: 7 }])),
    ...metadata(),
  }));
  put(folder, 'classification_report.json', json(Object.fromEntries(labels.map((l) =>
    [l, { precision: 0.5, recall: 0.25, 'f1-score': 0.5, support: 40 }]))));
  put(folder, 'assay.yaml', `title: ${json(PAYLOADS[0] + PAYLOADS[1])}\n`);
  put(folder, '<img src=x onerror=window.__pwned=30>.json', json({ [evil()]: evil() }));
  put(folder, '"onload="window.__pwned=31".txt', evil());
}

/** Samples of a chat: one JSON record a line. */
function recorded(folder) {
  const lines = [];
  for (let i = 0; i < 240; i++)
    lines.push(JSON.stringify({
      id: `${evil()} ${i}`, truth: PAYLOADS[i % 6], prediction: PAYLOADS[(i * 7) % 6], prompt: evil(),
      response: PAYLOADS.join('\n'), reasoning: evil(), category: evil(), [evil()]: evil(), score: 0.5,
    }));
  put(folder, 'predictions.jsonl', lines.join('\n') + '\n');
}

/** A layer probe: labels of both probes, ids, configuration, the dominant modality as it is stated. */
function layered(folder) {
  const tables = ['semantic', 'prosody'];
  const metrics = [['layer', 'semantic_acc', 'semantic_acc_std', 'semantic_f1', 'prosody_acc', 'prosody_acc_std', 'prosody_f1', 'dominance']];
  const rows = [['layer', 'fold', 'sample_id', 'text_id', 'semantic_true', 'semantic_pred', 'prosody_true', 'prosody_pred', 'is_conflict']];
  for (let layer = 0; layer < 6; layer++) {
    metrics.push([layer, 0.5, 0.01, 0.5, 0.4, 0.01, 0.4, -0.1]);
    for (let i = 0; i < 60; i++)
      rows.push([layer, i % 5, `${PAYLOADS[i % 24]}/${i}`, PAYLOADS[i % 24], PAYLOADS[i % 5],
        PAYLOADS[(i * layer) % 5], PAYLOADS[(i + 1) % 5], PAYLOADS[(i * 3) % 5], i % 5 === (i + 1) % 5 ? 'False' : 'True']);
  }
  put(folder, 'metrics_per_layer.csv', csv(metrics).replaceAll('"', ''));
  put(folder, 'predictions_per_layer.csv', csv(rows));
  put(folder, 'summary.json', json({ overall_dominant_modality: evil(), average_dominance: 0.2, [evil()]: evil() }));
  put(folder, 'dataset_info.json', json({ total_samples: 60, ...Object.fromEntries(tables.map((t) =>
    [`${t}_distribution`, Object.fromEntries(PAYLOADS.slice(0, 6).map((p) => [p, 12]))])) }));
  put(folder, 'config.yaml', `prompt: ${json(evil())}\nmodel:\n  model_path: ${json(evil())}\n` +
    PAYLOADS.map((p) => `${json(p)}: ${json(evil())}\n`).join(''));
}

/** Tasks and settings as the paper's results have them. */
function papered(folder) {
  put(folder, 'results.json', json({
    metadata: { model_type: evil(), timestamp: evil(), config: metadata() },
    results: {
      sblimp: { sblimp_accuracy: 0.521, sblimp_samples: 2000, sblimp_correct: 1042, note: evil() },
      swuggy: { swuggy_accuracy: 0.7, swuggy_samples: 1000, swuggy_correct: 700 },
      [evil()]: { [evil()]: 0.5, accuracy: 0.25, samples: 8 },
      aggregate: { paper_metrics_avg: 0.9 },
    },
  }));
}

/** Generated code: problems, answers, tests, errors, models. */
function coded(folder, attempt) {
  const records = (count) => Array.from({ length: count }, (_, i) => ({
    mbpp_id: `${i + 11}`, prompt: evil(), response: '```python\n' + PAYLOADS.join('\n') + '\n```', extracted_code: evil(),
    test_list: [evil()], passed: (i + attempt) % 3 === 0, error_message: (i + attempt) % 3 ? evil() : null, error: evil(),
    difficulty: ['easy', 'medium', evil()][i % 3], [evil()]: evil(),
  }));
  put(folder, 'mbpp_results_final_test.json', json(records(24)));
  put(folder, 'evaluations/evaluation_results_all.json', json(records(24)));
  put(folder, 'run_metadata_test.json', json({ timestamp: evil(),
    run_config: { split: 'test', model_name: evil(), model_url: 'javascript:window.__pwned=40', ...metadata() } }));
  put(folder, 'analysis_final_test.json', json({ total_problems: 24, passed_problems: 9, pass_rate: 0.5,
    difficulty_breakdown: { [evil()]: { total: 8, passed: 3, pass_rate: 0.375 } } }));
}

/** Makes the runs: name of a page -> what `assay report` is given for it. */
export function makeHostile(folder) {
  const at = (...parts) => path.join(folder, ...parts);
  labelled(at('labels', '<b onclick=window.__pwned=50>a'), 0);
  labelled(at('labels', "'\"><i>b"), 1);
  recorded(at('records <svg onload=window.__pwned=51>'));
  layered(at('layers"onload="window.__pwned=52'));
  papered(at('paper', 'run_20250101_000000_ttt'));
  papered(at('paper', 'run_20250102_000000_baseline'));
  for (const attempt of [0, 1, 2]) coded(at('code', 'ModelRuns', `0${attempt + 1}`), attempt);
  return {
    labels: [at('labels', '<b onclick=window.__pwned=50>a')],
    records: [at('records <svg onload=window.__pwned=51>')],
    layers: [at('layers"onload="window.__pwned=52')],
    paper: [at('paper')],
    code: [at('code')],
    'two runs': [at('labels', '<b onclick=window.__pwned=50>a'), '--baseline', at('labels', "'\"><i>b")],
    'many runs': [at('labels')],
  };
}
