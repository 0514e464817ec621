#include <assay/tui/figure_list.h>

#include <assay/base/str.h>

#include <math.h>

/* Columns of a line at most, of its last part at least, before it and around its value. */
enum { LINE_MOST = 100, HOW_LEAST = 16, LEFT = 2, GAP = 4, LIST_SHORT = 3 };

static const char *how_of(const struct figure *figure, const struct finding *finding)
{
    if (finding && finding->verdict != VERDICT_AGREES && finding->why && finding->why[0])
        return finding->why;
    return figure->how ? figure->how : "";
}

struct figure_list figure_list_of(const struct figures *figures, const char *const *metrics,
                                  struct arena *arena)
{
    struct figure_list list = {.count = 0};
    size_t most = 0;

    while (metrics[most])
        most++;
    list.lines = arena_zalloc(arena, most + 1, sizeof(*list.lines));
    for (size_t i = 0; metrics[i]; i++) {
        struct figure_line line = {.metric = metric_find(metrics[i]), .what = QUANTITY(metrics[i])};
        struct figure figure;
        bool there = figures_get(figures, &line.what, &figure);

        line.finding = figures_finding(figures, &line.what);
        if (!line.metric || (!there && !line.finding))
            continue;
        line.value = there ? figure.value : NAN;
        line.text = there ? figures_text(figures, &line.what) : "–";
        line.how = how_of(&figure, line.finding);
        line.mark = figures_mark(figures, &line.what);
        list.lines[list.count++] = line;
    }
    return list;
}

static int widest(const struct figure_list *list, bool title)
{
    int most = 0;

    for (size_t i = 0; i < list->count; i++) {
        const char *text = title ? list->lines[i].metric->title : list->lines[i].text;
        int columns = text_columns(str_of(text));

        most = columns > most ? columns : most;
    }
    return most;
}

/* Two side by side where they have room, a long list without how its figures were had. */
static int lines_across(const struct figure_list *list, int width)
{
    int each = LEFT + widest(list, true) + widest(list, false) + GAP;

    if (list->count < 2)
        return 1;
    return width >= 2 * (each + (list->count > LIST_SHORT ? 0 : 2 * HOW_LEAST)) ? 2 : 1;
}

int figure_list_height(const struct figure_list *list, int width)
{
    int across = lines_across(list, width);

    return ((int)list->count + across - 1) / across;
}

static void draw_line(const struct figure_line *line, const struct surface *part, int title,
                      int value, bool selected)
{
    int at = title + 2 + value, most = part->rect.width - 1;

    /* A figure is never cut, its title is. */
    at = at > most ? most : at;
    draw_text(part, 0, 0, at - value - 2, selected ? ROLE_CURSOR : ROLE_TEXT,
              str_of(line->metric->title));
    draw_right(part, 0, at, value, ROLE_TEXT, str_of(line->text));
    if (line->mark)
        draw_code(part, 0, at, 1, role_verdict(line->mark), (unsigned char)line->mark);
    if (part->rect.width - at - 3 >= HOW_LEAST)
        draw_c(part, 0, at + 3, ROLE_DIM, line->how);
}

void figure_list_draw(const struct figure_list *list, const struct surface *surface,
                      size_t selected)
{
    int across = lines_across(list, surface->rect.width);
    int rows = figure_list_height(list, surface->rect.width);
    int title = widest(list, true), value = widest(list, false);
    int width = surface->rect.width / across;

    width = width > LINE_MOST ? LINE_MOST : width;
    for (size_t i = 0; rows && i < list->count; i++) {
        int row = (int)i % rows, left = (int)i / rows * width;
        struct surface part = surface_part(surface, row, left + LEFT, 1, width - LEFT - 1);

        if (row >= surface->rect.height)
            continue;
        draw_line(&list->lines[i], &part, title, value, i == selected);
        if (i == selected)
            draw_code(surface, row, left, 1, ROLE_TEXT | STYLE_BOLD, 0x203a);
    }
}

void figure_list_subject(const struct figure_list *list, size_t line, const struct run *run,
                         struct subject *subject)
{
    const struct figure_line *at;
    size_t count;
    const struct run_file *files = run_files(run, &count);

    if (line >= list->count)
        return;
    at = &list->lines[line];
    subject->text = str_of(at->text);
    subject->value = at->value;
    subject->has_quantity = true;
    subject->quantity = at->what;
    subject->finding = at->finding;
    if (at->finding && at->finding->claim->file < count) {
        subject->path = files[at->finding->claim->file].path;
        subject->line = at->finding->claim->line;
    }
}
