#include <assay/plot/kind_labels.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/metrics/classification_source.h>
#include <assay/plot/plot_build.h>

#include <math.h>
#include <string.h>

const struct matrix_view *kind_labels_views(const struct topic *topic, size_t *count,
                                            const char **why)
{
    size_t all;
    struct matrix_view *views = matrices_of(topic->figures, &all);
    unsigned content = run_content(topic->figures->input->run);

    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (confusion_total(views[i].matrix))
            views[(*count)++] = views[i];
    if (*count)
        return views;
    if (all)
        *why = "no sample has both truth and prediction";
    else
        *why = content & RUN_HAS_LAYERS ? "the samples are of many layers, each with its own matrix"
                                        : "the run has no truths and predictions";
    return NULL;
}

/* ---- labels ---- */

const char *kind_labels_name(const char *label)
{
    return utf8_width(str_trim(str_of(label))) ? label : "(empty)";
}

/* The end of a text that takes at most so many columns. */
static struct str end_of(struct str text, size_t columns)
{
    struct str end = {text.ptr + text.len, 0};

    for (size_t at = text.len; at-- > 0;) {
        struct str longer = {text.ptr + at, text.len - at};

        if (((unsigned char)text.ptr[at] & 0xc0) == 0x80)
            continue;
        if (utf8_width(longer) > columns)
            break;
        end = longer;
    }
    return end;
}

const char *kind_labels_cut(const char *label, size_t columns, struct arena *arena)
{
    struct str text = str_of(kind_labels_name(label)), head, end;

    if (utf8_width(text) <= columns)
        return text.ptr;
    head = utf8_cut(text, columns / 2);
    end = end_of(text, columns - 1 - columns / 2);
    return arena_printf(arena, "%.*s…%.*s", (int)head.len, head.ptr, (int)end.len, end.ptr);
}

const char *kind_labels_pair(const char *truth, const char *prediction, size_t columns,
                             struct arena *arena)
{
    return arena_printf(arena, "%s → %s", kind_labels_cut(truth, columns, arena),
                        prediction ? kind_labels_cut(prediction, columns, arena)
                                   : "(outside the set)");
}

const char *kind_labels_counted(const char *label, size_t columns, double support,
                                struct arena *arena)
{
    const char *name = kind_labels_cut(label, columns, arena);

    if (isnan(support))
        return name;
    return arena_printf(arena, "%s (%s)", name, fmt_count(arena, (uint64_t)support));
}

/* ---- words ---- */

const char *kind_labels_subtitle(const struct topic *topic, const struct matrix_view *view,
                                 size_t shown, size_t count, const char *more)
{
    struct arena *arena = topic->arena;
    const char *reading = arena_printf(arena, "%s reading%s", view->reading,
                                       reading_words(view->results, view->matrix, arena));
    const char *of = fmt_counted(arena, confusion_total(view->matrix), "sample");

    if (count > 1 && shown == 1)
        of = arena_printf(arena, "%s, the first of %zu sets: %s",
                          kind_labels_cut(view->set, 40, arena), count, of);
    if (count > 1 && shown > 1)
        of = arena_printf(arena, "%zu of %zu sets", shown, count);
    return plot_run_subtitle(topic, arena_printf(arena, "%s · %s%s%s", of, reading,
                                                 more ? " · " : "", more ? more : ""));
}

const char *kind_labels_figure(const struct topic *topic, const struct matrix_view *view,
                               const char *metric, const char *label)
{
    struct quantity what = QUANTITY(metric);

    what.set = view->set;
    what.subject = label;
    return figures_text(topic->figures, &what);
}
