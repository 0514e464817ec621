#include <assay/plot/plot_build.h>

#include <assay/base/fmt.h>
#include <assay/session/headline.h>

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- sheets ---- */

struct plot_rows plot_rows_all(const struct sheet *sheet, struct arena *arena)
{
    size_t count = sheet ? sheet_rows(sheet) : 0;
    size_t *rows = arena_zalloc(arena, count + 1, sizeof(*rows));

    for (size_t i = 0; i < count; i++)
        rows[i] = i;
    return (struct plot_rows){sheet, rows, count};
}

/* The cell under the key, or NULL. */
static const struct cell *cell_of(struct plot_rows rows, size_t row, const char *key)
{
    for (size_t c = 0; c < rows.sheet->column_count; c++)
        if (strcmp(rows.sheet->columns[c].key, key) == 0)
            return sheet_cell(rows.sheet, rows.rows[row], c);
    return NULL;
}

static const char *words_of(const struct cell *cell, struct arena *arena)
{
    return cell ? cell_format(cell, arena) : "";
}

struct plot_rows plot_rows_where(struct plot_rows rows, const char *key, const char *text,
                                 struct arena *arena)
{
    size_t *kept = arena_zalloc(arena, rows.count + 1, sizeof(*kept)), count = 0;

    for (size_t i = 0; i < rows.count; i++)
        if (strcmp(words_of(cell_of(rows, i, key), arena), text) == 0)
            kept[count++] = rows.rows[i];
    return (struct plot_rows){rows.sheet, kept, count};
}

double *plot_numbers(struct plot_rows rows, const char *key, struct arena *arena)
{
    double *numbers = arena_zalloc(arena, rows.count + 1, sizeof(*numbers));

    for (size_t i = 0; i < rows.count; i++) {
        const struct cell *cell = cell_of(rows, i, key);

        numbers[i] = cell && cell->kind == CELL_NUMBER ? cell->number : NAN;
    }
    return numbers;
}

struct ranked {
    double number;
    size_t place, row;
};

static int largest_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (isnan(x->number) != isnan(y->number))
        return isnan(x->number) ? 1 : -1;
    if (!isnan(x->number) && x->number != y->number)
        return x->number > y->number ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

struct plot_rows plot_rows_largest(struct plot_rows rows, const char *key, size_t most,
                                   struct arena *arena)
{
    const double *numbers = plot_numbers(rows, key, arena);
    struct ranked *order = arena_zalloc(arena, rows.count + 1, sizeof(*order));
    size_t *kept = arena_zalloc(arena, rows.count + 1, sizeof(*kept));

    for (size_t i = 0; i < rows.count; i++)
        order[i] = (struct ranked){numbers[i], i, rows.rows[i]};
    qsort(order, rows.count, sizeof(*order), largest_first);
    for (size_t i = 0; i < rows.count; i++)
        kept[i] = order[i].row;
    return (struct plot_rows){rows.sheet, kept, rows.count < most ? rows.count : most};
}

const char **plot_words(struct plot_rows rows, const char *key, struct arena *arena)
{
    const char **words = arena_zalloc(arena, rows.count + 1, sizeof(*words));

    for (size_t i = 0; i < rows.count; i++)
        words[i] = words_of(cell_of(rows, i, key), arena);
    return words;
}

bool plot_has(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            return true;
    return false;
}

/* ---- plots ---- */

struct plot_axis plot_axis_of(const char *title, enum tick_values values, enum tick_text text)
{
    return (struct plot_axis){.title = title,
                              .values = values,
                              .text = text,
                              .low = NAN,
                              .high = NAN,
                              .hold = {NAN, NAN}};
}

struct plot *plot_new(const char *title, const char *subtitle, struct arena *arena)
{
    struct plot *plot = arena_zalloc(arena, 1, sizeof(*plot));

    plot->title = arena_strdup(arena, title);
    plot->subtitle = subtitle ? arena_strdup(arena, subtitle) : NULL;
    return plot;
}

struct plot_axes *plot_axes_new(struct plot_axis x, struct plot_axis y, struct arena *arena)
{
    struct plot_axes *axes = arena_zalloc(arena, 1, sizeof(*axes));

    axes->x = x;
    axes->y = y;
    return axes;
}

/* The items with one more behind them: parts of a plot are few. */
static void *longer(const void *items, size_t count, const void *item, size_t size,
                    struct arena *arena)
{
    char *all = arena_alloc(arena, (count + 1) * size);

    if (count)
        memcpy(all, items, count * size);
    memcpy(all + count * size, item, size);
    return all;
}

void plot_add_panel(struct plot *plot, struct plot_panel panel, struct arena *arena)
{
    plot->panels = longer(plot->panels, plot->panel_count++, &panel, sizeof(panel), arena);
}

void plot_add_series(struct plot_axes *axes, struct plot_series series, struct arena *arena)
{
    axes->series = longer(axes->series, axes->series_count++, &series, sizeof(series), arena);
}

void plot_add_level(struct plot_axes *axes, struct plot_level level, struct arena *arena)
{
    axes->levels = longer(axes->levels, axes->level_count++, &level, sizeof(level), arena);
}

void plot_add_mark(struct plot_axes *axes, struct plot_mark mark, struct arena *arena)
{
    axes->marks = longer(axes->marks, axes->mark_count++, &mark, sizeof(mark), arena);
}

void plot_add_note(struct plot_axes *axes, struct plot_note note, struct arena *arena)
{
    axes->notes = longer(axes->notes, axes->note_count++, &note, sizeof(note), arena);
}

void plot_add_phase(struct plot_axes *axes, struct plot_phase phase, struct arena *arena)
{
    axes->phases = longer(axes->phases, axes->phase_count++, &phase, sizeof(phase), arena);
}

void plot_add_fact(struct plot_panel *panel, struct plot_fact fact, struct arena *arena)
{
    panel->facts = longer(panel->facts, panel->fact_count++, &fact, sizeof(fact), arena);
}

void plot_add_key(struct plot_panel *panel, struct plot_key key, struct arena *arena)
{
    panel->keys = longer(panel->keys, panel->key_count++, &key, sizeof(key), arena);
}

/* ---- words ---- */

void plot_say(struct plot *plot, struct arena *arena, const char *format, ...)
{
    const char *sentence;
    va_list args;

    va_start(args, format);
    sentence = arena_vprintf(arena, format, args);
    va_end(args);
    plot->description = plot->description
                            ? arena_printf(arena, "%s %s.", plot->description, sentence)
                            : arena_printf(arena, "%s.", sentence);
}

const char *plot_percent(double share, struct arena *arena)
{
    if (share > 0.0 && share < 0.005)
        return "<1%";
    if (share < 1.0 && share >= 0.995)
        return ">99%";
    return fmt_percent(arena, share, 0);
}

const char *plot_short_share(double share, struct arena *arena)
{
    char *text = arena_strdup(arena, fmt_share(arena, share));
    size_t length = strlen(text);

    while (length > 2 && text[length - 1] == '0' && text[length - 2] != '.')
        text[--length] = '\0';
    return text;
}

const char *plot_figure(const struct metric *metric, double value, struct arena *arena)
{
    if (metric->unit != UNIT_PER_TOKEN || isnan(value))
        return metric_format(metric, value, arena);
    return value == 0.0 ? "0" : arena_printf(arena, "%.2e", value);
}

const char *plot_delta(const struct metric *metric, double value, struct arena *arena)
{
    if (metric->unit != UNIT_PER_TOKEN || isnan(value))
        return compare_delta_text(metric, value, arena);
    return value == 0.0 ? "0" : arena_printf(arena, "%+.2e", value);
}

const char *plot_time(const char *time, struct arena *arena)
{
    enum { TO_MINUTES = 16, BETWEEN = 10 };
    char *out = arena_strndup(arena, time, strnlen(time, TO_MINUTES));

    if (strlen(out) == TO_MINUTES && out[BETWEEN] == 'T')
        out[BETWEEN] = ' ';
    return out;
}

const char *plot_run_subtitle(const struct topic *topic, const char *what)
{
    const struct run *run = topic->figures->input->run;
    const char *model = run_model(run);

    if (model && strstr(run_title(run), model))
        model = NULL;
    return arena_printf(topic->arena, "%s%s%s%s%s", run_title(run), model ? " · " : "",
                        model ? model : "", what && what[0] ? " · " : "", what ? what : "");
}
