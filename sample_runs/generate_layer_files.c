#include "generate_io.h"
#include "generate_layer.h"
#include "generate_parts.h"

#include <math.h>

static const char *const probe_names[PROBES] = {"semantic", "prosody"};

static void put_cell(FILE *f, double value)
{
    if (!isnan(value))
        fprintf(f, "%.4f", value);
    fputc(',', f);
}

void layer_write_metrics(const char *root, const struct layer_run *run)
{
    FILE *f = out_open(root, "%s/%smetrics_per_layer.csv", run->dir, run->prefix);

    fputs("semantic_acc,semantic_acc_std,semantic_f1,prosody_acc,prosody_acc_std,prosody_f1,"
          "dominance,semantic_acc_conflict,prosody_acc_conflict,dominance_conflict,layer\n",
          f);
    for (int at = 0; at < run->layer_count; at++) {
        struct figures m = layer_measure(run, at);

        for (int probe = 0; probe < PROBES; probe++) {
            put_cell(f, m.acc[probe]);
            put_cell(f, m.std[probe]);
            put_cell(f, m.f1[probe]);
        }
        put_cell(f, m.acc[PROSODY] - m.acc[SEMANTIC]);
        put_cell(f, m.conflict[SEMANTIC]);
        put_cell(f, m.conflict[PROSODY]);
        put_cell(f, m.conflict[PROSODY] - m.conflict[SEMANTIC]);
        fprintf(f, "%d\n", run->layers[at]);
    }
    out_close(f);
}

static void write_predictions(const char *root, const struct layer_run *run)
{
    FILE *f = out_open(root, "%s/predictions_per_layer.csv", run->dir);

    fputs("layer,fold,sample_id,text_id,semantic_true,semantic_pred,prosody_true,prosody_pred,"
          "is_conflict\n",
          f);
    for (int at = 0; at < run->layer_count; at++)
        for (int fold = 0; fold < FOLDS; fold++)
            for (int i = 0; i < run->sample_count; i++) {
                const struct sample *s = &run->samples[i];

                if (s->fold != fold)
                    continue;
                fprintf(f, "%d,%d,%s/%03d_%d.wav,%d,%s,%s,%s,%s,%s\n", run->layers[at], fold,
                        layer_labels[s->truth[PROSODY]], s->text, s->slot, s->text,
                        layer_labels[s->truth[SEMANTIC]],
                        layer_labels[run->answers[at][SEMANTIC][i]],
                        layer_labels[s->truth[PROSODY]], layer_labels[run->answers[at][PROSODY][i]],
                        layer_part_of(s) == CONFLICT ? "True" : "False");
            }
    out_close(f);
}

static void put_peak(struct json *j, const char *key, const char *what, int layer, double value)
{
    json_open(j, key, '{');
    json_count(j, "layer", layer);
    json_real(j, what, value);
    json_close(j, '}');
}

static int first_max(const double *v, int n)
{
    int best = 0;

    for (int i = 1; i < n; i++)
        if (v[i] > v[best])
            best = i;
    return best;
}

/* Mean of v over the layers of [low, high), whatever the depth. */
static double mean_between(const struct layer_run *run, const double *v, int low, int high)
{
    double picked[LAYERS_MAX];
    int n = 0;

    for (int at = 0; at < run->layer_count; at++)
        if (run->layers[at] >= low && run->layers[at] < high)
            picked[n++] = v[at];
    return layer_mean(picked, n);
}

static void write_summary(const char *root, const struct layer_run *run)
{
    double acc[PROBES][LAYERS_MAX], conflict[PROBES][LAYERS_MAX], d[LAYERS_MAX], minus[LAYERS_MAX];
    double conflict_d[LAYERS_MAX];
    int n = run->layer_count, best[PROBES], high, low;
    FILE *f = out_open(root, "%s/summary.json", run->dir);
    struct json j = json_start(f, 2);

    for (int at = 0; at < n; at++) {
        struct figures m = layer_measure(run, at);

        for (int probe = 0; probe < PROBES; probe++) {
            acc[probe][at] = m.acc[probe];
            conflict[probe][at] = m.conflict[probe];
        }
        d[at] = m.acc[PROSODY] - m.acc[SEMANTIC];
        minus[at] = -d[at];
        conflict_d[at] = m.conflict[PROSODY] - m.conflict[SEMANTIC];
    }
    for (int probe = 0; probe < PROBES; probe++)
        best[probe] = first_max(acc[probe], n);
    high = first_max(d, n);
    low = first_max(minus, n);
    json_open(&j, NULL, '{');
    json_text(&j, "overall_dominant_modality",
              layer_mean(d, n) > 0.05    ? "prosody"
              : layer_mean(d, n) < -0.05 ? "semantic"
                                         : "balanced");
    json_real(&j, "average_dominance", layer_mean(d, n));
    put_peak(&j, "max_semantic_acc", "accuracy", run->layers[best[SEMANTIC]],
             acc[SEMANTIC][best[SEMANTIC]]);
    put_peak(&j, "max_prosody_acc", "accuracy", run->layers[best[PROSODY]],
             acc[PROSODY][best[PROSODY]]);
    put_peak(&j, "max_prosody_dominance", "dominance", run->layers[high], d[high]);
    put_peak(&j, "max_semantic_dominance", "dominance", run->layers[low], d[low]);
    json_open(&j, "layer_trends", '{');
    json_real(&j, "early_layers_dominance", mean_between(run, d, 0, 12));
    json_real(&j, "middle_layers_dominance", mean_between(run, d, 12, 24));
    json_real(&j, "late_layers_dominance", mean_between(run, d, 24, LAYERS_MAX));
    json_close(&j, '}');
    json_open(&j, "conflict_subset", '{');
    json_real(&j, "avg_semantic_acc", layer_mean(conflict[SEMANTIC], n));
    json_real(&j, "avg_prosody_acc", layer_mean(conflict[PROSODY], n));
    json_real(&j, "avg_dominance", layer_mean(conflict_d, n));
    json_close(&j, '}');
    json_close(&j, '}');
    out_close(f);
}

static void write_dataset(const char *root, const struct layer_run *run)
{
    int parts[PARTS] = {0}, labels[PROBES][LABELS] = {{0}};
    FILE *f = out_open(root, "%s/dataset_info.json", run->dir);
    struct json j = json_start(f, 2);

    for (int i = 0; i < run->sample_count; i++) {
        parts[layer_part_of(&run->samples[i])]++;
        for (int probe = 0; probe < PROBES; probe++)
            labels[probe][run->samples[i].truth[probe]]++;
    }
    json_open(&j, NULL, '{');
    json_count(&j, "total_samples", run->sample_count);
    json_count(&j, "conflict_samples", parts[CONFLICT]);
    json_count(&j, "consistent_samples", parts[CONSISTENT]);
    json_count(&j, "unique_texts", TEXTS);
    for (int probe = 0; probe < PROBES; probe++) {
        char key[40];

        snprintf(key, sizeof key, "%s_distribution", probe_names[probe]);
        json_open(&j, key, '{');
        for (int k = 0; k < LABELS; k++)
            json_count(&j, layer_labels[k], labels[probe][k]);
        json_close(&j, '}');
    }
    json_close(&j, '}');
    out_close(f);
}

static void write_config(const char *root, const struct layer_run *run)
{
    FILE *f = out_open(root, "%s/config.yaml", run->dir);
    bool all = run->layer_count == LAYERS_MAX;

    fprintf(f,
            "data:\n  text_jsonl: data/text.jsonl\n  audio_root: data/audio/\nmodel:\n"
            "  model_path: %s\n  n_layers: 36\n  device: cuda\n  dtype: bfloat16\n"
            "prompt: 'What is the emotion of this audio? Answer with exactly one word: neutral,\n"
            "  happy, sad, angry, surprised.'\nsystem_prompt: You are a helpful assistant.\n"
            "probe:\n  type: linear\n  linear:\n    C: 1.0\n    max_iter: 1000\n"
            "    solver: lbfgs\n  hidden_dims:\n  - 512\n  - 128\n  epochs: 100\n  patience: 10\n"
            "evaluation:\n  n_splits: 5\n  random_seed: %d\n  layers_to_evaluate:%s\n",
            run->model_path, (int)run->seed, all ? " null" : "");
    for (int at = 0; !all && at < run->layer_count; at++)
        fprintf(f, "  - %d\n", run->layers[at]);
    out_close(f);
}

/* A made-up run: accuracy in thousandths at layers 0, 7, 14, 21, 28, 35, straight between them. */
struct recipe {
    const char *dir, *prefix, *model_path;
    uint64_t seed;
    bool with_conflict, with_predictions;
    int layer_count;
    int layers[LAYERS_MAX];
    int curve[PROBES][6];
};

static const struct recipe recipes[] = {
    {
        .dir = "layer_probe/run_20260129_101500",
        .prefix = "",
        .model_path = "models/OpenS2S-ft/",
        .seed = 43,
        .with_conflict = true,
        .layer_count = LAYERS_MAX,
        .curve = {{655, 640, 735, 790, 842, 815}, {850, 832, 790, 760, 775, 742}},
    },
    {
        .dir = "layer_probe/run_20260203_090000",
        .prefix = "probe_",
        .model_path = "models/OpenS2S/",
        .seed = 44,
        .with_conflict = true,
        .with_predictions = true,
        .layer_count = 7,
        .layers = {0, 6, 12, 18, 24, 30, 35},
        .curve = {{520, 600, 700, 770, 800, 805}, {880, 850, 790, 740, 730, 735}},
    },
    {
        .dir = "layer_probe/run_20260205_120000",
        .prefix = "",
        .model_path = "models/OpenS2S/",
        .seed = 45,
        .with_predictions = true,
        .layer_count = 9,
        .layers = {0, 3, 8, 13, 18, 23, 28, 33, 35},
        .curve = {{900, 915, 930, 925, 920, 910}, {900, 915, 930, 925, 920, 910}},
    },
};

/* Both probes see the same labels where nothing conflicts, so they share one stream of chance. */
static int simulated_count(const struct layer_run *run, const int *curve, int layer, int cell,
                           uint64_t stream)
{
    int fold = cell / PARTS, part = cell % PARTS;
    int low = layer / 7 < 5 ? layer / 7 : 4;
    int permille = curve[low] + (curve[low + 1] - curve[low]) * (layer - 7 * low) / 7;
    struct rng rng = rng_seed(run->seed * 991 + stream * 500 + (uint64_t)(layer * 10 + cell));
    int present = 0, count;

    for (int i = 0; i < run->sample_count; i++)
        present += run->samples[i].fold == fold && layer_part_of(&run->samples[i]) == part;
    permille += part == CONSISTENT ? 30 : -8;
    count = (present * permille + 500) / 1000 + rng_below(&rng, 3) - 1;
    return count > present ? present : count < 0 ? 0 : count;
}

static void simulate(struct layer_run *run, const struct recipe *r)
{
    *run = (struct layer_run){
        .dir = r->dir,
        .prefix = r->prefix,
        .model_path = r->model_path,
        .seed = r->seed,
        .layer_count = r->layer_count,
    };
    layer_make_samples(run, r->with_conflict);
    for (int at = 0; at < run->layer_count; at++) {
        run->layers[at] = r->layer_count == LAYERS_MAX ? at : r->layers[at];
        for (int probe = 0; probe < PROBES; probe++)
            for (int cell = 0; cell < FOLDS * PARTS; cell++)
                run->counts[at][probe][cell / PARTS][cell % PARTS] =
                    simulated_count(run, r->curve[probe], run->layers[at], cell,
                                    r->with_conflict ? (uint64_t)probe : 0);
    }
    layer_answer(run);
}

static void write_whole(const char *root, const struct layer_run *run)
{
    layer_write_metrics(root, run);
    write_predictions(root, run);
    write_summary(root, run);
    write_dataset(root, run);
    write_config(root, run);
}

void write_layer_probe(const char *root)
{
    static struct layer_run run;

    layer_reference_run(&run);
    write_whole(root, &run);
    for (size_t i = 0; i < sizeof recipes / sizeof recipes[0]; i++) {
        simulate(&run, &recipes[i]);
        if (recipes[i].with_predictions) {
            write_whole(root, &run);
            continue;
        }
        layer_write_metrics(root, &run);
        write_summary(root, &run);
    }
}
