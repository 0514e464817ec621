/*
 * Plots made of bytes: every kind of panel, odd values, odd texts. The same bytes make the same
 * plot; when they have ended, all that follows is 0.
 */
#ifndef ASSAY_TESTS_MADE_PLOT_H
#define ASSAY_TESTS_MADE_PLOT_H

#include <assay/base/arena.h>
#include <assay/plot/plot.h>

#include <math.h>
#include <stdint.h>

struct made_bytes {
    const uint8_t *data;
    size_t size, at;
    struct arena *arena;
};

static inline unsigned made_byte(struct made_bytes *bytes)
{
    return bytes->at < bytes->size ? bytes->data[bytes->at++] : 0;
}

static inline size_t made_count(struct made_bytes *bytes, size_t most)
{
    return made_byte(bytes) % (most + 1);
}

static inline const char *made_text(struct made_bytes *bytes)
{
    static const char *const texts[] = {
        NULL,
        "",
        "a",
        "happiness",
        "a name that is much longer than any label has a right to be, in several words",
        "\u65e5\u672c\u8a9e\u306e\u9577\u3044\u540d\u524d",
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u0637\u0648\u064a\u0644",
        "\U0001f642\U0001f642 emoji",
        "onewordthatcannotbebrokenbutiswiderthanmanypagesarewidereallyitisverylongindeed",
        "line\nbreak\ttab \x1b[31m",
        "\xff\xfe not UTF-8",
        ".8219",
        "12",
    };

    return texts[made_byte(bytes) % (sizeof(texts) / sizeof(texts[0]))];
}

static inline double made_value(struct made_bytes *bytes)
{
    static const double odd[] = {NAN,  INFINITY, -INFINITY, 0.0,  1e300, -1e300,
                                 1e-9, 1.0,      -1.0,      1e15, 1e-300};
    unsigned byte = made_byte(bytes);

    if (byte < 16)
        return odd[byte % (sizeof(odd) / sizeof(odd[0]))];
    return ((double)byte - 100.0) / 100.0;
}

static inline double *made_values(struct made_bytes *bytes, size_t count)
{
    double *values = arena_zalloc(bytes->arena, count + 1, sizeof(double));

    for (size_t i = 0; i < count; i++)
        values[i] = made_value(bytes);
    return values;
}

static inline double *made_rising(struct made_bytes *bytes, size_t count)
{
    double *values = arena_zalloc(bytes->arena, count + 1, sizeof(double)), x = 0.0;

    for (size_t i = 0; i < count; i++)
        values[i] = x += made_byte(bytes) / 64.0;
    return values;
}

static inline const char **made_texts(struct made_bytes *bytes, size_t count)
{
    const char **texts = arena_zalloc(bytes->arena, count + 1, sizeof(char *));

    for (size_t i = 0; i < count; i++)
        texts[i] = made_text(bytes);
    return texts;
}

static inline enum role made_role(struct made_bytes *bytes)
{
    return (enum role)(made_byte(bytes) % ROLE_COUNT);
}

static inline enum role *made_roles(struct made_bytes *bytes, size_t count)
{
    enum role *roles = arena_zalloc(bytes->arena, count + 1, sizeof(*roles));

    for (size_t i = 0; i < count; i++)
        roles[i] = made_role(bytes);
    return roles;
}

static inline struct plot_axis made_axis(struct made_bytes *bytes)
{
    unsigned flags = made_byte(bytes);
    struct plot_axis axis = {.title = made_text(bytes),
                             .kind = flags & 1 ? SCALE_LOG : SCALE_LINEAR,
                             .values = flags & 2 ? TICKS_WHOLE : TICKS_ANY,
                             .text = (enum tick_text)((flags >> 2) % 4),
                             .low = NAN,
                             .high = NAN,
                             .hold = {NAN, NAN}};

    if (axis.text == TICK_DATE)
        axis.values = TICKS_DATES;
    if (flags & 16)
        axis.low = made_value(bytes);
    if (flags & 32)
        axis.high = made_value(bytes);
    if (flags & 64)
        axis.hold[0] = axis.hold[1] = made_value(bytes);
    return axis;
}

static inline void made_series(struct made_bytes *bytes, struct plot_series *series)
{
    unsigned flags = made_byte(bytes);
    size_t count = made_count(bytes, flags & 1 ? 200 : 12);

    *series = (struct plot_series){.name = made_text(bytes),
                                   .form = (enum plot_form)(made_byte(bytes) % 5),
                                   .role = made_role(bytes),
                                   .x = flags & 2 ? made_rising(bytes, count) : NULL,
                                   .y = made_values(bytes, count),
                                   .count = count,
                                   .shaded = flags & 4,
                                   .marked = flags & 8};
    if (flags & 16) {
        series->low = made_values(bytes, count);
        series->high = made_values(bytes, count);
    }
    if (flags & 32)
        series->roles = made_roles(bytes, count);
    if (flags & 64)
        series->texts = made_texts(bytes, count);
    if (flags & 128)
        series->titles = made_texts(bytes, count);
}

static inline const struct plot_axes *made_axes(struct made_bytes *bytes)
{
    struct plot_axes *axes = arena_zalloc(bytes->arena, 1, sizeof(*axes));
    size_t series = made_count(bytes, 6), words = made_count(bytes, 5);
    struct plot_series *made = arena_zalloc(bytes->arena, series + 1, sizeof(*made));
    struct plot_level *levels = arena_zalloc(bytes->arena, words + 1, sizeof(*levels));
    struct plot_mark *marks = arena_zalloc(bytes->arena, words + 1, sizeof(*marks));
    struct plot_note *notes = arena_zalloc(bytes->arena, words + 1, sizeof(*notes));
    struct plot_phase *phases = arena_zalloc(bytes->arena, words + 1, sizeof(*phases));

    *axes = (struct plot_axes){.x = made_axis(bytes), .y = made_axis(bytes)};
    axes->sideways = made_byte(bytes) & 1;
    if (made_byte(bytes) & 1) {
        axes->x.name_count = made_count(bytes, 255);
        axes->x.names = made_texts(bytes, axes->x.name_count);
    }
    for (size_t i = 0; i < series; i++)
        made_series(bytes, &made[i]);
    for (size_t i = 0; i < words; i++) {
        levels[i] = (struct plot_level){made_value(bytes), made_text(bytes), made_role(bytes)};
        marks[i] = (struct plot_mark){made_value(bytes), made_text(bytes)};
        notes[i] = (struct plot_note){made_value(bytes), made_value(bytes), made_text(bytes)};
        phases[i] = (struct plot_phase){made_value(bytes), made_value(bytes), made_text(bytes)};
    }
    axes->series = made;
    axes->series_count = series;
    axes->levels = levels;
    axes->marks = marks;
    axes->notes = notes;
    axes->phases = phases;
    axes->level_count = axes->mark_count = axes->note_count = axes->phase_count = words;
    axes->band = made_text(bytes);
    return axes;
}

static inline const struct plot_cells *made_cells(struct made_bytes *bytes)
{
    struct plot_cells *cells = arena_zalloc(bytes->arena, 1, sizeof(*cells));
    unsigned flags = made_byte(bytes);
    size_t rows = made_count(bytes, 40), columns = made_count(bytes, 60), count = rows * columns;

    *cells = (struct plot_cells){.row_title = made_text(bytes),
                                 .column_title = made_text(bytes),
                                 .rows = flags & 1 ? made_texts(bytes, rows) : NULL,
                                 .columns = flags & 2 ? made_texts(bytes, columns) : NULL,
                                 .row_count = rows,
                                 .column_count = columns,
                                 .values = flags & 4 ? NULL : made_values(bytes, count),
                                 .roles = flags & 8 ? made_roles(bytes, count) : NULL,
                                 .texts = flags & 16 ? made_texts(bytes, count) : NULL,
                                 .titles = flags & 32 ? made_texts(bytes, count) : NULL,
                                 .colours = (enum cell_colours)(made_byte(bytes) % 3),
                                 .low = made_value(bytes),
                                 .high = made_value(bytes),
                                 .row_high = flags & 64 ? made_values(bytes, rows) : NULL,
                                 .key = made_text(bytes),
                                 .key_text = (enum tick_text)(made_byte(bytes) % 3),
                                 .square = flags & 128};
    flags = made_byte(bytes);
    cells->names_above = flags & 1;
    cells->shorts = cells->texts && (flags & 2) ? made_texts(bytes, count) : NULL;
    return cells;
}

static inline const struct plot_flows *made_flows(struct made_bytes *bytes)
{
    struct plot_flows *flows = arena_zalloc(bytes->arena, 1, sizeof(*flows));
    size_t left = made_count(bytes, 8), right = made_count(bytes, 8);
    size_t count = made_count(bytes, 20);
    struct plot_flow *made = arena_zalloc(bytes->arena, count + 1, sizeof(*made));

    for (size_t i = 0; i < count; i++)
        made[i] = (struct plot_flow){made_count(bytes, 9), made_count(bytes, 9), made_value(bytes),
                                     made_role(bytes), made_text(bytes)};
    *flows = (struct plot_flows){.left_title = made_text(bytes),
                                 .right_title = made_text(bytes),
                                 .left = made_texts(bytes, left),
                                 .right = made_texts(bytes, right),
                                 .left_count = left,
                                 .right_count = right,
                                 .flows = made,
                                 .flow_count = count};
    return flows;
}

static inline void made_panel(struct made_bytes *bytes, struct plot_panel *panel)
{
    size_t facts = made_count(bytes, 12), keys = made_count(bytes, 4);
    struct plot_fact *made = arena_zalloc(bytes->arena, facts + 1, sizeof(*made));
    struct plot_key *key = arena_zalloc(bytes->arena, keys + 1, sizeof(*key));

    for (size_t i = 0; i < facts; i++)
        made[i] = (struct plot_fact){made_text(bytes), made_text(bytes)};
    for (size_t i = 0; i < keys; i++)
        key[i] = (struct plot_key){made_role(bytes), made_byte(bytes) & 1, made_text(bytes)};
    *panel = (struct plot_panel){.kind = (enum panel_kind)(made_byte(bytes) % 4),
                                 .title = made_text(bytes),
                                 .facts = made,
                                 .fact_count = facts,
                                 .keys = key,
                                 .key_count = keys};
    panel->axes = panel->kind == PANEL_AXES ? made_axes(bytes) : NULL;
    panel->cells = panel->kind == PANEL_CELLS ? made_cells(bytes) : NULL;
    panel->flows = panel->kind == PANEL_FLOWS ? made_flows(bytes) : NULL;
}

/* One panel, or several that may lie anywhere in the grid, over each other too. */
static inline const struct plot *made_plot(struct made_bytes *bytes)
{
    struct plot *plot = arena_zalloc(bytes->arena, 1, sizeof(*plot));
    size_t count = 1 + made_byte(bytes) % 4 / 2 * made_count(bytes, 5);
    struct plot_panel *panels = arena_zalloc(bytes->arena, count, sizeof(*panels));

    plot->title = made_text(bytes);
    plot->subtitle = made_text(bytes);
    for (size_t i = 0; i < count; i++) {
        made_panel(bytes, &panels[i]);
        if (count == 1)
            continue;
        panels[i].row = (int)made_byte(bytes) % 8 - 1;
        panels[i].column = (int)made_byte(bytes) % 8 - 1;
        panels[i].rows = (int)made_byte(bytes) % 9 - 1;
        panels[i].columns = (int)made_byte(bytes) % 3;
    }
    for (int i = 0; i < PLOT_GRID_MOST; i++) {
        plot->row_weight[i] = made_value(bytes);
        plot->column_weight[i] = made_value(bytes);
    }
    plot->panels = panels;
    plot->panel_count = count;
    return plot;
}

#endif
