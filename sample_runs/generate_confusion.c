#include "generate_confusion.h"

#include "generate_io.h"

#include <string.h>

static int row_total(const struct confusion *cm, int k)
{
    int sum = 0;

    for (int i = 0; i < cm->n; i++)
        sum += cm->cell[k][i];
    return sum;
}

static int column_total(const struct confusion *cm, int k)
{
    int sum = 0;

    for (int i = 0; i < cm->n; i++)
        sum += cm->cell[i][k];
    return sum;
}

int confusion_total(const struct confusion *cm)
{
    int sum = 0;

    for (int i = 0; i < cm->n; i++)
        sum += row_total(cm, i);
    return sum;
}

int confusion_right(const struct confusion *cm)
{
    int sum = 0;

    for (int i = 0; i < cm->n; i++)
        sum += cm->cell[i][i];
    return sum;
}

static double share(int part, int whole)
{
    return whole ? (double)part / whole : 0.0;
}

struct scores confusion_scores(const struct confusion *cm, int label)
{
    int right = cm->cell[label][label];
    int support = row_total(cm, label), predicted = column_total(cm, label);
    struct scores s = {share(right, predicted), share(right, support),
                       share(2 * right, support + predicted), support};

    return s;
}

/* weight NULL counts every label once. */
static struct scores averaged(const struct confusion *cm, const int *weight)
{
    struct scores sum = {0};
    double total = 0.0;

    for (int k = 0; k < cm->n; k++) {
        struct scores s = confusion_scores(cm, k);
        double w = weight ? weight[k] : 1.0;
        double p = w * s.precision, r = w * s.recall, f = w * s.f1;

        sum.precision += p;
        sum.recall += r;
        sum.f1 += f;
        sum.support += s.support;
        total += w;
    }
    sum.precision /= total;
    sum.recall /= total;
    sum.f1 /= total;
    return sum;
}

struct scores confusion_macro(const struct confusion *cm)
{
    return averaged(cm, NULL);
}

struct scores confusion_weighted(const struct confusion *cm)
{
    int weight[CLASSES_MAX] = {0};

    for (int k = 0; k < cm->n; k++)
        weight[k] = row_total(cm, k);
    return averaged(cm, weight);
}

static void put_scores(struct json *j, const char *key, const struct scores *s)
{
    json_open(j, key, '{');
    json_real(j, "precision", s->precision);
    json_real(j, "recall", s->recall);
    json_real(j, "f1-score", s->f1);
    json_real(j, "support", s->support);
    json_close(j, '}');
}

void confusion_report_json(const struct confusion *cm, FILE *f)
{
    struct json j = json_start(f, 2);
    struct scores macro = confusion_macro(cm), weighted = confusion_weighted(cm);

    json_open(&j, NULL, '{');
    for (int k = 0; k < cm->n; k++) {
        struct scores s = confusion_scores(cm, k);

        put_scores(&j, cm->labels[k], &s);
    }
    json_real(&j, "accuracy", share(confusion_right(cm), confusion_total(cm)));
    put_scores(&j, "macro avg", &macro);
    put_scores(&j, "weighted avg", &weighted);
    json_close(&j, '}');
}

static void print_scores(FILE *f, int width, const char *name, const struct scores *s)
{
    fprintf(f, "%*s  %9.2f %9.2f %9.2f %9d\n", width, name, s->precision, s->recall, s->f1,
            s->support);
}

void confusion_report_text(const struct confusion *cm, FILE *f)
{
    int width = (int)strlen("weighted avg");
    struct scores macro = confusion_macro(cm), weighted = confusion_weighted(cm);

    for (int k = 0; k < cm->n; k++)
        if ((int)strlen(cm->labels[k]) > width)
            width = (int)strlen(cm->labels[k]);
    fprintf(f, "%*s  %9s %9s %9s %9s\n\n", width, "", "precision", "recall", "f1-score", "support");
    for (int k = 0; k < cm->n; k++) {
        struct scores s = confusion_scores(cm, k);

        print_scores(f, width, cm->labels[k], &s);
    }
    fprintf(f, "\n%*s  %9s %9s %9.2f %9d\n", width, "accuracy", "", "",
            share(confusion_right(cm), confusion_total(cm)), confusion_total(cm));
    print_scores(f, width, "macro avg", &macro);
    print_scores(f, width, "weighted avg", &weighted);
}

void confusion_csv(const struct confusion *cm, FILE *f)
{
    for (int k = 0; k < cm->n; k++)
        fprintf(f, ",%s", cm->labels[k]);
    for (int i = 0; i < cm->n; i++) {
        fprintf(f, "\n%s", cm->labels[i]);
        for (int k = 0; k < cm->n; k++)
            fprintf(f, ",%d", cm->cell[i][k]);
    }
    fputc('\n', f);
}
