#include "settings_internal.h"

#include <assay/tui/name_pair.h>

#include <math.h>

enum { KIND_WIDTH = 8, PATH_LEAST = 12, PATH_MOST = 44, VALUE_LEAST = 8, CARET = 2, GAP = 2 };

/* ---- cells ---- */

static const struct setting *setting_of(const struct settings_data *data, size_t row)
{
    return &data->comparability->settings[data->rows[row]];
}

static void cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *out)
{
    const struct setting *setting = setting_of(arg, row);
    const char *const texts[SETTING_COLUMNS] = {
        [SETTING_PATH] = setting->path,
        [SETTING_A] = setting->a ? setting->a : "",
        [SETTING_B] = setting->b ? setting->b : "",
        [SETTING_KIND] = differing_name(setting->kind),
    };

    (void)scratch;
    out->text = str_of(texts[column]);
    out->style = column == SETTING_KIND || !setting->differs ? ROLE_DIM : ROLE_TEXT;
}

static void paint(const void *arg, size_t row, enum value_side side, const struct surface *surface)
{
    const struct settings_data *data = arg;
    const struct setting *setting = setting_of(data, row);
    const struct value_diff *diff = data->diffs[data->rows[row]];
    const char *text = side == VALUE_A ? setting->a : setting->b;

    if (setting->differs && diff)
        value_diff_draw(diff, side, surface);
    else
        draw_text(surface, 0, 0, surface->rect.width, ROLE_DIM, str_of(text ? text : ""));
}

static void paint_a(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    (void)style;
    paint(arg, row, VALUE_A, surface);
}

static void paint_b(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    (void)style;
    paint(arg, row, VALUE_B, surface);
}

/* ---- rows ---- */

static void make_rows(const struct view_context *context, const struct settings_state *state,
                      struct settings_data *data)
{
    const struct comparability *all = data->comparability;
    uint32_t *rows = arena_zalloc(context->arena, all->setting_count + 1, sizeof(*rows));

    data->row_count = 0;
    for (size_t i = 0; i < all->setting_count; i++)
        if (state->all || all->settings[i].differs)
            rows[data->row_count++] = (uint32_t)i;
    data->rows = rows;
    data->all = state->all;
    data->source.version++;
}

/* ---- columns ---- */

static int widest_path(const struct settings_data *data)
{
    int widest = PATH_LEAST;

    for (size_t i = 0; i < data->row_count && widest < PATH_MOST; i++) {
        int columns = text_columns(str_of(setting_of(data, i)->path));

        widest = columns > widest ? columns : widest;
    }
    return widest < PATH_MOST ? widest : PATH_MOST;
}

static void set_width(struct grid_column *column, int width)
{
    column->least = column->most = (short)width;
}

/* "A  run_…_baseline": as wide as the values, cut where it does not tell the two apart. */
static const char *value_title(const struct view_context *context, enum value_side side, int width)
{
    const struct comparison *comparison = context->comparison;
    struct str a = str_of(comparison->name_a), b = str_of(comparison->name_b);
    struct buf title = {0};
    const char *kept;

    buf_add_c(&title, side == VALUE_A ? "A  " : "B  ");
    name_apart(&title, side == VALUE_A ? a : b, side == VALUE_A ? b : a, width - 3);
    kept = arena_strndup(context->scratch, title.ptr, title.len);
    buf_release(&title);
    return kept;
}

/* The path takes what it needs up to two fifths, both values share the rest. */
static void share_width(const struct view_context *context, struct settings_data *data, int width)
{
    int path = widest_path(data), values, kind = width >= 90 ? KIND_WIDTH + GAP : 0;
    int most = width * 2 / 5;

    path = path > most && most >= PATH_LEAST ? most : path;
    values = (width - CARET - path - 2 * GAP - kind) / 2;
    values = values > VALUE_LEAST ? values : VALUE_LEAST;
    set_width(&data->columns[SETTING_PATH], path);
    set_width(&data->columns[SETTING_A], values);
    set_width(&data->columns[SETTING_B], values);
    data->columns[SETTING_A].title = value_title(context, VALUE_A, values);
    data->columns[SETTING_B].title = value_title(context, VALUE_B, values);
    data->layout.measured = false;
}

static void begin_source(const struct view_context *context, struct settings_data *data)
{
    const struct comparison *comparison = context->comparison;

    data->comparability = comparison->comparability;
    data->diffs = arena_zalloc(context->arena, data->comparability->setting_count + 1,
                               sizeof(const struct value_diff *));
    data->columns[SETTING_PATH] =
        (struct grid_column){.key = "path", .title = "setting", .is_name = true};
    data->columns[SETTING_A] = (struct grid_column){.key = "a", .title = "A", .paint = paint_a};
    data->columns[SETTING_B] = (struct grid_column){.key = "b", .title = "B", .paint = paint_b};
    data->columns[SETTING_KIND] = (struct grid_column){
        .key = "about", .title = "about", .least = KIND_WIDTH, .most = KIND_WIDTH, .priority = 1};
    data->source = (struct grid_source){
        .columns = data->columns, .column_count = SETTING_COLUMNS, .cell = cell};
}

void settings_rows_prepare(const struct view_context *context, const struct settings_state *state,
                           struct settings_data *data, int width)
{
    if (!data->comparability)
        begin_source(context, data);
    if (!data->rows || data->all != state->all)
        make_rows(context, state, data);
    data->source.arg = data;
    data->source.row_count = data->row_count;
    share_width(context, data, width);
}

/* ---- what is in sight ---- */

const struct setting *settings_current(const struct settings_state *state,
                                       const struct settings_data *data)
{
    size_t row = data->layout.source ? grid_row(&state->grid, &data->layout) : SIZE_MAX;

    return row < data->row_count ? setting_of(data, row) : NULL;
}

const struct value_diff *settings_diff(const struct view_context *context,
                                       struct settings_data *data, const struct setting *setting)
{
    size_t at = (size_t)(setting - data->comparability->settings);

    if (!data->diffs[at]) {
        struct value_diff *diff = arena_zalloc(context->arena, 1, sizeof(*diff));

        *diff = value_diff(setting->a, setting->b, context->arena);
        data->diffs[at] = diff;
    }
    return data->diffs[at];
}

void settings_diffs_prepare(const struct view_context *context, const struct settings_state *state,
                            struct settings_data *data)
{
    size_t end = state->grid.top + (size_t)(data->layout.page > 0 ? data->layout.page : 1);

    for (size_t i = state->grid.top; i < end && i < data->layout.count; i++) {
        const struct setting *setting = setting_of(data, grid_row_at(&data->layout, i));

        if (setting->differs)
            settings_diff(context, data, setting);
    }
}
