#include "generate_layer.h"

#include "generate_io.h"
#include "generate_layer_counts.h"

#include <math.h>
#include <stdlib.h>

const char *const layer_labels[LABELS] = {"neutral", "happy", "sad", "angry", "surprised"};

/* Which (text, slot) had no audio: semantic happy, angry, surprised; prosody neutral, sad, sad. */
static const int missing[][2] = {{18, 0}, {24, 2}, {37, 2}};

static bool is_missing(int text, int slot)
{
    for (size_t i = 0; i < sizeof missing / sizeof missing[0]; i++)
        if (missing[i][0] == text && missing[i][1] == slot)
            return true;
    return false;
}

int layer_part_of(const struct sample *s)
{
    return s->truth[SEMANTIC] == s->truth[PROSODY] ? CONSISTENT : CONFLICT;
}

/* GroupKFold: groups by size, largest first, each to the fold that is smallest so far. */
static void assign_folds(struct layer_run *run)
{
    int size[TEXTS] = {0}, fold_of[TEXTS], load[FOLDS] = {0};

    for (int i = 0; i < run->sample_count; i++)
        size[run->samples[i].text]++;
    for (int want = LABELS; want > 0; want--)
        for (int t = TEXTS - 1; t >= 0; t--) {
            int best = 0;

            if (size[t] != want)
                continue;
            for (int f = 1; f < FOLDS; f++)
                if (load[f] < load[best])
                    best = f;
            fold_of[t] = best;
            load[best] += want;
        }
    for (int i = 0; i < run->sample_count; i++)
        run->samples[i].fold = fold_of[run->samples[i].text];
}

void layer_make_samples(struct layer_run *run, bool with_conflict)
{
    run->sample_count = 0;
    for (int t = 0; t < TEXTS; t++)
        for (int slot = 0; slot < LABELS; slot++) {
            struct sample s = {.text = t, .slot = slot};

            if (is_missing(t, slot))
                continue;
            s.truth[SEMANTIC] = (t + t / 5) % LABELS;
            s.truth[PROSODY] = with_conflict ? slot : s.truth[SEMANTIC];
            run->samples[run->sample_count++] = s;
        }
    assign_folds(run);
}

/* A wrong answer: on conflict samples more often the other modality's label than chance has it. */
static int wrong_answer(struct rng *rng, const struct sample *s, int probe)
{
    int truth = s->truth[probe], other = s->truth[1 - probe];

    if (other != truth && rng_below(rng, 100) < 45)
        return other;
    return (truth + 1 + rng_below(rng, LABELS - 1)) % LABELS;
}

struct ranked {
    int sample, ease;
};

static int by_ease(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    return x->ease != y->ease ? y->ease - x->ease : x->sample - y->sample;
}

/* The easiest samples of a cell are right: easy ones stay right from layer to layer. */
static void fill_cell(struct layer_run *run, int at, int probe, int fold, int part, const int *base)
{
    struct ranked cell[SAMPLES_MAX];
    struct rng rng = rng_seed(run->seed * 1000003u +
                              (uint64_t)(run->layers[at] * 20 + probe * 10 + fold * 2 + part));
    int n = 0;

    for (int i = 0; i < run->sample_count; i++)
        if (run->samples[i].fold == fold && layer_part_of(&run->samples[i]) == part)
            cell[n++] = (struct ranked){i, base[i] + rng_below(&rng, 300)};
    qsort(cell, (size_t)n, sizeof cell[0], by_ease);
    for (int k = 0; k < n; k++) {
        const struct sample *s = &run->samples[cell[k].sample];

        run->answers[at][probe][cell[k].sample] =
            k < run->counts[at][probe][fold][part] ? s->truth[probe] : wrong_answer(&rng, s, probe);
    }
}

void layer_answer(struct layer_run *run)
{
    for (int probe = 0; probe < PROBES; probe++) {
        struct rng rng = rng_seed(run->seed * 77 + (uint64_t)probe);
        int base[SAMPLES_MAX];

        for (int i = 0; i < run->sample_count; i++)
            base[i] = rng_below(&rng, 1000);
        for (int at = 0; at < run->layer_count; at++)
            for (int cell = 0; cell < FOLDS * PARTS; cell++)
                fill_cell(run, at, probe, cell / PARTS, cell % PARTS, base);
    }
}

static double macro_f1(const int truth[], const int answer[], int n)
{
    double sum = 0.0;
    int seen = 0;

    for (int k = 0; k < LABELS; k++) {
        int twice_right = 0, both = 0;

        for (int i = 0; i < n; i++) {
            twice_right += 2 * (truth[i] == k && answer[i] == k);
            both += (truth[i] == k) + (answer[i] == k);
        }
        if (both == 0)
            continue;
        sum += (double)twice_right / both;
        seen++;
    }
    return sum / seen;
}

double layer_mean(const double *v, int n)
{
    double sum = 0.0;

    for (int i = 0; i < n; i++)
        sum += v[i];
    return n ? sum / n : NAN;
}

static double std_of(const double *v, int n)
{
    double m = layer_mean(v, n), sum = 0.0;

    for (int i = 0; i < n; i++) {
        double d = v[i] - m;
        double square = d * d;

        sum += square;
    }
    return sqrt(sum / n);
}

struct figures layer_measure(const struct layer_run *run, int at)
{
    struct figures out;

    for (int probe = 0; probe < PROBES; probe++) {
        double acc[FOLDS], f1[FOLDS], conflict[FOLDS];
        int conflict_folds = 0;

        for (int f = 0; f < FOLDS; f++) {
            int truth[SAMPLES_MAX], answer[SAMPLES_MAX];
            int n = 0, right[PARTS] = {0}, present[PARTS] = {0};

            for (int i = 0; i < run->sample_count; i++) {
                const struct sample *s = &run->samples[i];

                if (s->fold != f)
                    continue;
                truth[n] = s->truth[probe];
                answer[n] = run->answers[at][probe][i];
                present[layer_part_of(s)]++;
                right[layer_part_of(s)] += truth[n] == answer[n];
                n++;
            }
            acc[f] = (double)(right[CONFLICT] + right[CONSISTENT]) / n;
            f1[f] = macro_f1(truth, answer, n);
            if (present[CONFLICT])
                conflict[conflict_folds++] = (double)right[CONFLICT] / present[CONFLICT];
        }
        out.acc[probe] = layer_mean(acc, FOLDS);
        out.std[probe] = std_of(acc, FOLDS);
        out.f1[probe] = layer_mean(f1, FOLDS);
        out.conflict[probe] = layer_mean(conflict, conflict_folds);
    }
    return out;
}

void layer_reference_run(struct layer_run *run)
{
    *run = (struct layer_run){
        .dir = "layer_probe/run_20260122_153920",
        .prefix = "",
        .model_path = "models/OpenS2S/",
        .seed = 42,
        .layer_count = LAYERS_MAX,
    };
    layer_make_samples(run, true);
    for (int at = 0; at < LAYERS_MAX; at++) {
        run->layers[at] = at;
        for (int cell = 0; cell < PROBES * FOLDS * PARTS; cell++) {
            int probe = cell / (FOLDS * PARTS), fold = cell / PARTS % FOLDS, part = cell % PARTS;

            run->counts[at][probe][fold][part] = layer_counts[at][probe][fold][part];
        }
    }
    layer_answer(run);
}
