#include "mbpp_suite_internal.h"

#include <assay/base/path.h>
#include <assay/model/difficulty.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- pass@k by problem ---- */

static struct suite_row *row_of(struct suite_load *load, uint32_t problem)
{
    size_t from = load->row_count;

    if (problem >= load->row_count) {
        load->rows =
            array_grow(load->rows, &load->row_capacity, (size_t)problem + 1, sizeof(*load->rows));
        load->row_count = (size_t)problem + 1;
        for (size_t i = from; i < load->row_count; i++)
            for (size_t k = 0; k < SUITE_K_MAX; k++)
                load->rows[i].values[k] = NAN;
    }
    return &load->rows[problem];
}

/* The k of a column "pass@5", or 0. */
static double k_of(struct str column)
{
    double k;

    if (!str_starts(column, "pass@") ||
        !str_number((struct str){column.ptr + 5, column.len - 5}, &k, NULL))
        return 0;
    return k >= 1 && k < 1e6 ? k : 0;
}

static size_t place_of_k(struct suite_load *load, double k)
{
    for (size_t i = 0; i < load->k_count; i++)
        if (load->k[i] == k)
            return i;
    if (load->k_count == SUITE_K_MAX)
        return SIZE_MAX;
    load->k[load->k_count] = k;
    return load->k_count++;
}

struct numbered {
    struct suite_load *load;
    uint32_t number;
};

static void claim_cell(const struct numbered *file, struct str id, double k, struct str cell,
                       uint32_t line)
{
    struct arena *arena = file->load->scratch;
    const char *subject = arena_strndup(arena, id.ptr, id.len);
    const struct quantity what = {.metric = "pass_at_k", .subject = subject, .at = k};

    builder_claim_text(file->load->builder, arena_printf(arena, "pass@%g of %s", k, subject), what,
                       cell, file->number, line);
}

static void pass_row(void *arg, const struct suite_csv *csv)
{
    struct numbered *file = arg;
    struct suite_load *load = file->load;
    struct str id = suite_csv_cell(csv, "mbpp_id");

    for (size_t c = 0; id.len && c < csv->dialect->column_count; c++) {
        double k = k_of(csv->dialect->header[c]), value;
        size_t place = k > 0 ? place_of_k(load, k) : SIZE_MAX;

        if (k > 0)
            claim_cell(file, id, k, str_trim(csv->cells[c]), csv->line);
        if (place != SIZE_MAX && str_number(str_trim(csv->cells[c]), &value, NULL))
            row_of(load, intern_add(load->problems, id))->values[place] = value;
    }
}

void suite_read_pass_at_k(struct suite_load *load)
{
    const struct group_file *file = group_file(load->group, &suite_kind_pass_at_k, 0);
    struct numbered numbered = {.load = load};

    if (!file)
        return;
    numbered.number = builder_file(load->builder, file->path, file->kind->name, file->bytes);
    suite_csv_rows(load, file, numbered.number, pass_row, &numbered);
}

/* ---- data sets ---- */

struct set {
    struct suite_load *load;
    uint32_t number;
    const char *name; /* "easy_heavy" */
    size_t rows, consistent, comparable;
    size_t bands[DIFFICULTY_COUNT];
    double sums[SUITE_K_MAX];
};

/* "dataset_easy_heavy.csv", "Easy-heavy": "easy_heavy". */
static const char *plain_name(struct arena *arena, const char *text)
{
    char *name = arena_strdup(arena, strncmp(text, "dataset_", 8) == 0 ? text + 8 : text);

    for (char *p = name; *p; p++) {
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
        else if (*p == '-' || *p == ' ')
            *p = '_';
    }
    return name;
}

static void set_row(void *arg, const struct suite_csv *csv)
{
    struct set *set = arg;
    struct suite_load *load = set->load;
    uint32_t problem = intern_find(load->problems, suite_csv_cell(csv, "mbpp_id"));
    enum difficulty band = difficulty_find(suite_csv_cell(csv, "difficulty"));
    bool consistent = true, known = problem < load->row_count;

    set->rows++;
    set->bands[band]++;
    for (size_t c = 0; c < csv->dialect->column_count; c++) {
        double k = k_of(csv->dialect->header[c]), value = NAN;
        size_t place = k > 0 ? place_of_k(load, k) : SIZE_MAX;

        if (place == SIZE_MAX || !str_number(str_trim(csv->cells[c]), &value, NULL))
            continue;
        set->sums[place] += value;
        consistent = consistent && known && fabs(load->rows[problem].values[place] - value) < 1e-9;
        if (k == 1)
            consistent = consistent && band == difficulty_of(value);
    }
    set->comparable += known;
    set->consistent += consistent;
}

static void push_fact(struct set *set, const char *metric, double at, double value)
{
    builder_fact(set->load->builder, &(struct fact){
                                         .what = {.metric = metric, .subject = set->name, .at = at},
                                         .value = value,
                                         .n = set->rows,
                                         .how = "counted in the set's CSV file",
                                     });
}

static void push_claim(struct suite_load *load, const char *name, const char *metric,
                       const char *subject, size_t value, uint32_t file)
{
    char printed[24];

    snprintf(printed, sizeof(printed), "%zu", value);
    builder_claim(load->builder, &(struct claim){
                                     .name = name,
                                     .what = {.metric = metric, .subject = subject, .at = NAN},
                                     .value = (double)value,
                                     .printed = printed,
                                     .file = file,
                                 });
}

static const struct {
    enum difficulty band;
    const char *word, *count, *share, *count_column, *share_column;
} bands[] = {
    {DIFFICULTY_EASY, "easy", "set_easy", "set_easy_share", "Easy_Count", "Easy_Pct"},
    {DIFFICULTY_MEDIUM, "medium", "set_medium", "set_medium_share", "Medium_Count", "Medium_Pct"},
    {DIFFICULTY_HARD, "hard", "set_hard", "set_hard_share", "Hard_Count", "Hard_Pct"},
};

static void push_set_facts(struct set *set)
{
    double rows = (double)set->rows;

    push_fact(set, "set_size", NAN, rows);
    for (size_t i = 0; i < 3; i++) {
        push_fact(set, bands[i].count, NAN, (double)set->bands[bands[i].band]);
        push_fact(set, bands[i].share, NAN, (double)set->bands[bands[i].band] / rows);
    }
    for (size_t k = 0; k < set->load->k_count; k++)
        push_fact(set, "set_pass_at_k", set->load->k[k], set->sums[k] / rows);
    if (set->comparable) {
        push_claim(set->load, "rows", "set_rows_consistent", set->name, set->rows, set->number);
        push_fact(set, "set_rows_consistent", NAN, (double)set->consistent);
    }
}

/*
 * A set "heavy" in a band has more than half of it; a "balanced" one has every band within .1 of a
 * third.
 */
static bool fits_its_name(const struct set *set)
{
    for (size_t i = 0; i < 3; i++) {
        double share = (double)set->bands[bands[i].band] / (double)set->rows;

        if (strstr(set->name, "balanced") && fabs(share - 1.0 / 3.0) > 0.1)
            return false;
        if (strstr(set->name, bands[i].word) && strstr(set->name, "heavy") && share <= 0.5)
            return false;
    }
    return true;
}

static void read_set(struct suite_load *load, const struct group_file *file)
{
    struct set set = {.load = load,
                      .name = plain_name(load->scratch, path_stem(load->scratch, file->path))};

    set.number = builder_file(load->builder, file->path, file->kind->name, file->bytes);
    suite_csv_rows(load, file, set.number, set_row, &set);
    if (set.rows == 0)
        return;
    push_set_facts(&set);
    if (!fits_its_name(&set))
        builder_note(load->builder, NOTE_ODD, set.number, 0,
                     "%s names a mix it does not have: %zu easy, %zu medium, %zu hard (%.1f%%, "
                     "%.1f%%, %.1f%%)",
                     set.name, set.bands[DIFFICULTY_EASY], set.bands[DIFFICULTY_MEDIUM],
                     set.bands[DIFFICULTY_HARD],
                     100.0 * (double)set.bands[DIFFICULTY_EASY] / (double)set.rows,
                     100.0 * (double)set.bands[DIFFICULTY_MEDIUM] / (double)set.rows,
                     100.0 * (double)set.bands[DIFFICULTY_HARD] / (double)set.rows);
}

/* ---- their summary, and the JSONL beside ---- */

static void claim_column(const struct numbered *file, const struct suite_csv *csv,
                         const char *column, struct quantity what)
{
    struct str cell = suite_csv_cell(csv, column);

    if (cell.len)
        builder_claim_text(file->load->builder,
                           arena_printf(file->load->scratch, "%s of %s", column, what.subject),
                           what, cell, file->number, csv->line);
}

static void summary_row(void *arg, const struct suite_csv *csv)
{
    const struct numbered *file = arg;
    struct arena *arena = file->load->scratch;
    struct str name = suite_csv_cell(csv, "Dataset");
    struct quantity what = {.subject = plain_name(arena, arena_strndup(arena, name.ptr, name.len)),
                            .at = NAN};

    what.metric = "set_size";
    claim_column(file, csv, "Total_Samples", what);
    for (size_t i = 0; i < 3; i++) {
        what.metric = bands[i].count;
        claim_column(file, csv, bands[i].count_column, what);
        what.metric = bands[i].share;
        claim_column(file, csv, bands[i].share_column, what);
    }
    what.metric = "set_pass_at_k";
    for (size_t c = 0; c < csv->dialect->column_count; c++) {
        struct str column = csv->dialect->header[c];

        if (!str_starts(column, "Avg_Pass@") ||
            !str_number((struct str){column.ptr + 9, column.len - 9}, &what.at, NULL))
            continue;
        claim_column(file, csv, arena_strndup(arena, column.ptr, column.len), what);
    }
}

/* Lines that are not blank, read in parts. */
static size_t count_lines(const char *path, const struct load_control *control)
{
    FILE *file = fopen(path, "rbe");
    char part[65536];
    size_t lines = 0, got;
    bool in_line = false;

    while (file && !control_cancelled(control) && (got = fread(part, 1, sizeof(part), file)) > 0)
        for (size_t i = 0; i < got; i++) {
            if (part[i] == '\n')
                in_line = false;
            else if (!in_line && part[i] != ' ' && part[i] != '\r')
                lines += in_line = true;
        }
    if (file)
        fclose(file);
    return lines;
}

static void read_jsonl(struct suite_load *load, const struct group_file *file)
{
    uint32_t number = builder_file(load->builder, file->path, file->kind->name, file->bytes);

    push_claim(load, "lines", "set_size",
               plain_name(load->scratch, path_stem(load->scratch, file->path)),
               count_lines(file->full, group_control(load->group)), number);
}

void suite_read_sets(struct suite_load *load)
{
    const struct group_file *file;
    struct numbered numbered = {.load = load};

    for (size_t i = 0; (file = group_file(load->group, &suite_kind_set_csv, i)); i++)
        read_set(load, file);
    for (size_t i = 0; (file = group_file(load->group, &suite_kind_set_jsonl, i)); i++)
        read_jsonl(load, file);
    file = group_file(load->group, &suite_kind_summary, 0);
    if (!file)
        return;
    numbered.number = builder_file(load->builder, file->path, file->kind->name, file->bytes);
    suite_csv_rows(load, file, numbered.number, summary_row, &numbered);
}
