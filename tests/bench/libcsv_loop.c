/*
 * Baseline: the shortest program with libcsv that counts truth against prediction.
 *
 *     libcsv_loop FILE        prints the counts (rows = truth) and the accuracy
 *
 * Columns y_true and y_pred are found by name; up to 64 labels of up to 31 bytes. Build:
 * cc -O3 libcsv_loop.c -lcsv
 */
#include <csv.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LABELS = 64, NAME = 32, BUFFER = 65536 };

struct table {
    char names[LABELS][NAME];
    size_t lengths[LABELS];
    int labels;
    uint64_t counts[LABELS][LABELS];
    int column, truth_column, answer_column, truth, answer;
    int in_header;
};

static int label_of(struct table *t, const void *text, size_t length)
{
    for (int i = 0; i < t->labels; i++)
        if (t->lengths[i] == length && memcmp(t->names[i], text, length) == 0)
            return i;
    if (t->labels == LABELS || length >= NAME)
        return LABELS - 1;
    memcpy(t->names[t->labels], text, length);
    t->lengths[t->labels] = length;
    return t->labels++;
}

static void on_cell(void *text, size_t length, void *context)
{
    struct table *t = context;

    if (t->in_header) {
        if (length == 6 && memcmp(text, "y_true", 6) == 0)
            t->truth_column = t->column;
        if (length == 6 && memcmp(text, "y_pred", 6) == 0)
            t->answer_column = t->column;
    } else if (t->column == t->truth_column) {
        t->truth = label_of(t, text, length);
    } else if (t->column == t->answer_column) {
        t->answer = label_of(t, text, length);
    }
    t->column++;
}

static void on_row(int end, void *context)
{
    struct table *t = context;

    (void)end;
    if (!t->in_header)
        t->counts[t->truth][t->answer]++;
    t->in_header = 0;
    t->column = 0;
}

int main(int argc, char **argv)
{
    static struct table t = {.truth_column = -1, .answer_column = -1, .in_header = 1};
    static char buffer[BUFFER];
    struct csv_parser parser;
    uint64_t all = 0, right = 0;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    size_t got;

    if (!file || csv_init(&parser, CSV_APPEND_NULL) != 0)
        return 1;
    while ((got = fread(buffer, 1, sizeof(buffer), file)) > 0)
        csv_parse(&parser, buffer, got, on_cell, on_row, &t);
    csv_fini(&parser, on_cell, on_row, &t);
    csv_free(&parser);
    fclose(file);
    for (int i = 0; i < t.labels; i++) {
        printf("%s", t.names[i]);
        for (int k = 0; k < t.labels; k++) {
            printf(" %" PRIu64, t.counts[i][k]);
            all += t.counts[i][k];
            right += i == k ? t.counts[i][k] : 0;
        }
        printf("\n");
    }
    printf("accuracy %.9f\n", all ? (double)right / (double)all : 0.0);
    return 0;
}
