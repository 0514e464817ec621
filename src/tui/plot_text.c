#include <assay/tui/plot_text.h>

#include <assay/base/utf8.h>
#include <assay/plot/plot_series.h>
#include <assay/tui/plot_chart.h>
#include <assay/tui/plot_rows.h>
#include <assay/tui/plot_table.h>
#include <assay/tui/present_text.h>
#include <assay/tui/prose.h>

enum { INDENT = 2, NAMES_PART = 3, LEGEND_GAP = 3 };

/* Where the text goes, and what all parts need. */
struct writer {
    struct plot_text_options options;
    struct arena *arena;
    struct buf *out;
    const struct plot_axis *named; /* categories of the panel before */
};

/* ---- pieces ---- */

static void print(struct writer *writer, const struct canvas *canvas)
{
    present_txt(canvas, writer->out);
}

static void print_prose(struct writer *writer, const struct prose *prose)
{
    int height = prose_height(prose);
    struct canvas *canvas = canvas_new(height, writer->options.columns);
    struct surface surface = canvas_surface(canvas, writer->options.glyphs);

    prose_draw(prose, &surface, 0);
    if (height > 0)
        print(writer, canvas);
    canvas_free(canvas);
}

static void print_line(struct writer *writer, int indent, const char *text)
{
    struct prose *prose;

    if (!text || !text[0])
        return;
    prose = prose_new(writer->arena, writer->options.columns);
    prose_text(prose, indent, ROLE_TEXT, str_of(text));
    print_prose(writer, prose);
}

static void print_blank(struct writer *writer)
{
    buf_add_char(writer->out, '\n');
}

static void print_drawn(struct writer *writer, const struct plot_panel *panel, int height,
                        void (*draw)(const struct plot_panel *panel, const struct surface *surface,
                                     struct arena *scratch))
{
    struct canvas *canvas;
    struct surface surface;

    if (height < 1)
        return;
    canvas = canvas_new(height, writer->options.columns);
    surface = canvas_surface(canvas, writer->options.glyphs);
    draw(panel, &surface, writer->arena);
    print(writer, canvas);
    canvas_free(canvas);
}

/* ---- axes ---- */

static void draw_chart(const struct plot_panel *panel, const struct surface *surface,
                       struct arena *scratch)
{
    struct chart chart = plot_chart_of(panel, scratch);
    struct chart_series *series =
        arena_copy(scratch, chart.series, chart.series_count, sizeof(*series));

    for (size_t i = 0; !chart_legend_fits(&chart, surface->rect.width) && i < chart.series_count;
         i++)
        series[i].quiet = true;
    chart.series = series;
    chart_draw(&chart, surface, scratch);
}

static void draw_rows(const struct plot_panel *panel, const struct surface *surface,
                      struct arena *scratch)
{
    plot_rows_draw(panel->axes, surface, scratch);
}

static void add_part(struct buf *out, const char *text)
{
    if (!text || !text[0])
        return;
    buf_add_c(out, out->len ? " · " : "");
    buf_add_c(out, text);
}

static bool any_points(const struct plot_axes *axes)
{
    for (size_t n = 0; n < axes->series_count; n++)
        if (!series_is_bars(&axes->series[n]))
            return true;
    return false;
}

/* What the dots and rows do not say: levels by name, notes, what intervals are. */
static void print_words(struct writer *writer, const struct plot_axes *axes, bool chart)
{
    struct buf words = {.ptr = NULL};

    for (size_t i = 0; i < axes->note_count; i++)
        add_part(&words, axes->notes[i].text);
    for (size_t i = 0; !chart && i < axes->level_count; i++)
        if (axes->levels[i].name)
            add_part(&words, arena_printf(writer->arena, "┊ %s", axes->levels[i].name));
    if (!chart && axes->band)
        add_part(&words, arena_printf(writer->arena, "%s %s", any_points(axes) ? "├─┤" : "[ ]",
                                      axes->band));
    if (words.len)
        print_line(writer, INDENT, words.ptr);
    buf_release(&words);
}

static bool has_names(const struct plot_axis *axis)
{
    for (size_t i = 0; axis->names && i < axis->name_count; i++)
        if (axis->names[i] && axis->names[i][0])
            return true;
    return false;
}

/* Panels beside each other have the names of their rows in the first one; here each has them. */
static struct plot_axes named_axes(struct writer *writer, const struct plot_axes *axes)
{
    struct plot_axes named = *axes;

    if (has_names(&axes->x))
        writer->named = &axes->x;
    else if (axes->x.names && writer->named && writer->named->name_count == axes->x.name_count)
        named.x.names = writer->named->names;
    return named;
}

static void print_across(struct writer *writer, const char *title)
{
    if (title && title[0])
        print_line(writer, INDENT, arena_printf(writer->arena, "across: %s", title));
}

static void print_and_clear(struct writer *writer, struct buf *line)
{
    print_line(writer, INDENT, line->ptr);
    buf_clear(line);
}

/* The legend, where that of the chart would be cut. */
static void print_legend(struct writer *writer, const struct plot_panel *panel)
{
    struct chart chart = plot_chart_of(panel, writer->arena);
    size_t room = (size_t)(writer->options.columns - INDENT);
    struct buf line = {.ptr = NULL}, entry = {.ptr = NULL};

    for (size_t i = 0; i < chart.series_count; i++) {
        if (chart.series[i].quiet)
            continue;
        buf_clear(&entry);
        utf8_encode(&entry, chart_sign(&chart.series[i], writer->options.glyphs));
        buf_addf(&entry, " %s", chart.series[i].name);
        if (line.len &&
            utf8_width(buf_str(&line)) + LEGEND_GAP + utf8_width(buf_str(&entry)) > room)
            print_and_clear(writer, &line);
        buf_addf(&line, "%*s%s", line.len ? LEGEND_GAP : 0, "", entry.ptr);
    }
    print_and_clear(writer, &line);
    buf_release(&line);
    buf_release(&entry);
}

static void print_chart(struct writer *writer, const struct plot_panel *panel)
{
    struct chart chart = plot_chart_of(panel, writer->arena);
    const char *across = panel->axes->x.title;

    if (!chart_legend_fits(&chart, writer->options.columns))
        print_legend(writer, panel);
    print_drawn(writer, panel, writer->options.rows - (across != NULL), draw_chart);
    print_across(writer, across);
}

static void print_axes(struct writer *writer, const struct plot_panel *panel)
{
    struct plot_axes axes = named_axes(writer, panel->axes);
    struct plot_panel named = *panel;
    bool chart = plot_chart_can(panel);
    int rows = plot_rows_height(&axes);

    named.axes = &axes;
    if (chart)
        print_chart(writer, panel);
    else if (rows) {
        print_drawn(writer, &named, rows, draw_rows);
        print_across(writer, axes.y.title);
    } else
        print_line(writer, INDENT, "no values");
    print_words(writer, &axes, chart);
}

/* ---- cells, flows, facts ---- */

static void draw_table(const struct plot_panel *panel, const struct surface *surface,
                       struct arena *scratch)
{
    plot_table_draw(panel, surface, scratch);
}

static void print_cells(struct writer *writer, const struct plot_panel *panel)
{
    const struct plot_cells *cells = panel->cells;

    if (cells->row_title && cells->column_title)
        print_line(writer, INDENT,
                   arena_printf(writer->arena, "rows: %s, columns: %s", cells->row_title,
                                cells->column_title));
    print_drawn(writer, panel, plot_table_height(panel, writer->options.columns), draw_table);
    print_line(writer, INDENT, plot_table_key(panel, writer->options.glyphs, writer->arena));
}

static const char *part_name(const char *const *names, size_t count, size_t i)
{
    return names && i < count && names[i] ? names[i] : "?";
}

static void print_flows(struct writer *writer, const struct plot_panel *panel)
{
    const struct plot_flows *flows = panel->flows;
    struct prose *prose = prose_new(writer->arena, writer->options.columns);

    for (size_t i = 0; i < flows->flow_count; i++) {
        const struct plot_flow *flow = &flows->flows[i];
        const char *name = arena_printf(writer->arena, "%s → %s",
                                        part_name(flows->left, flows->left_count, flow->from),
                                        part_name(flows->right, flows->right_count, flow->to));

        prose_pair(prose, name, writer->options.columns / NAMES_PART, ROLE_TEXT,
                   str_of(series_figure(flow->count, TICK_PLAIN, writer->arena)));
    }
    print_prose(writer, prose);
}

static void print_facts(struct writer *writer, const struct plot_panel *panel)
{
    struct prose *prose = prose_new(writer->arena, writer->options.columns);

    for (size_t i = 0; i < panel->fact_count; i++) {
        const struct plot_fact *fact = &panel->facts[i];

        if (fact->value)
            prose_pair(prose, fact->name ? fact->name : "", writer->options.columns / NAMES_PART,
                       ROLE_TEXT, str_of(fact->value));
        else
            prose_head(prose, fact->name ? fact->name : "");
    }
    print_prose(writer, prose);
}

/* ---- plots ---- */

static void print_panel(struct writer *writer, const struct plot_panel *panel)
{
    print_blank(writer);
    print_line(writer, 0, panel->title);
    switch (panel->kind) {
    case PANEL_AXES:
        if (panel->axes)
            print_axes(writer, panel);
        return;
    case PANEL_CELLS:
        if (panel->cells)
            print_cells(writer, panel);
        return;
    case PANEL_FLOWS:
        if (panel->flows)
            print_flows(writer, panel);
        return;
    case PANEL_FACTS:
        print_facts(writer, panel);
        return;
    }
}

static int at_least(int value, int least)
{
    return value < least ? least : value;
}

void plot_text(const struct plot *plot, const struct plot_text_options *options, struct buf *out)
{
    struct writer writer = {.options = *options, .arena = arena_new(), .out = out};

    writer.options.columns = at_least(options->columns, PLOT_TEXT_COLUMNS_LEAST);
    writer.options.rows = at_least(options->rows, PLOT_TEXT_ROWS_LEAST);
    print_line(&writer, 0, plot->title);
    print_line(&writer, 0, plot->subtitle);
    for (size_t i = 0; i < plot->panel_count; i++)
        print_panel(&writer, &plot->panels[i]);
    arena_free(writer.arena);
}
