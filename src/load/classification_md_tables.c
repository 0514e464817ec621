#include <assay/load/classification_md_tables.h>

#include <assay/load/classification_claims.h>
#include <assay/load/classification_matrix.h>

#include <math.h>
#include <string.h>

static const char *const label_heads[] = {"class",      "label",      "emotion",
                                          "category",   "classes",    "label name",
                                          "class name", "true class", NULL};
static const char *const model_heads[] = {"model", "method", "classifier", "algorithm", NULL};
static const char *const truth_heads[] = {"true label", "true",         "actual", "truth",
                                          "true class", "ground truth", "gold",   NULL};
static const char *const prediction_heads[] = {
    "predicted", "prediction", "predicted label", "pred", "predicted class", "predicted as", NULL};
static const char *const count_heads[] = {"count",  "n",      "samples", "cases",
                                          "number", "errors", NULL};

/* Columns of a table of labels, and what they claim of the label. */
struct label_column {
    const char *head;
    const char *metric;
};

static const struct label_column label_columns[] = {
    {"samples", "support"},     {"support", "support"},     {"count", "support"},
    {"n", "support"},           {"total", "support"},       {"% of total", "support_share"},
    {"share", "support_share"}, {"correct", "correct"},     {"accuracy", "recall"},
    {"recall", "recall"},       {"precision", "precision"}, {"f1", "f1"},
    {"f1-score", "f1"},         {"f1 score", "f1"},         {"performance", "rating_band"},
    {"rating", "rating_band"},  {"band", "rating_band"},
};

static const char *const band_names[] = {"excellent", "very good",   "good",
                                         "moderate",  "challenging", NULL};

static bool is_one_of(struct str text, const char *const *names)
{
    for (; *names; names++)
        if (str_eq_nocase(claim_bare(text), str_of(*names)))
            return true;
    return false;
}

static size_t find_column(const struct markdown_block *table, const char *const *names)
{
    for (size_t c = 0; c < table->columns; c++)
        if (is_one_of(markdown_cell(table, 0, c), names))
            return c;
    return SIZE_MAX;
}

/* A head as it is, or without "(%)" behind it. */
static struct str bare_head(struct str head)
{
    struct str text = claim_bare(head);

    if (str_ends(text, "(%)"))
        text.len -= 3;
    return str_trim(text);
}

static const char *label_metric(struct str head)
{
    struct str text = bare_head(head);

    for (size_t i = 0; i < sizeof(label_columns) / sizeof(label_columns[0]); i++)
        if (str_eq_nocase(text, str_of(label_columns[i].head)))
            return label_columns[i].metric;
    return NULL;
}

static bool heads_a_metric(const struct markdown_block *table)
{
    for (size_t c = 1; c < table->columns; c++)
        if (claim_metric(bare_head(markdown_cell(table, 0, c))))
            return true;
    return false;
}

/* Counts alone describe a data set; a table of results has a figure of right answers, too. */
static bool has_label_figures(const struct markdown_block *table)
{
    size_t figures = 0, all = 0;

    for (size_t c = 1; c < table->columns; c++) {
        const char *metric = label_metric(markdown_cell(table, 0, c));

        all += metric != NULL;
        figures += metric && strncmp(metric, "support", strlen("support")) != 0;
    }
    return figures >= 1 && all >= 2;
}

static bool is_whole(struct str cell)
{
    long long value;

    return str_integer(claim_bare(cell), &value) && value >= 0;
}

static bool all_counts(const struct markdown_block *table)
{
    for (size_t r = 1; r <= table->rows; r++)
        for (size_t c = 1; c < table->columns; c++)
            if (!is_whole(markdown_cell(table, r, c)))
                return false;
    return table->rows >= 2 && table->columns >= 3;
}

static bool names_a_metric(const struct markdown_block *table)
{
    for (size_t r = 1; r <= table->rows; r++)
        if (claim_metric(claim_bare(markdown_cell(table, r, 0))))
            return true;
    return false;
}

enum md_table md_table_kind(const struct markdown_block *table, struct str heading)
{
    struct str first;

    if (table->columns < 2 || table->rows == 0)
        return MD_TABLE_OTHER;
    first = markdown_cell(table, 0, 0);
    if (find_column(table, truth_heads) != SIZE_MAX &&
        find_column(table, prediction_heads) != SIZE_MAX &&
        find_column(table, count_heads) != SIZE_MAX)
        return MD_TABLE_PAIRS;
    if (is_one_of(first, model_heads) && heads_a_metric(table))
        return MD_TABLE_MODELS;
    if (is_one_of(first, label_heads) && has_label_figures(table))
        return MD_TABLE_CLASSES;
    if (str_contains_nocase(heading, "confusion") && all_counts(table))
        return MD_TABLE_MATRIX;
    if (is_one_of(first, (const char *const[]){"metric", "measure", "metrics", NULL}) &&
        names_a_metric(table))
        return MD_TABLE_METRICS;
    return MD_TABLE_OTHER;
}

static const char *text_of(struct evaluation *evaluation, struct str cell)
{
    struct str bare = claim_bare(cell);
    char *text = arena_strndup(evaluation->arena, bare.ptr, bare.len), *to = text;

    /* "F1 Score** (weighted)": emphasis ended inside */
    for (const char *from = text; *from; from++)
        if (!(from[0] == '*' && (from[1] == '*' || (from > text && from[-1] == '*'))))
            *to++ = *from;
    *to = '\0';
    return text;
}

static uint32_t line_of(const struct markdown_block *table, size_t row)
{
    return table->line + (uint32_t)row + 1; /* the rule below the header is a line, too */
}

static bool is_percent(struct str head)
{
    return memchr(head.ptr ? head.ptr : "", '%', head.len) != NULL;
}

/* ---- metric and score ---- */

static void push_metrics(struct evaluation *evaluation, const struct markdown_block *table,
                         uint32_t file)
{
    for (size_t r = 1; r <= table->rows; r++) {
        const char *metric = claim_metric(markdown_cell(table, r, 0));
        const char *name = text_of(evaluation, markdown_cell(table, r, 0));
        struct claim_place place = {.file = file,
                                    .line = line_of(table, r),
                                    .percent = is_percent(markdown_cell(table, 0, 1))};

        if (!metric || !claim_cell(evaluation->builder, name, QUANTITY(metric),
                                   markdown_cell(table, r, 1), &place))
            builder_meta_text(evaluation->builder, name,
                              text_of(evaluation, markdown_cell(table, r, 1)));
    }
}

/* ---- one row a label ---- */

/* The words behind stars, signs and other marks at the start. */
static struct str words_only(struct str cell)
{
    struct str text = claim_bare(cell);

    while (text.len && !((text.ptr[0] >= 'a' && text.ptr[0] <= 'z') ||
                         (text.ptr[0] >= 'A' && text.ptr[0] <= 'Z')))
        text.ptr++, text.len--;
    return text;
}

static void push_label_cell(struct evaluation *evaluation, const char *label,
                            const struct markdown_block *table, size_t row, size_t column,
                            uint32_t file)
{
    struct str head = markdown_cell(table, 0, column), cell = markdown_cell(table, row, column);
    const char *metric = label_metric(head);
    struct claim_place place = {.file = file, .line = line_of(table, row)};
    const char *name;

    if (!metric)
        return;
    name = arena_printf(evaluation->arena, "%s: %s", label, text_of(evaluation, head));
    place.percent = is_percent(head);
    if (strcmp(metric, "rating_band") != 0)
        claim_cell(evaluation->builder, name, claim_about(metric, label), cell, &place);
    else if (is_one_of(words_only(cell), band_names))
        claim_words(evaluation->builder, name, claim_about(metric, label),
                    text_of(evaluation, words_only(cell)), &place);
}

static void push_classes(struct evaluation *evaluation, const struct markdown_block *table,
                         uint32_t file)
{
    for (size_t r = 1; r <= table->rows; r++)
        for (size_t c = 1; c < table->columns; c++)
            push_label_cell(evaluation, text_of(evaluation, markdown_cell(table, r, 0)), table, r,
                            c, file);
}

/* ---- confused pairs ---- */

static void push_pairs(struct evaluation *evaluation, const struct markdown_block *table,
                       uint32_t file, struct str heading)
{
    size_t truth = find_column(table, truth_heads);
    size_t prediction = find_column(table, prediction_heads);
    size_t count = find_column(table, count_heads);
    struct claim_place place = {.file = file, .line = table->line};
    const char *title = text_of(evaluation, heading), *all = "";

    for (size_t r = 1; r <= table->rows; r++) {
        const char *pair = arena_printf(evaluation->arena, "%s>%s",
                                        text_of(evaluation, markdown_cell(table, r, truth)),
                                        text_of(evaluation, markdown_cell(table, r, prediction)));
        struct claim_place row = {.file = file, .line = line_of(table, r)};

        claim_cell(evaluation->builder, pair, claim_about("confused_pair", pair),
                   markdown_cell(table, r, count), &row);
        all = arena_printf(evaluation->arena, "%s%s%s", all, all[0] ? "; " : "", pair);
    }
    claim_words(evaluation->builder, arena_printf(evaluation->arena, "%s: order", title),
                claim_about("confused_order", all), "largest first", &place);
    if (str_contains_nocase(heading, "top") || str_contains_nocase(heading, "most"))
        claim_words(evaluation->builder, arena_printf(evaluation->arena, "%s: completeness", title),
                    claim_about("confused_complete", all), "complete", &place);
}

/* ---- models ---- */

static void push_models(struct evaluation *evaluation, const struct markdown_block *table,
                        uint32_t file)
{
    size_t number = evaluation->tables++;

    for (size_t r = 1; r <= table->rows; r++) {
        struct model_figure *figures =
            arena_zalloc(evaluation->arena, table->columns, sizeof(*figures));
        struct model_row row = {.model = text_of(evaluation, markdown_cell(table, r, 0)),
                                .figures = figures,
                                .file = file,
                                .line = line_of(table, r),
                                .table = number};

        for (size_t c = 1; c < table->columns; c++) {
            struct str head = markdown_cell(table, 0, c);
            const char *metric = claim_metric(bare_head(head));

            if (metric && markdown_cell(table, r, c).len)
                figures[row.count++] =
                    (struct model_figure){text_of(evaluation, head), metric,
                                          markdown_cell(table, r, c), is_percent(head)};
        }
        evaluation_model(evaluation, &row);
    }
}

/* ---- the matrix ---- */

static void push_matrix(struct evaluation *evaluation, const struct markdown_block *table,
                        uint32_t file)
{
    size_t columns = table->columns - 1;
    const char **rows = arena_zalloc(evaluation->arena, table->rows, sizeof(*rows));
    const char **heads = arena_zalloc(evaluation->arena, columns, sizeof(*heads));
    struct str *cells = arena_zalloc(evaluation->arena, table->rows * columns, sizeof(*cells));
    struct printed_matrix printed = {rows, heads, cells, table->rows, columns, file, table->line};
    struct err err;

    for (size_t c = 0; c < columns; c++)
        heads[c] = text_of(evaluation, markdown_cell(table, 0, c + 1));
    for (size_t r = 0; r < table->rows; r++) {
        rows[r] = text_of(evaluation, markdown_cell(table, r + 1, 0));
        for (size_t c = 0; c < columns; c++)
            cells[r * columns + c] = claim_bare(markdown_cell(table, r + 1, c + 1));
    }
    if (!classification_matrix_push(evaluation, &printed, &err))
        builder_note(evaluation->builder, NOTE_BROKEN, file, table->line, "%s", err.text);
}

void md_table_push(struct evaluation *evaluation, const struct markdown_block *table,
                   enum md_table kind, uint32_t file, struct str heading)
{
    switch (kind) {
    case MD_TABLE_METRICS:
        push_metrics(evaluation, table, file);
        break;
    case MD_TABLE_CLASSES:
        push_classes(evaluation, table, file);
        break;
    case MD_TABLE_PAIRS:
        push_pairs(evaluation, table, file, heading);
        break;
    case MD_TABLE_MODELS:
        push_models(evaluation, table, file);
        break;
    case MD_TABLE_MATRIX:
        push_matrix(evaluation, table, file);
        break;
    case MD_TABLE_OTHER:
        break;
    }
}
