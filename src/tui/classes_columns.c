#include "classes_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/share_bar.h>

#include <math.h>
#include <string.h>

enum column {
    COLUMN_LABEL,
    COLUMN_SUPPORT,
    COLUMN_SHARE,
    COLUMN_BAR,
    COLUMN_PRECISION,
    COLUMN_PRECISION_INTERVAL,
    COLUMN_RECALL,
    COLUMN_RECALL_INTERVAL,
    COLUMN_PLOT,
    COLUMN_F1,
    COLUMN_RATING,
    COLUMN_LARGEST,
    COLUMN_BALANCED,
    COLUMN_COUNT
};

static void paint_share(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct classes_data *data = arg;

    (void)style;
    if (data->most_support > 0.0)
        share_bar_draw(surface, 0, ROLE_BAR, data->lines[row].support / data->most_support);
}

static void paint_recall(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct class_line *line = &((const struct classes_data *)arg)->lines[row];

    (void)style;
    share_interval_draw(surface, 0, line->prf.recall, line->recall);
}

/* clang-format off */
const struct grid_column classes_columns[COLUMN_COUNT] = {
    [COLUMN_LABEL] = {.key = "label", .title = "label", .least = 8, .most = 28, .is_name = true},
    [COLUMN_SUPPORT] = {.key = "support", .title = "support", .least = 8, .priority = 3, .align = GRID_RIGHT, .marked = true},
    [COLUMN_SHARE] = {.key = "share", .title = "share", .least = 6, .align = GRID_RIGHT, .marked = true,
                      .priority = 5},
    [COLUMN_BAR] = {.key = "bar", .title = "of largest", .least = 14, .most = 14,
                    .priority = 7, .paint = paint_share},
    [COLUMN_PRECISION] = {.key = "precision", .title = "precision", .align = GRID_RIGHT, .least = 10,
                          .priority = 2,
                          .marked = true},
    [COLUMN_PRECISION_INTERVAL] = {.key = "precision95", .title = "95 %", .priority = 8},
    [COLUMN_RECALL] = {.key = "recall", .title = "recall", .align = GRID_RIGHT, .marked = true,
                       .least = 7},
    [COLUMN_RECALL_INTERVAL] = {.key = "recall95", .title = "95 %", .priority = 5},
    [COLUMN_PLOT] = {.key = "plot", .title = "recall from 0 to 1", .least = 20, .most = 40,
                     .stretches = true, .priority = 6, .paint = paint_recall},
    [COLUMN_F1] = {.key = "f1", .title = "F1", .align = GRID_RIGHT, .marked = true, .least = 5,
                   .priority = 1},
    [COLUMN_RATING] = {.key = "rating", .title = "rating", .priority = 4, .marked = true},
    [COLUMN_LARGEST] = {.key = "weight", .title = "weight", .align = GRID_RIGHT, .marked = true,
                        .priority = 9},
    [COLUMN_BALANCED] = {.key = "balanced", .title = "balanced weight", .align = GRID_RIGHT,
                         .marked = true, .priority = 10},
};
/* clang-format on */

const size_t classes_column_count = COLUMN_COUNT;

static const char *const metrics[COLUMN_COUNT] = {
    [COLUMN_SUPPORT] = "support",
    [COLUMN_SHARE] = "support_share",
    [COLUMN_PRECISION] = "precision",
    [COLUMN_RECALL] = "recall",
    [COLUMN_F1] = "f1",
    [COLUMN_RATING] = "rating_band",
    [COLUMN_LARGEST] = "class_weight_largest",
    [COLUMN_BALANCED] = "class_weight_balanced",
};

const char *classes_metric(size_t column)
{
    /* What stands beside a figure is about it; a label is known by its recall, like its rating. */
    switch ((enum column)column) {
    case COLUMN_BAR:
        return metrics[COLUMN_SHARE];
    case COLUMN_PRECISION_INTERVAL:
        return metrics[COLUMN_PRECISION];
    case COLUMN_LABEL:
    case COLUMN_RECALL_INTERVAL:
    case COLUMN_PLOT:
        return metrics[COLUMN_RECALL];
    default:
        return metrics[column];
    }
}

uint64_t classes_interval_columns(void)
{
    return (uint64_t)1 << COLUMN_PRECISION_INTERVAL | (uint64_t)1 << COLUMN_RECALL_INTERVAL;
}

bool classes_is_precision(size_t column)
{
    return column == COLUMN_PRECISION || column == COLUMN_PRECISION_INTERVAL;
}

char classes_mark(const struct classes_data *data, const char *metric, const char *subject)
{
    struct quantity what = QUANTITY(metric);

    if (data->slice)
        return slice_mark(data->slice, data->reading, data->figures, metric, subject);
    what.subject = subject;
    return figures_mark(data->figures, &what);
}

static const char *interval_text(struct arena *scratch, struct interval interval)
{
    if (isnan(interval.low))
        return "";
    return arena_printf(scratch, "%s – %s", fmt_share(scratch, interval.low),
                        fmt_share(scratch, interval.high));
}

static const char *ratio_text(struct arena *scratch, double value)
{
    return isnan(value) ? "" : fmt_fixed(scratch, value, 2);
}

static const char *share_text(struct arena *scratch, double value)
{
    return isnan(value) ? "–" : fmt_share(scratch, value);
}

static void set(struct grid_cell *cell, const char *text, double number)
{
    cell->text = str_of(text);
    cell->number = number;
}

static void fill(const struct class_line *line, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    cell->style = ROLE_TEXT;
    switch ((enum column)column) {
    case COLUMN_LABEL:
        set(cell, line->name, NAN);
        break;
    case COLUMN_SUPPORT:
        set(cell, isnan(line->support) ? "–" : fmt_count(scratch, (uint64_t)line->support),
            line->support);
        break;
    case COLUMN_BAR:
    case COLUMN_SHARE:
        set(cell, isnan(line->share) ? "" : fmt_share(scratch, line->share), line->share);
        break;
    case COLUMN_PRECISION:
        set(cell, share_text(scratch, line->prf.precision), line->prf.precision);
        break;
    case COLUMN_PRECISION_INTERVAL:
        set(cell, interval_text(scratch, line->precision), line->precision.low);
        cell->style = ROLE_DIM;
        break;
    case COLUMN_PLOT:
    case COLUMN_RECALL:
        set(cell, share_text(scratch, line->prf.recall), line->prf.recall);
        break;
    case COLUMN_RECALL_INTERVAL:
        set(cell, interval_text(scratch, line->recall), line->recall.low);
        cell->style = ROLE_DIM;
        break;
    case COLUMN_F1:
        set(cell, share_text(scratch, line->prf.f1), line->prf.f1);
        break;
    case COLUMN_RATING:
        set(cell, line->rating, line->prf.recall);
        cell->style = ROLE_DIM;
        break;
    case COLUMN_LARGEST:
        set(cell, ratio_text(scratch, line->largest), line->largest);
        break;
    default:
        set(cell, ratio_text(scratch, line->balanced), line->balanced);
        break;
    }
}

void classes_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                  struct grid_cell *cell)
{
    const struct classes_data *data = arg;
    const struct class_line *line = &data->lines[row];

    fill(line, column, scratch, cell);
    if (metrics[column])
        cell->mark = classes_mark(data, metrics[column], line->name);
}

const char *classes_average_metric(size_t average, size_t column, struct arena *scratch)
{
    static const char *const prefixes[AVERAGES] = {
        [AVERAGE_MACRO] = "macro", [AVERAGE_MICRO] = "micro", [AVERAGE_WEIGHTED] = "weighted"};

    const char *metric = classes_metric(column);

    if (metric != metrics[COLUMN_PRECISION] && metric != metrics[COLUMN_RECALL] &&
        metric != metrics[COLUMN_F1])
        return NULL;
    return arena_printf(scratch, "%s_%s", prefixes[average], metric);
}

void classes_average_cell(const struct classes_data *data, size_t average, size_t column,
                          struct arena *scratch, struct grid_cell *cell)
{
    const char *metric = classes_average_metric(average, column, scratch);

    fill(&data->averages[average], column, scratch, cell);
    if (column == COLUMN_PRECISION || column == COLUMN_RECALL || column == COLUMN_F1)
        cell->mark = classes_mark(data, metric, NULL);
    else if (column != COLUMN_LABEL && column != COLUMN_SUPPORT)
        *cell = (struct grid_cell){.number = NAN};
}
