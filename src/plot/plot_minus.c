#include <assay/plot/plot_minus.h>

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_minus(const char *text, const char *at)
{
    bool opens = at == text || strchr(" [(", at[-1]);

    return *at == '-' && opens && (is_digit(at[1]) || (at[1] == '.' && is_digit(at[2])));
}

const char *plot_minus_text(const char *text, struct arena *arena)
{
    static const char minus[] = "−";
    size_t count = 0, length;
    char *out, *to;

    for (const char *at = text; at && *at; at++)
        count += is_minus(text, at);
    if (count == 0)
        return text;
    length = strlen(text) + count * (sizeof(minus) - 2);
    out = to = arena_zalloc(arena, length + 1, 1);
    for (const char *at = text; *at; at++)
        if (is_minus(text, at)) {
            memcpy(to, minus, sizeof(minus) - 1);
            to += sizeof(minus) - 1;
        } else {
            *to++ = *at;
        }
    return out;
}

static const char *const *texts_of(const char *const *texts, size_t count, struct arena *arena)
{
    const char **out;

    if (!texts)
        return NULL;
    out = arena_zalloc(arena, count + 1, sizeof(*out));
    for (size_t i = 0; i < count; i++)
        out[i] = plot_minus_text(texts[i], arena);
    return out;
}

static const struct plot_axes *axes_of(const struct plot_axes *axes, struct arena *arena)
{
    struct plot_axes *out = arena_zalloc(arena, 1, sizeof(*out));
    struct plot_series *series = arena_zalloc(arena, axes->series_count + 1, sizeof(*series));
    struct plot_level *levels = arena_zalloc(arena, axes->level_count + 1, sizeof(*levels));
    struct plot_note *notes = arena_zalloc(arena, axes->note_count + 1, sizeof(*notes));

    for (size_t i = 0; i < axes->series_count; i++) {
        series[i] = axes->series[i];
        series[i].name = plot_minus_text(series[i].name, arena);
        series[i].texts = texts_of(series[i].texts, series[i].count, arena);
    }
    for (size_t i = 0; i < axes->level_count; i++) {
        levels[i] = axes->levels[i];
        levels[i].name = plot_minus_text(levels[i].name, arena);
    }
    for (size_t i = 0; i < axes->note_count; i++) {
        notes[i] = axes->notes[i];
        notes[i].text = plot_minus_text(notes[i].text, arena);
    }
    *out = *axes;
    out->series = series;
    out->levels = levels;
    out->notes = notes;
    return out;
}

static const struct plot_cells *cells_of(const struct plot_cells *cells, struct arena *arena)
{
    struct plot_cells *out = arena_zalloc(arena, 1, sizeof(*out));

    *out = *cells;
    out->texts = texts_of(cells->texts, cells->row_count * cells->column_count, arena);
    return out;
}

const struct plot *plot_minus(const struct plot *plot, struct arena *arena)
{
    struct plot *out = arena_zalloc(arena, 1, sizeof(*out));
    struct plot_panel *panels = arena_zalloc(arena, plot->panel_count + 1, sizeof(*panels));

    for (size_t i = 0; i < plot->panel_count; i++) {
        panels[i] = plot->panels[i];
        panels[i].title = plot_minus_text(panels[i].title, arena);
        if (panels[i].kind == PANEL_AXES && panels[i].axes)
            panels[i].axes = axes_of(panels[i].axes, arena);
        if (panels[i].kind == PANEL_CELLS && panels[i].cells)
            panels[i].cells = cells_of(panels[i].cells, arena);
    }
    *out = *plot;
    out->subtitle = plot_minus_text(plot->subtitle, arena);
    out->panels = panels;
    return out;
}
