/*
 * What kinds of plots build with: columns of sheets as arrays, plots that grow part by part, their
 * description sentence by sentence.
 *
 * Everything lives in the arena given. A column that the sheet does not have counts as empty.
 * Nothing fails.
 */
#ifndef ASSAY_PLOT_PLOT_BUILD_H
#define ASSAY_PLOT_PLOT_BUILD_H

#include <assay/plot/plot.h>
#include <assay/session/topic.h>

/* ---- sheets ---- */

/* Some rows of a sheet, in its order. */
struct plot_rows {
    const struct sheet *sheet;
    const size_t *rows;
    size_t count;
};

/* sheet may be NULL: no rows. */
struct plot_rows plot_rows_all(const struct sheet *sheet, struct arena *arena);
/* Those whose cell under the key reads exactly so, "" for an empty cell. */
struct plot_rows plot_rows_where(struct plot_rows rows, const char *key, const char *text,
                                 struct arena *arena);
/* At most so many of them, the largest number under the key first; ties as they stood, NAN last. */
struct plot_rows plot_rows_largest(struct plot_rows rows, const char *key, size_t most,
                                   struct arena *arena);
/* Numbers under the key; NAN where a cell has none. */
double *plot_numbers(struct plot_rows rows, const char *key, struct arena *arena);
/* Cells under the key as people read them; "" where there is nothing, never NULL. */
const char **plot_words(struct plot_rows rows, const char *key, struct arena *arena);
/* True when some value is not NAN. */
bool plot_has(const double *values, size_t count);

/* ---- plots ---- */

/* A linear axis fitted to what is shown. */
struct plot_axis plot_axis_of(const char *title, enum tick_values values, enum tick_text text);
/* A plot without panels; both texts are copied, the subtitle may be NULL. */
struct plot *plot_new(const char *title, const char *subtitle, struct arena *arena);
void plot_add_panel(struct plot *plot, struct plot_panel panel, struct arena *arena);
/* Axes without ends, with nothing on them. */
struct plot_axes *plot_axes_new(struct plot_axis x, struct plot_axis y, struct arena *arena);
void plot_add_series(struct plot_axes *axes, struct plot_series series, struct arena *arena);
void plot_add_level(struct plot_axes *axes, struct plot_level level, struct arena *arena);
void plot_add_mark(struct plot_axes *axes, struct plot_mark mark, struct arena *arena);
void plot_add_note(struct plot_axes *axes, struct plot_note note, struct arena *arena);
void plot_add_phase(struct plot_axes *axes, struct plot_phase phase, struct arena *arena);
void plot_add_fact(struct plot_panel *panel, struct plot_fact fact, struct arena *arena);
void plot_add_key(struct plot_panel *panel, struct plot_key key, struct arena *arena);

/* One more sentence of the description; the full stop is added. */
void plot_say(struct plot *plot, struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Whole percents of a share: "81%"; some are never "0%" but "<1%", nearly all never "100%". */
const char *plot_percent(double share, struct arena *arena);
/* A share as short as it is: ".5", ".25", ".3333". */
const char *plot_short_share(double share, struct arena *arena);
/* As metric_format, with three digits where it has a power of ten: "-8.00e-06". */
const char *plot_figure(const struct metric *metric, double value, struct arena *arena);
/* The same with its sign, as compare_delta_text. */
const char *plot_delta(const struct metric *metric, double value, struct arena *arena);
/* "2025-10-19 14:38": a time to its minute, without what follows. */
const char *plot_time(const char *time, struct arena *arena);
/* "run · model · what", without what is not known, or said by the title; what may be NULL. */
const char *plot_run_subtitle(const struct topic *topic, const char *what);

#endif
