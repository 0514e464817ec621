/*
 * A list of figures of the run: title, value with its verdict, how it was had. For the lines below
 * a table that state what holds for all of it: slopes, means.
 */
#ifndef ASSAY_TUI_FIGURE_LIST_H
#define ASSAY_TUI_FIGURE_LIST_H

#include <assay/tui/view.h>

struct figure_line {
    const struct metric *metric;
    struct quantity what;
    const struct finding *finding; /* NULL: not claimed */
    const char *text, *how;
    double value;
    char mark;
};

struct figure_list {
    struct figure_line *lines;
    size_t count;
};

/* Those of the named metrics that are computed or claimed. metrics ends in NULL; arena owns. */
struct figure_list figure_list_of(const struct figures *figures, const char *const *metrics,
                                  struct arena *arena);
/* Rows it takes at a width. */
int figure_list_height(const struct figure_list *list, int width);
/* selected: the line that has the keys; SIZE_MAX: none. */
void figure_list_draw(const struct figure_list *list, const struct surface *surface,
                      size_t selected);
/* What V and y mean on a line; nothing when there is no such line. */
void figure_list_subject(const struct figure_list *list, size_t line, const struct run *run,
                         struct subject *subject);

#endif
