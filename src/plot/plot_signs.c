#include <assay/plot/plot_signs.h>

#include <assay/base/str.h>

#include <string.h>

#define MINUS "\xe2\x88\x92"
#define TIMES "\xc3\x97"

static const char *const raised[] = {
    "\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",     "\xe2\x81\xb4",
    "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7", "\xe2\x81\xb8", "\xe2\x81\xb9",
};
#define RAISED_MINUS "\xe2\x81\xbb"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_number(const char *at)
{
    return is_digit(at[0]) || (at[0] == '.' && is_digit(at[1]));
}

static bool begins_word(const char *text, const char *at)
{
    return at == text || strchr(" ([,", at[-1]);
}

static size_t number_length(const char *at)
{
    return strspn(at, "0123456789.");
}

/* Length of the power of ten at a place, "e-05", behind which a word ends; 0 when it is none. */
static size_t power_length(const char *at)
{
    size_t digits, sign = at[0] == 'e' && (at[1] == '-' || at[1] == '+');
    const char *end;

    if (at[0] != 'e')
        return 0;
    digits = strspn(at + 1 + sign, "0123456789");
    end = at + 1 + sign + digits;
    end += end[0] == '.';
    if (!digits || (end[0] && !strchr(" ),];:", end[0])))
        return 0;
    return 1 + sign + digits;
}

static void add_power(struct buf *out, const char *at, size_t length)
{
    const char *end = at + length;

    buf_add_c(out, "10");
    if (at[1] == '-')
        buf_add_c(out, RAISED_MINUS);
    at += 1 + !is_digit(at[1]);
    while (at + 1 < end && *at == '0')
        at++;
    for (; at < end; at++)
        buf_add_c(out, raised[*at - '0']);
}

/* A number with its power; returns what follows it. "1e-5" is the power alone. */
static const char *add_number(struct buf *out, const char *at)
{
    size_t digits = number_length(at), power = power_length(at + digits);

    if (power == 0 || digits != 1 || at[0] != '1')
        buf_add(out, at, digits);
    if (power && (digits != 1 || at[0] != '1'))
        buf_add_c(out, TIMES);
    if (power)
        add_power(out, at + digits, power);
    return at + digits + power;
}

const char *plot_signs(const char *text, struct arena *arena)
{
    struct buf out = {.ptr = NULL};
    const char *at = text, *made;

    if (!text || (!strchr(text, '-') && !strchr(text, 'e')))
        return text;
    while (*at) {
        bool word = begins_word(text, at);
        bool minus = word && at[0] == '-' && begins_number(at + 1);

        if (minus)
            buf_add_c(&out, MINUS);
        else if (word && at[0] == '+' && begins_number(at + 1))
            buf_add_char(&out, '+');
        else if (!word || !begins_number(at)) {
            buf_add_char(&out, *at++);
            continue;
        }
        at = add_number(&out, at + (begins_number(at) ? 0 : 1));
    }
    made = arena_strndup(arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return made;
}

/* ---- a whole plot ---- */

static const char *const *all_signs(const char *const *texts, size_t count, struct arena *arena)
{
    const char **made;

    if (!texts)
        return NULL;
    made = arena_zalloc(arena, count + 1, sizeof(*made));
    for (size_t i = 0; i < count; i++)
        made[i] = plot_signs(texts[i], arena);
    return made;
}

/* A copy that can be changed. */
static void *copy_of(const void *items, size_t count, size_t size, struct arena *arena)
{
    void *made = arena_zalloc(arena, count + 1, size);

    if (count)
        memcpy(made, items, count * size);
    return made;
}

static const struct plot_series *series_signs(const struct plot_axes *axes, struct arena *arena)
{
    struct plot_series *series = copy_of(axes->series, axes->series_count, sizeof(*series), arena);

    for (size_t i = 0; i < axes->series_count; i++) {
        series[i].name = plot_signs(series[i].name, arena);
        series[i].texts = all_signs(series[i].texts, series[i].count, arena);
    }
    return series;
}

static const struct plot_axes *axes_signs(const struct plot_axes *axes, struct arena *arena)
{
    struct plot_axes *made = copy_of(axes, 1, sizeof(*made), arena);
    struct plot_level *levels = copy_of(axes->levels, axes->level_count, sizeof(*levels), arena);
    struct plot_mark *marks = copy_of(axes->marks, axes->mark_count, sizeof(*marks), arena);
    struct plot_note *notes = copy_of(axes->notes, axes->note_count, sizeof(*notes), arena);
    struct plot_phase *phases = copy_of(axes->phases, axes->phase_count, sizeof(*phases), arena);

    for (size_t i = 0; i < axes->level_count; i++)
        levels[i].name = plot_signs(levels[i].name, arena);
    for (size_t i = 0; i < axes->mark_count; i++)
        marks[i].text = plot_signs(marks[i].text, arena);
    for (size_t i = 0; i < axes->note_count; i++)
        notes[i].text = plot_signs(notes[i].text, arena);
    for (size_t i = 0; i < axes->phase_count; i++)
        phases[i].name = plot_signs(phases[i].name, arena);
    made->x.title = plot_signs(axes->x.title, arena);
    made->y.title = plot_signs(axes->y.title, arena);
    made->series = series_signs(axes, arena);
    made->levels = levels;
    made->marks = marks;
    made->notes = notes;
    made->phases = phases;
    return made;
}

static const struct plot_cells *cells_signs(const struct plot_cells *cells, struct arena *arena)
{
    struct plot_cells *made = copy_of(cells, 1, sizeof(*made), arena);
    size_t count = cells->row_count * cells->column_count;

    made->texts = all_signs(cells->texts, count, arena);
    made->shorts = all_signs(cells->shorts, count, arena);
    made->titles = all_signs(cells->titles, count, arena);
    return made;
}

const struct plot *plot_with_signs(const struct plot *plot, struct arena *arena)
{
    struct plot *made = copy_of(plot, 1, sizeof(*made), arena);
    struct plot_panel *panels = copy_of(plot->panels, plot->panel_count, sizeof(*panels), arena);

    for (size_t i = 0; i < plot->panel_count; i++) {
        if (panels[i].kind == PANEL_AXES && panels[i].axes)
            panels[i].axes = axes_signs(panels[i].axes, arena);
        if (panels[i].kind == PANEL_CELLS && panels[i].cells)
            panels[i].cells = cells_signs(panels[i].cells, arena);
    }
    made->panels = panels;
    made->subtitle = plot_signs(plot->subtitle, arena);
    made->description = plot_signs(plot->description, arena);
    return made;
}
