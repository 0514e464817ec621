#include <assay/load/classification_matrix.h>

#include <assay/base/intern.h>
#include <assay/load/classification_claims.h>
#include <assay/load/classification_grid.h>
#include <assay/load/json_doc.h>

#include <math.h>
#include <string.h>

static const char *const total_names[] = {"total", "all", "sum", "totals", NULL};
static const char *const side_words[] = {"true",      "truth",      "actual", "pred",
                                         "predicted", "prediction", NULL};

static bool is_total(const char *name)
{
    for (const char *const *total = total_names; *total; total++)
        if (str_eq_nocase(str_of(name), str_of(*total)))
            return true;
    return false;
}

static bool is_blank_or_colon(char c)
{
    return strchr(" _:.-", c) && c != '\0';
}

/* "pred_happy", "Predicted: happy", "true happy": the label behind the word. */
static const char *without_side(const char *name)
{
    for (const char *const *word = side_words; *word; word++) {
        size_t length = strlen(*word);

        if (str_eq_nocase((struct str){name, strnlen(name, length)}, str_of(*word)) &&
            is_blank_or_colon(name[length])) {
            name += length;
            while (is_blank_or_colon(*name))
                name++;
            return *name ? name : "";
        }
    }
    return name;
}

struct square {
    struct matrix matrix;
    const char **names;
    uint64_t *counts;
    size_t n;
    size_t *label_of; /* column -> label, SIZE_MAX for the totals */
};

static bool same_start(const char *name, const char *start)
{
    size_t length = strlen(start);

    return length && strlen(name) >= length &&
           str_eq_nocase((struct str){name, length}, str_of(start));
}

/* The one row label that a column head names or abbreviates; n when there is none or several. */
static size_t find_label(const struct square *square, const char *head)
{
    size_t found = square->n;

    for (size_t k = 0; k < square->n; k++)
        if (str_eq_nocase(str_of(square->names[k]), str_of(head)))
            return k;
    for (size_t k = 0; k < square->n; k++) {
        if (!same_start(square->names[k], head))
            continue;
        if (found < square->n)
            return square->n;
        found = k;
    }
    return found;
}

/* False when two columns would be one label or some head names none. */
static bool map_columns(struct square *square, const struct printed_matrix *printed,
                        struct arena *arena)
{
    uint8_t *taken = arena_zalloc(arena, square->n + 1, 1);

    for (size_t c = 0; c < printed->column_count; c++) {
        size_t label = find_label(square, without_side(printed->columns[c]));

        if (square->label_of[c] == SIZE_MAX)
            continue;
        if (label == square->n || taken[label]++)
            return false;
        square->label_of[c] = label;
    }
    return true;
}

static void map_in_order(struct evaluation *evaluation, struct square *square,
                         const struct printed_matrix *printed)
{
    size_t next = 0;

    for (size_t c = 0; c < printed->column_count; c++)
        if (square->label_of[c] != SIZE_MAX)
            square->label_of[c] = next++;
    builder_note(evaluation->builder, NOTE_GUESSED, printed->file, printed->line,
                 "the columns of the confusion matrix are taken in the order of its rows");
}

static bool read_count(struct str cell, uint64_t *count)
{
    double value;

    if (cell.len == 0)
        return false;
    if (!str_number(cell, &value, NULL) || value < 0.0 || value > 1e15 || value != floor(value))
        return false;
    *count = (uint64_t)value;
    return true;
}

static bool fill_counts(struct square *square, const struct printed_matrix *printed,
                        struct err *err)
{
    size_t row = 0;

    for (size_t r = 0; r < printed->row_count; r++) {
        if (is_total(printed->rows[r]))
            continue;
        for (size_t c = 0; c < printed->column_count; c++) {
            struct str cell = printed->cells[r * printed->column_count + c];
            uint64_t count;

            if (!read_count(cell, &count))
                return err_set(err, ERR_SYNTAX,
                               "the confusion matrix holds \"%.*s\", which is no count",
                               (int)(cell.len < 40 ? cell.len : 40), cell.ptr);
            if (square->label_of[c] != SIZE_MAX)
                square->counts[row * square->n + square->label_of[c]] = count;
        }
        row++;
    }
    return true;
}

static void claim_totals(struct evaluation *evaluation, const struct square *square,
                         const struct printed_matrix *printed)
{
    struct claim_place place = {.file = printed->file, .line = printed->line};

    for (size_t r = 0; r < printed->row_count; r++)
        for (size_t c = 0; c < printed->column_count; c++) {
            bool row_total = square->label_of[c] == SIZE_MAX, total = is_total(printed->rows[r]);
            struct quantity what = QUANTITY("samples");
            const char *name = "matrix: grand total";

            if (!row_total && !total)
                continue;
            if (row_total && !total) {
                what = claim_about("row_total", without_side(printed->rows[r]));
                name = arena_printf(evaluation->arena, "matrix: row %s", what.subject);
            } else if (!row_total) {
                what = claim_about("column_total", square->names[square->label_of[c]]);
                name = arena_printf(evaluation->arena, "matrix: column %s", what.subject);
            }
            claim_cell(evaluation->builder, name, what,
                       printed->cells[r * printed->column_count + c], &place);
        }
}

static bool make_square(struct evaluation *evaluation, const struct printed_matrix *printed,
                        struct square *square, struct err *err)
{
    size_t columns = 0;

    square->names = arena_zalloc(evaluation->arena, printed->row_count, sizeof(*square->names));
    square->label_of =
        arena_zalloc(evaluation->arena, printed->column_count, sizeof(*square->label_of));
    for (size_t r = 0; r < printed->row_count; r++)
        if (!is_total(printed->rows[r]))
            square->names[square->n++] = without_side(printed->rows[r]);
    for (size_t c = 0; c < printed->column_count; c++) {
        bool total = is_total(printed->columns[c]);

        square->label_of[c] = total ? SIZE_MAX : 0;
        columns += !total;
    }
    if (square->n == 0 || square->n != columns || square->n >= LABEL_LIMIT)
        return err_set(err, ERR_SYNTAX, "the confusion matrix has %zu rows and %zu columns",
                       square->n, columns);
    square->counts =
        arena_zalloc(evaluation->arena, square->n * square->n, sizeof(*square->counts));
    return true;
}

/* Labels must differ, since all is found by their names. */
static bool names_differ(const struct square *square, struct err *err)
{
    for (size_t i = 0; i < square->n; i++)
        for (size_t j = i + 1; j < square->n; j++)
            if (strcmp(square->names[i], square->names[j]) == 0)
                return err_set(err, ERR_SYNTAX, "the confusion matrix names \"%s\" twice",
                               square->names[i]);
    return true;
}

bool classification_matrix_push(struct evaluation *evaluation, const struct printed_matrix *printed,
                                struct err *err)
{
    struct square square = {.n = 0};

    if (!make_square(evaluation, printed, &square, err) || !names_differ(&square, err))
        return false;
    if (!map_columns(&square, printed, evaluation->arena))
        map_in_order(evaluation, &square, printed);
    if (!fill_counts(&square, printed, err))
        return false;
    square.matrix = (struct matrix){{square.names, square.n}, square.counts, printed->file};
    evaluation_matrix(evaluation, &square.matrix, printed->line);
    claim_totals(evaluation, &square, printed);
    return true;
}

/* ---- CSV ---- */

/* A first column that holds names, not counts. */
static bool has_row_names(const struct grid *grid)
{
    uint64_t count;

    if (grid->columns == grid->rows + 1)
        return true;
    for (size_t r = 0; r < grid->rows; r++)
        if (!read_count(grid_cell(grid, r, 0), &count))
            return true;
    return grid->columns > grid->rows;
}

static void fill_names(const struct grid *grid, size_t skip, const char **rows,
                       const char **columns)
{
    for (size_t c = skip; c < grid->columns; c++)
        columns[c - skip] = grid->header[c].ptr;
    for (size_t r = 0; r < grid->rows; r++)
        rows[r] = skip ? grid_cell(grid, r, 0).ptr : r < grid->columns ? grid->header[r].ptr : "";
}

bool classification_matrix_csv(struct evaluation *evaluation, const struct group_file *file,
                               struct err *err)
{
    const char **rows, **columns;
    struct str *cells;
    struct grid grid;
    size_t skip;

    if (!grid_read(evaluation, file, &grid, err))
        return false;
    skip = has_row_names(&grid) ? 1 : 0;
    rows = arena_zalloc(evaluation->arena, grid.rows + 1, sizeof(*rows));
    columns = arena_zalloc(evaluation->arena, grid.columns + 1, sizeof(*columns));
    cells = arena_zalloc(evaluation->arena, grid.rows * grid.columns, sizeof(*cells));
    fill_names(&grid, skip, rows, columns);
    for (size_t r = 0; r < grid.rows; r++)
        for (size_t c = skip; c < grid.columns; c++)
            cells[r * (grid.columns - skip) + c - skip] = grid_cell(&grid, r, c);
    if (classification_matrix_push(evaluation,
                                   &(struct printed_matrix){rows, columns, cells, grid.rows,
                                                            grid.columns - skip, grid.file, 1},
                                   err))
        return true;
    err_in_file(err, file->full);
    return false;
}

/* ---- JSON ---- */

static const char *const matrix_keys[] = {"matrix", "confusion_matrix", "cm", "counts",
                                          "data",   "values",           NULL};
static const char *const label_keys[] = {"labels", "classes", "class_names", "label_names",
                                         "index",  "columns", NULL};

static const struct meta *get_any(const struct meta *root, const char *const *keys,
                                  enum meta_kind kind)
{
    for (; *keys; keys++) {
        const struct meta *node = meta_get(root, *keys);

        if (node && node->kind == kind)
            return node;
    }
    return NULL;
}

static const char *name_at(struct evaluation *evaluation, const struct meta *names, size_t index)
{
    const struct run_hints *hints = evaluation->group->hints;

    if (names && meta_at(names, index))
        return meta_scalar(meta_at(names, index)).ptr;
    if (!names && index < hints->label_count)
        return hints->labels[index];
    return arena_printf(evaluation->arena, "%zu", index);
}

static bool push_lists(struct evaluation *evaluation, const struct meta *lists,
                       const struct meta *labels, uint32_t file, struct err *err)
{
    size_t n = lists->count, r = 0;
    const char **names = arena_zalloc(evaluation->arena, n + 1, sizeof(*names));
    struct str *cells;

    if (n == 0 || n * n > GRID_CELLS_MAX)
        return err_set(err, ERR_SYNTAX, "the confusion matrix has %zu rows", n);
    cells = arena_zalloc(evaluation->arena, n * n, sizeof(*cells));
    for (const struct meta *row = lists->first; row; row = row->next, r++) {
        size_t c = 0;

        names[r] = name_at(evaluation, labels, r);
        if (row->kind != META_LIST || row->count != n)
            return err_set(err, ERR_SYNTAX,
                           "row %zu of the confusion matrix has %zu cells, not %zu", r + 1,
                           row->count, n);
        for (const struct meta *cell = row->first; cell; cell = cell->next)
            cells[r * n + c++] = meta_scalar(cell);
    }
    return classification_matrix_push(
        evaluation, &(struct printed_matrix){names, names, cells, n, n, file, lists->line}, err);
}

static bool is_map_of_maps(const struct meta *root)
{
    if (root->kind != META_MAP || root->count == 0)
        return false;
    for (const struct meta *row = root->first; row; row = row->next)
        if (row->kind != META_MAP)
            return false;
    return true;
}

/* One row of {truth: {prediction: count}}; a pair that is not there has count 0. */
static bool fill_map_row(const struct meta *row, const struct intern *labels, struct str *cells,
                         struct err *err)
{
    for (const struct meta *cell = row->first; cell; cell = cell->next) {
        uint32_t label = intern_find(labels, str_of(cell->key));

        if (label == INTERN_NONE)
            return err_set(err, ERR_SYNTAX, "the confusion matrix has no row \"%s\"", cell->key);
        cells[label] = meta_scalar(cell);
    }
    return true;
}

static bool push_maps(struct evaluation *evaluation, const struct meta *root, uint32_t file,
                      struct err *err)
{
    struct intern *labels = intern_new(evaluation->arena);
    size_t n = root->count, r = 0;
    const char **names = arena_zalloc(evaluation->arena, n, sizeof(*names));
    struct str *cells = NULL;
    bool good =
        n * n <= GRID_CELLS_MAX || err_set(err, ERR_SYNTAX, "the confusion matrix has %zu rows", n);

    for (const struct meta *row = root->first; row; row = row->next) {
        intern_add(labels, str_of(row->key));
        names[r++] = row->key;
    }
    if (good && intern_count(labels) != n)
        good = err_set(err, ERR_SYNTAX, "the confusion matrix names a row twice");
    if (good)
        cells = arena_zalloc(evaluation->arena, n * n, sizeof(*cells));
    for (size_t i = 0; good && i < n * n; i++)
        cells[i] = STR("0");
    r = 0;
    for (const struct meta *row = root->first; good && row; row = row->next)
        good = fill_map_row(row, labels, cells + n * r++, err);
    intern_free(labels);
    return good && classification_matrix_push(
                       evaluation,
                       &(struct printed_matrix){names, names, cells, n, n, file, root->line}, err);
}

/* {"matrix": […], "total": 120}: the total is a claim about the cells. */
static void claim_stated_total(struct evaluation *evaluation, const struct meta *root,
                               uint32_t file)
{
    for (size_t i = 0; total_names[i]; i++)
        builder_claim_node(evaluation->builder, "matrix: grand total", QUANTITY("samples"),
                           meta_get(root, total_names[i]), 1.0, file);
}

bool classification_matrix_json(struct evaluation *evaluation, const struct group_file *file,
                                struct err *err)
{
    const struct meta *root = json_doc_read(evaluation->arena, file->full,
                                            group_control(evaluation->group), err),
                      *lists;
    uint32_t number = evaluation_file(evaluation, file);
    bool done;

    if (!root)
        return false;
    lists = root->kind == META_LIST ? root : get_any(root, matrix_keys, META_LIST);
    if (lists)
        done = push_lists(evaluation, lists, get_any(root, label_keys, META_LIST), number, err);
    else if (is_map_of_maps(root))
        done = push_maps(evaluation, root, number, err);
    else if (get_any(root, matrix_keys, META_MAP))
        done = push_maps(evaluation, get_any(root, matrix_keys, META_MAP), number, err);
    else
        done = err_set(err, ERR_SYNTAX, "holds no confusion matrix");
    if (done && !is_map_of_maps(root))
        claim_stated_total(evaluation, root, number);
    if (!done)
        err_in_file(err, file->full);
    return done;
}
