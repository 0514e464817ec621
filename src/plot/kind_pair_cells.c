#include <assay/plot/kind_pair_cells.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_labels.h>
#include <assay/plot/kind_pair_words.h>
#include <assay/plot/plot_build.h>
#include <assay/session/delta_parts.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char nothing_shared[] = "no label is the truth in both runs";

enum { LABELS_MOST = 20, PARTS_MOST = 3, SAID_MOST = 3, NAME_COLUMNS = 24 };

struct cells_job {
    const struct comparison *comparison;
    const struct delta_part *part;
    const struct delta_matrix *delta;
    enum delta_base base;
    const uint16_t *rows, *columns; /* codes of the labels shown */
    size_t row_count, column_count;
    struct arena *arena;
};

/* ---- which part ---- */

/* The layer of this set whose accuracy changed most; NAN without such rows. */
static double layer_of(const struct comparison *comparison, size_t set)
{
    const struct compare_row *most = NULL;

    for (size_t i = comparison->first[FAMILY_LAYERS]; i < comparison->first[FAMILY_LAYERS + 1];
         i++) {
        const struct compare_row *row = &comparison->rows[i];

        if (row->set == set && !isnan(row->delta) &&
            (!most || fabs(row->delta) > fabs(most->delta)))
            most = row;
    }
    return most ? most->what.at : NAN;
}

static bool is_shown(const struct comparison *comparison, const struct delta_part *part)
{
    double layer;

    if (part->split != UINT16_MAX)
        return false;
    if (part->layer == UINT16_MAX)
        return true;
    layer = layer_of(comparison, part->set);
    return part->layer >= layer && part->layer <= layer;
}

static const struct delta_part *part_of(const struct comparison *comparison, size_t number,
                                        struct arena *arena)
{
    size_t count;
    const struct delta_part *parts = delta_parts(comparison, arena, &count);

    for (size_t i = 0; i < count; i++)
        if (is_shown(comparison, &parts[i]) && number-- == 0)
            return &parts[i];
    return NULL;
}

/* ---- which labels ---- */

struct ranked_label {
    uint16_t code;
    double change;
};

static int by_change(const void *left, const void *right)
{
    const struct ranked_label *x = left, *y = right;

    if (x->change < y->change || x->change > y->change)
        return x->change > y->change ? -1 : 1;
    return (x->code > y->code) - (x->code < y->code);
}

static int by_code(const void *left, const void *right)
{
    uint16_t x = *(const uint16_t *)left, y = *(const uint16_t *)right;

    return (x > y) - (x < y);
}

static void rank_labels(const struct delta_matrix *delta, struct ranked_label *ranked)
{
    for (size_t i = 0; i < delta->labels.count; i++)
        ranked[i] = (struct ranked_label){(uint16_t)i, fabs(delta_recall(delta, (uint16_t)i))};
    for (size_t i = 0; i < delta->labels.count; i++)
        if (isnan(ranked[i].change))
            ranked[i].change = -1.0;
    for (size_t i = 0; i < delta->cell_count; i++) {
        const struct delta_cell *cell = &delta->cells[i];
        double moved = (double)(cell->entered + cell->left);

        ranked[cell->truth].change += moved;
        if (cell->prediction < delta->labels.count)
            ranked[cell->prediction].change += moved;
    }
}

static uint16_t *labels_shown(const struct delta_matrix *delta, size_t *count, struct arena *arena)
{
    size_t labels = delta->labels.count;
    struct ranked_label *ranked = arena_zalloc(arena, labels + 1, sizeof(*ranked));
    uint16_t *codes = arena_zalloc(arena, labels + 2, sizeof(*codes));

    rank_labels(delta, ranked);
    if (labels > LABELS_MOST)
        qsort(ranked, labels, sizeof(*ranked), by_change);
    *count = labels < LABELS_MOST ? labels : LABELS_MOST;
    for (size_t i = 0; i < *count; i++)
        codes[i] = ranked[i].code;
    qsort(codes, *count, sizeof(*codes), by_code);
    return codes;
}

static void choose_labels(struct cells_job *job)
{
    uint16_t *columns = labels_shown(job->delta, &job->row_count, job->arena);

    job->rows = columns;
    job->columns = columns;
    job->column_count = job->row_count;
    if (confusion_invalid_total(job->delta->a) > 0 || confusion_invalid_total(job->delta->b) > 0)
        columns[job->column_count++] = LABEL_INVALID;
}

static const char *label_name(const struct cells_job *job, uint16_t code)
{
    return code < job->delta->labels.count ? job->delta->labels.names[code] : "outside";
}

static const char *const *names_of(const struct cells_job *job, const uint16_t *codes, size_t count)
{
    const char **names = arena_zalloc(job->arena, count + 1, sizeof(*names));

    for (size_t i = 0; i < count; i++)
        names[i] = label_name(job, codes[i]);
    return kind_labels_cut_all(names, count, NAME_COLUMNS, job->arena);
}

/* ---- cells ---- */

static struct plot_cells *cells_new(const struct cells_job *job)
{
    struct plot_cells *cells = arena_zalloc(job->arena, 1, sizeof(*cells));

    *cells = (struct plot_cells){.row_title = "Truth",
                                 .column_title = "Prediction",
                                 .rows = names_of(job, job->rows, job->row_count),
                                 .columns = names_of(job, job->columns, job->column_count),
                                 .row_count = job->row_count,
                                 .column_count = job->column_count,
                                 .low = NAN,
                                 .high = NAN,
                                 .square = true};
    return cells;
}

static const char *count_text(double value, enum delta_base base, struct arena *arena)
{
    if (isnan(value))
        return "–";
    return base == DELTA_COUNTS ? fmt_count(arena, (uint64_t)value) : fmt_fixed(arena, value, 2);
}

/* "+12", "-3", "+.04", "·" for no change; with an asterisk when the change holds. */
static const char *change_text(const struct cells_job *job, double value, const char *star)
{
    const char *size;

    if (isnan(value))
        return "–";
    if (value == 0.0)
        return "·";
    size = job->base == DELTA_COUNTS ? fmt_count(job->arena, (uint64_t)fabs(value))
                                     : fmt_delta(job->arena, fabs(value), 3) + 1;
    return arena_printf(job->arena, "%s%s%s", value < 0.0 ? "-" : "+", size, star);
}

static const char *side_title(const struct cells_job *job, enum delta_side side)
{
    const char *name = side == DELTA_A ? job->comparison->name_a : job->comparison->name_b;

    return arena_printf(job->arena, "%s: %s", side == DELTA_A ? "A" : "B",
                        job->part->title[0] ? job->part->title : name);
}

static struct plot_panel side_panel(const struct cells_job *job, enum delta_side side)
{
    size_t count = job->row_count * job->column_count;
    struct plot_cells *cells = cells_new(job);
    double *values = arena_zalloc(job->arena, count + 1, sizeof(*values));
    const char **texts = arena_zalloc(job->arena, count + 1, sizeof(*texts));

    for (size_t i = 0; i < count; i++) {
        uint16_t truth = job->rows[i / job->column_count];
        uint16_t prediction = job->columns[i % job->column_count];

        values[i] = delta_share(job->delta, side, DELTA_ROW, truth, prediction);
        texts[i] = count_text(delta_share(job->delta, side, job->base, truth, prediction),
                              job->base, job->arena);
    }
    cells->values = values;
    cells->texts = texts;
    cells->colours = CELLS_HEAT;
    cells->low = 0.0;
    cells->high = 1.0;
    cells->key = "share of the row";
    cells->key_text = TICK_SHARE;
    return (struct plot_panel){.kind = PANEL_CELLS, .title = side_title(job, side), .cells = cells};
}

static double largest_change(const struct cells_job *job)
{
    double most = 0.0;

    for (size_t r = 0; r < job->row_count; r++)
        for (size_t c = 0; c < job->column_count; c++) {
            double value = fabs(delta_value(job->delta, job->base, job->rows[r], job->columns[c]));

            most = value > most ? value : most;
        }
    return most;
}

/* False where no label that is shown was asked for in both runs. */
static bool any_change(const struct cells_job *job)
{
    for (size_t i = 0; i < job->row_count * job->column_count; i++)
        if (!isnan(delta_value(job->delta, job->base, job->rows[i / job->column_count],
                               job->columns[i % job->column_count])))
            return true;
    return false;
}

static const char *change_title(const struct cells_job *job, uint16_t truth, uint16_t prediction,
                                const struct delta_cell *cell, const char *text)
{
    const char *name = arena_printf(job->arena, "truth %s, predicted %s: %s",
                                    label_name(job, truth), label_name(job, prediction), text);

    if (!cell)
        return name;
    return arena_printf(job->arena, "%s, %s entered, %s left, p after Holm %s", name,
                        fmt_count(job->arena, cell->entered), fmt_count(job->arena, cell->left),
                        fmt_p_value(job->arena, cell->p_holm));
}

static void add_keys(struct plot_panel *panel, struct arena *arena)
{
    plot_add_key(panel, (struct plot_key){ROLE_DIVERGE_8, true, "better"}, arena);
    plot_add_key(panel, (struct plot_key){ROLE_DIVERGE_4, true, "no change"}, arena);
    plot_add_key(panel, (struct plot_key){ROLE_DIVERGE_0, true, "worse"}, arena);
}

static struct plot_panel change_panel(const struct cells_job *job)
{
    size_t count = job->row_count * job->column_count;
    double most = largest_change(job), alpha = job->comparison->options.alpha;
    struct plot_cells *cells = cells_new(job);
    enum role *roles = arena_zalloc(job->arena, count + 1, sizeof(*roles));
    const char **texts = arena_zalloc(job->arena, count + 1, sizeof(*texts));
    const char **titles = arena_zalloc(job->arena, count + 1, sizeof(*titles));
    struct plot_panel panel = {.kind = PANEL_CELLS, .cells = cells};

    for (size_t i = 0; i < count; i++) {
        uint16_t truth = job->rows[i / job->column_count];
        uint16_t prediction = job->columns[i % job->column_count];
        double value = delta_value(job->delta, job->base, truth, prediction);
        const struct delta_cell *cell = delta_cell_find(job->delta, truth, prediction);
        bool holds = cell && cell->p_holm < alpha;

        roles[i] = role_diverge(most > 0.0 ? delta_better(truth, prediction) * value / most : NAN);
        texts[i] = change_text(job, value, holds ? "*" : "");
        titles[i] = change_title(job, truth, prediction, cell, texts[i]);
    }
    cells->roles = roles;
    cells->texts = texts;
    cells->titles = titles;
    cells->colours = CELLS_ROLES;
    panel.title = job->base == DELTA_COUNTS ? "B − A, in samples" : "B − A, in shares of the row";
    add_keys(&panel, job->arena);
    return panel;
}

/* ---- words ---- */

struct ranked_cell {
    const struct delta_cell *cell;
    double change;
};

static int largest_first(const void *left, const void *right)
{
    const struct ranked_cell *x = left, *y = right;

    if (x->change < y->change || x->change > y->change)
        return x->change > y->change ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

/* "sad as sad -17 (p after Holm .0034), …" */
static const char *largest_text(const struct cells_job *job)
{
    const struct delta_matrix *delta = job->delta;
    struct ranked_cell *ranked = arena_zalloc(job->arena, delta->cell_count + 1, sizeof(*ranked));
    const char *text = "";

    for (size_t i = 0; i < delta->cell_count; i++)
        ranked[i] = (struct ranked_cell){
            &delta->cells[i], fabs(delta_value(delta, DELTA_COUNTS, delta->cells[i].truth,
                                               delta->cells[i].prediction))};
    qsort(ranked, delta->cell_count, sizeof(*ranked), largest_first);
    for (size_t i = 0; i < delta->cell_count && i < SAID_MOST; i++) {
        const struct delta_cell *cell = ranked[i].cell;

        text = arena_printf(
            job->arena, "%s%s%s as %s %s (p after Holm %s)", text, i ? ", " : "",
            label_name(job, cell->truth), label_name(job, cell->prediction),
            change_text(job, delta_value(delta, DELTA_COUNTS, cell->truth, cell->prediction), ""),
            fmt_p_value(job->arena, cell->p_holm));
    }
    return text;
}

static const char *said_of(const struct cells_job *job)
{
    const char *head =
        job->part->title[0] ? arena_printf(job->arena, "%s: ", job->part->title) : "";

    if (!any_change(job))
        return arena_printf(job->arena, "%s%s", head, nothing_shared);
    if (!job->delta->paired)
        return arena_printf(job->arena, "%sonly shares are compared: %s", head, job->delta->why);
    if (job->delta->cell_count == 0)
        return arena_printf(job->arena, "%sno answer changed", head);
    return arena_printf(job->arena, "%sthe largest changes, truth as prediction: %s", head,
                        largest_text(job));
}

static const char *titled(const struct cells_job *job, const char *title)
{
    if (job->row_count < job->delta->labels.count)
        title = arena_printf(job->arena, "%s (%zu of %zu labels)", title, job->row_count,
                             job->delta->labels.count);
    return job->part->title[0] ? arena_printf(job->arena, "%s, %s", job->part->title, title)
                               : title;
}

bool pair_cells_of(const struct comparison *comparison, size_t number, struct pair_cells *cells,
                   struct arena *arena)
{
    struct cells_job job = {.comparison = comparison, .arena = arena};

    job.part = part_of(comparison, number, arena);
    if (!job.part)
        return false;
    job.delta = delta_part_matrix(comparison, job.part, delta_part_stated(job.part), arena);
    job.base = job.delta->paired ? DELTA_COUNTS : DELTA_ROW;
    choose_labels(&job);
    cells->a = side_panel(&job, DELTA_A);
    cells->b = side_panel(&job, DELTA_B);
    cells->delta = change_panel(&job);
    cells->delta.title = titled(&job, cells->delta.title);
    cells->said = said_of(&job);
    cells->shared = any_change(&job);
    return true;
}

/* ---- the kind ---- */

static void add_row(struct plot *plot, struct pair_cells *cells, int row, struct arena *arena)
{
    struct plot_panel *panels[] = {&cells->a, &cells->b, &cells->delta};

    for (int i = 0; i < (cells->shared ? 3 : 2); i++) {
        panels[i]->row = row;
        panels[i]->column = i;
        plot_add_panel(plot, *panels[i], arena);
    }
    plot_say(plot, arena, "%s", cells->said);
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct comparison *comparison = topic->comparison;
    struct arena *arena = topic->arena;
    struct plot *plot =
        plot_new("Confusion matrices and what moved",
                 pair_subtitle(comparison, "an asterisk: holds after Holm", arena), arena);
    struct pair_cells cells;
    bool shared = false;
    int rows = 0;

    pair_say(plot, comparison, arena);
    while (rows < PARTS_MOST && pair_cells_of(comparison, (size_t)rows, &cells, arena)) {
        shared |= cells.shared;
        add_row(plot, &cells, rows++, arena);
    }
    if (rows == 0) {
        *why = "the two runs have no confusion matrix of the same samples or title";
        return NULL;
    }
    if (!shared)
        plot->subtitle = pair_subtitle(comparison, nothing_shared, arena);
    plot->width = shared ? 960.0 : 640.0;
    plot->height = 60.0 + 320.0 * rows;
    return plot;
}

const struct plot_kind kind_delta_confusion = {
    .name = "delta-confusion",
    .file = "delta_confusion",
    .summary = "confusion matrices of both runs and the change of every cell, better or worse",
    .of = TOPIC_PAIR,
    .build = build,
};
