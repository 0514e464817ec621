#include "generate_confusion.h"
#include "generate_io.h"
#include "generate_parts.h"

#include <stdlib.h>
#include <string.h>

/*
 * The matrix of the evaluation summary: 834 samples, 756 right, the one answer outside the label
 * set ("doubt", truth surprise) counted as neutral.
 */
static const struct confusion mer = {
    .n = 6,
    .labels = {"neutral", "angry", "happy", "sad", "worried", "surprise"},
    .cell =
        {
            {179, 1, 2, 1, 0, 0},
            {2, 154, 7, 3, 2, 1},
            {10, 10, 134, 6, 2, 4},
            {2, 2, 1, 250, 0, 2},
            {1, 0, 3, 1, 6, 3},
            {5, 1, 3, 2, 1, 33},
        },
};

enum { MER_SAMPLES = 834, NEUTRAL = 0, ANGRY = 1, HAPPY = 2, SURPRISE = 5, DOUBT = 6 };

/* The second run: how many of the first one's errors it gets right, and the other way round. */
enum { FIXED = 29, BROKEN = 47 };

/*
 * The third run: the first one again under another prompt and seed, its ids as paths, in another
 * order, two samples missing and one added.
 */
enum { AGAIN_FIXED = 20, AGAIN_BROKEN = 12, AGAIN_MISSING = 2, AGAIN_ADDED = 30001 };

struct answer {
    int id, truth, pred;
};

static const char *label_of(int k)
{
    return k == DOUBT ? "doubt" : mer.labels[k];
}

static int by_id(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Rising numbers with gaps, 6611 and 6702 among them, as a test split picked from a larger pool. */
static void make_ids(int *id)
{
    struct rng rng = rng_seed(2023);
    int next = 11;

    for (int i = 0; i < MER_SAMPLES; i++)
        id[i] = next += 1 + rng_below(&rng, 35);
    for (int i = 0; i + 1 < MER_SAMPLES; i++) {
        if (id[i] <= 6611 && id[i + 1] > 6611)
            id[i] = 6611;
        if (id[i] <= 6702 && id[i + 1] > 6702)
            id[i] = 6702;
    }
    qsort(id, MER_SAMPLES, sizeof id[0], by_id);
}

static void make_first(struct answer *a)
{
    int cells[MER_SAMPLES], id[MER_SAMPLES], n = 0;
    struct rng rng = rng_seed(834);
    bool doubted = false;

    make_ids(id);
    for (int t = 0; t < mer.n; t++)
        for (int p = 0; p < mer.n; p++)
            for (int k = 0; k < mer.cell[t][p]; k++)
                cells[n++] = t * mer.n + p;
    rng_shuffle(&rng, cells, n);
    for (int i = 0; i < n; i++) {
        a[i] = (struct answer){id[i], cells[i] / mer.n, cells[i] % mer.n};
        if (!doubted && a[i].truth == SURPRISE && a[i].pred == NEUTRAL) {
            a[i].pred = DOUBT;
            doubted = true;
        }
    }
    /* Two of the happy -> angry ten stand under known ids. */
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n && (a[i].id == 6611 || a[i].id == 6702); k++)
            if (a[k].truth == HAPPY && a[k].pred == ANGRY && a[k].id != 6611 && a[k].id != 6702) {
                int truth = a[i].truth, pred = a[i].pred;

                a[i].truth = HAPPY;
                a[i].pred = ANGRY;
                a[k].truth = truth;
                a[k].pred = pred;
                break;
            }
}

static void write_first_predictions(const char *root, const char *dir, const struct answer *a)
{
    static const char *const openings[] = {
        "The person in the video feels",
        "From the voice and the face I would say",
        "Clearly",
        "The emotion expressed here is",
        "It sounds",
        "Looking at the face, the answer is",
    };
    struct rng rng = rng_seed(500);
    FILE *f = out_open(root, "%s/predictions.csv", dir);

    fputs("sample_id,true_label,prediction,raw_output\n", f);
    for (int i = 0; i < MER_SAMPLES; i++) {
        const char *opening = openings[rng_below(&rng, 6)];
        const char *quote = strchr(opening, ',') ? "\"" : "";

        fprintf(f, "samplenew_%08d,%s,%s,%s%s %s%s\n", a[i].id, label_of(a[i].truth),
                label_of(a[i].pred), quote, opening, label_of(a[i].pred), quote);
    }
    out_close(f);
}

static void put_config(struct json *j, const char *prompt, int seed)
{
    json_open(j, "config", '{');
    json_text(j, "prompt", prompt);
    json_count(j, "seed", seed);
    json_real(j, "temperature", 0.2);
    json_count(j, "max_new_tokens", 32);
    json_close(j, '}');
}

static void write_first(const char *root, const struct answer *a)
{
    static const char dir[] = "classification/mer2023_test3";
    struct scores weighted = confusion_weighted(&mer), macro = confusion_macro(&mer);
    FILE *f;
    struct json j;

    write_first_predictions(root, dir, a);
    f = out_open(root, "%s/classification_report.json", dir);
    confusion_report_json(&mer, f);
    out_close(f);
    f = out_open(root, "%s/metrics.json", dir);
    j = json_start(f, 2);
    json_open(&j, NULL, '{');
    json_text(&j, "model", "Emotion-LLaMA (MiniGPT-v2 + Llama-2-7b-chat)");
    json_text(&j, "dataset", "MER2023 Test3");
    json_count(&j, "total_samples", confusion_total(&mer));
    json_count(&j, "correct", confusion_right(&mer));
    json_count(&j, "invalid_answers", 1);
    json_real(&j, "accuracy", py_round((double)confusion_right(&mer) / confusion_total(&mer), 4));
    json_real(&j, "weighted_precision", py_round(weighted.precision, 4));
    json_real(&j, "weighted_recall", py_round(weighted.recall, 4));
    json_real(&j, "weighted_f1", py_round(weighted.f1, 4));
    json_real(&j, "macro_f1", py_round(macro.f1, 4));
    put_config(&j,
               "Which emotion does the person in the video show: neutral, angry, happy, sad, "
               "worried or surprise?",
               42);
    json_close(&j, '}');
    out_close(f);
    f = out_open(root, "%s/assay.yaml", dir);
    fputs("title: MER2023 test3, Emotion-LLaMA\nformat: classification\n"
          "labels: [neutral, angry, happy, sad, worried, surprise]\nfallback_label: neutral\n"
          "columns:\n  id: sample_id\n  truth: true_label\n  pred: prediction\n"
          "  raw: raw_output\n",
          f);
    out_close(f);
}

/* Turns the first run into the second: FIXED errors become right, BROKEN right ones an error. */
static void make_second(const struct answer *first, struct answer *second)
{
    struct rng rng = rng_seed(16);
    int order[MER_SAMPLES], fixed = 0, broken = 0;

    for (int i = 0; i < MER_SAMPLES; i++)
        order[i] = i;
    rng_shuffle(&rng, order, MER_SAMPLES);
    memcpy(second, first, MER_SAMPLES * sizeof first[0]);
    for (int i = 0; i < MER_SAMPLES; i++) {
        struct answer *s = &second[order[i]];

        if (s->pred == s->truth && broken < BROKEN) {
            s->pred = (s->truth + 1 + rng_below(&rng, mer.n - 1)) % mer.n;
            broken++;
        } else if (s->pred != s->truth && fixed < FIXED) {
            s->pred = s->truth;
            fixed++;
        } else if (s->pred == DOUBT) {
            s->pred = NEUTRAL;
        }
    }
}

/* Thousandths that add up to 1000; the predicted label has most, more often when it is right. */
static void make_probs(struct rng *rng, const struct answer *a, int *prob)
{
    int top = a->pred == a->truth ? 640 + rng_below(rng, 351) : 505 + rng_below(rng, 330);
    int rest = 1000 - top;

    for (int k = 0; k < mer.n; k++) {
        bool last = k == mer.n - 1 || (k == mer.n - 2 && a->pred == mer.n - 1);

        if (k == a->pred) {
            prob[k] = top;
            continue;
        }
        prob[k] = last ? rest : rng_below(rng, rest / 2 + 1);
        rest -= prob[k];
    }
}

static void put_tsv(FILE *f, const struct answer *a, const int *prob)
{
    fprintf(f, "samplenew_%08d\t%s\t%s\t%.3f", a->id, label_of(a->truth), label_of(a->pred),
            prob[a->pred] / 1000.0);
    for (int k = 0; k < mer.n; k++)
        fprintf(f, "\t%.3f", prob[k] / 1000.0);
    fputc('\n', f);
}

static void put_jsonl(FILE *f, const struct answer *a, const int *prob)
{
    struct json j = json_start(f, 0);
    char text[32];

    snprintf(text, sizeof text, "samplenew_%08d", a->id);
    json_open(&j, NULL, '{');
    json_text(&j, "id", text);
    json_text(&j, "true_label", label_of(a->truth));
    json_text(&j, "pred_label", label_of(a->pred));
    json_real(&j, "score", prob[a->pred] / 1000.0);
    for (int k = 0; k < mer.n; k++) {
        snprintf(text, sizeof text, "prob_%s", mer.labels[k]);
        json_real(&j, text, prob[k] / 1000.0);
    }
    json_close(&j, '}');
    fputc('\n', f);
}

static void write_second_as(const char *root, const struct answer *a, const char *dir,
                            const char *file, const char *header,
                            void (*put)(FILE *, const struct answer *, const int *))
{
    struct rng rng = rng_seed(1616);
    FILE *f = out_open(root, "classification/%s/%s", dir, file);

    fputs(header, f);
    for (int i = 0; i < MER_SAMPLES; i++) {
        int prob[CLASSES_MAX];

        make_probs(&rng, &a[i], prob);
        put(f, &a[i], prob);
    }
    out_close(f);
    f = out_open(root, "classification/%s/assay.yaml", dir);
    fputs("title: MER2023 test3, LoRA rank 16\nformat: classification\n"
          "labels: [neutral, angry, happy, sad, worried, surprise]\n"
          "baseline: ../mer2023_test3\n",
          f);
    out_close(f);
}

static void write_second_metrics(const char *root, const struct answer *a, const char *dir)
{
    struct confusion cm = mer;
    struct json j;
    FILE *f = out_open(root, "classification/%s/metrics.json", dir);

    memset(cm.cell, 0, sizeof cm.cell);
    for (int i = 0; i < MER_SAMPLES; i++)
        cm.cell[a[i].truth][a[i].pred]++;
    j = json_start(f, 2);
    json_open(&j, NULL, '{');
    json_count(&j, "total_samples", confusion_total(&cm));
    json_count(&j, "correct", confusion_right(&cm));
    json_real(&j, "accuracy", (double)confusion_right(&cm) / confusion_total(&cm));
    json_real(&j, "macro_f1", confusion_macro(&cm).f1);
    json_real(&j, "weighted_f1", confusion_weighted(&cm).f1);
    json_close(&j, '}');
    out_close(f);
}

/* ---- the third run ---- */

static int make_third(const struct answer *first, struct answer *third)
{
    struct rng rng = rng_seed(7);
    int order[MER_SAMPLES], fixed = 0, broken = 0, n = 0;

    for (int i = 0; i < MER_SAMPLES; i++)
        order[i] = i;
    rng_shuffle(&rng, order, MER_SAMPLES);
    for (int i = AGAIN_MISSING; i < MER_SAMPLES; i++) {
        struct answer a = first[order[i]];

        if (a.pred == a.truth && broken < AGAIN_BROKEN) {
            a.pred = (a.truth + 1 + rng_below(&rng, mer.n - 1)) % mer.n;
            broken++;
        } else if (a.pred != a.truth && a.pred != DOUBT && fixed < AGAIN_FIXED) {
            a.pred = a.truth;
            fixed++;
        }
        third[n++] = a;
    }
    third[n++] = (struct answer){AGAIN_ADDED, HAPPY, HAPPY};
    rng_shuffle(&rng, order, MER_SAMPLES);
    for (int i = 0; i < n; i++) {
        struct answer moved = third[i];
        int to = order[i] % n;

        third[i] = third[to];
        third[to] = moved;
    }
    return n;
}

static void write_third_metrics(const char *root, const char *dir, const struct answer *a, int n)
{
    struct confusion cm = mer;
    struct json j;
    FILE *f = out_open(root, "%s/metrics.json", dir);

    memset(cm.cell, 0, sizeof cm.cell);
    for (int i = 0; i < n; i++)
        cm.cell[a[i].truth][a[i].pred == DOUBT ? NEUTRAL : a[i].pred]++;
    j = json_start(f, 2);
    json_open(&j, NULL, '{');
    json_text(&j, "model", "Emotion-LLaMA (MiniGPT-v2 + Llama-2-7b-chat)");
    json_text(&j, "dataset", "MER2023 Test3");
    json_count(&j, "total_samples", confusion_total(&cm));
    json_count(&j, "correct", confusion_right(&cm));
    json_real(&j, "accuracy", (double)confusion_right(&cm) / confusion_total(&cm));
    json_real(&j, "macro_f1", confusion_macro(&cm).f1);
    put_config(&j,
               "Watch the face and listen to the voice. Answer with one word: neutral, angry, "
               "happy, sad, worried, surprise.",
               7);
    json_close(&j, '}');
    out_close(f);
}

static void write_third(const char *root, const struct answer *a, int n)
{
    static const char dir[] = "rerun/mer2023_other_prompt";
    FILE *f = out_open(root, "%s/predictions.csv", dir);

    fputs("sample_id,true_label,prediction\n", f);
    for (int i = 0; i < n; i++)
        fprintf(f, "clips/test3/samplenew_%08d.wav,%s,%s\n", a[i].id, label_of(a[i].truth),
                label_of(a[i].pred));
    out_close(f);
    write_third_metrics(root, dir, a, n);
    f = out_open(root, "%s/assay.yaml", dir);
    fputs("title: MER2023 test3, another prompt\nformat: classification\n"
          "labels: [neutral, angry, happy, sad, worried, surprise]\nfallback_label: neutral\n"
          "baseline: ../../classification/mer2023_test3\n",
          f);
    out_close(f);
}

/* A run of which only the report and the matrix were kept; one label is never predicted. */
static void write_report_only(const char *root)
{
    static const struct confusion kept = {
        .n = 4,
        .labels = {"calm", "engaged", "frustrated", "withdrawn"},
        .cell = {{41, 6, 3, 0}, {8, 37, 5, 0}, {4, 2, 24, 0}, {7, 1, 2, 0}},
    };
    FILE *f = out_open(root, "classification/report_only/classification_report.txt");

    confusion_report_text(&kept, f);
    out_close(f);
    f = out_open(root, "classification/report_only/confusion_matrix.csv");
    confusion_csv(&kept, f);
    out_close(f);
}

void write_classification(const char *root)
{
    static struct answer first[MER_SAMPLES], second[MER_SAMPLES], third[MER_SAMPLES];

    make_first(first);
    write_first(root, first);
    make_second(first, second);
    write_second_as(root, second, "mer2023_test3_rank16", "predictions.tsv",
                    "id\ttrue_label\tpred_label\tscore\tprob_neutral\tprob_angry\tprob_happy\t"
                    "prob_sad\tprob_worried\tprob_surprise\n",
                    put_tsv);
    write_second_as(root, second, "mer2023_test3_rank16_jsonl", "predictions.jsonl", "", put_jsonl);
    write_second_metrics(root, second, "mer2023_test3_rank16");
    write_second_metrics(root, second, "mer2023_test3_rank16_jsonl");
    write_third(root, third, make_third(first, third));
    write_report_only(root);
}
