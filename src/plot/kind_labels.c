#include <assay/plot/kind_labels.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/metrics/classification_source.h>
#include <assay/plot/plot_build.h>

#include <math.h>
#include <stdlib.h>
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

static const char *head_and_end(struct str text, size_t columns, struct arena *arena)
{
    struct str head = utf8_cut(text, columns / 2);
    struct str end = end_of(text, columns - 1 - columns / 2);

    if (utf8_width(text) <= columns)
        return text.ptr;
    return arena_printf(arena, "%.*s…%.*s", (int)head.len, head.ptr, (int)end.len, end.ptr);
}

const char *kind_labels_cut(const char *label, struct label_cut cut, struct arena *arena)
{
    struct str text = str_of(kind_labels_name(label));

    if (!cut.skipped || text.len <= cut.skipped || utf8_width(text) <= cut.columns)
        return head_and_end(text, cut.columns, arena);
    text.ptr += cut.skipped;
    text.len -= cut.skipped;
    return arena_printf(arena, "…%s", head_and_end(text, cut.columns - 1, arena));
}

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool any_alike(const char *const *texts, size_t count, struct arena *arena)
{
    const char **sorted = arena_copy(arena, texts, count, sizeof(*sorted));

    qsort(sorted, count, sizeof(*sorted), by_text);
    for (size_t i = 1; i < count; i++)
        if (strcmp(sorted[i - 1], sorted[i]) == 0)
            return true;
    return false;
}

/* Bytes that all begin with, whole characters and no part of a number. */
static size_t begin_alike(const char *const *labels, size_t count)
{
    size_t alike = strlen(labels[0]);

    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < alike; k++)
            if (labels[i][k] != labels[0][k])
                alike = k;
    while (alike && (((unsigned char)labels[0][alike] & 0xc0) == 0x80 ||
                     strchr("0123456789", labels[0][alike - 1])))
        alike--;
    return alike;
}

struct label_cut kind_labels_cutting(const char *const *labels, size_t count, size_t columns,
                                     struct arena *arena)
{
    struct label_cut cut = {columns, 0};
    const char **longs = arena_zalloc(arena, count + 1, sizeof(*longs));
    const char **texts = arena_zalloc(arena, count + 1, sizeof(*texts));
    size_t long_count = 0;

    for (size_t i = 0; i < count; i++)
        if (utf8_width(str_of(labels[i])) > columns)
            longs[long_count++] = labels[i];
    for (size_t i = 0; i < long_count; i++)
        texts[i] = kind_labels_cut(longs[i], cut, arena);
    if (long_count > 1 && any_alike(texts, long_count, arena))
        cut.skipped = begin_alike(longs, long_count);
    return cut;
}

const char *const *kind_labels_cut_all(const char *const *labels, size_t count, size_t columns,
                                       struct arena *arena)
{
    struct label_cut cut = kind_labels_cutting(labels, count, columns, arena);
    const char **texts = arena_zalloc(arena, count + 1, sizeof(*texts));

    for (size_t i = 0; i < count; i++)
        texts[i] = kind_labels_cut(labels[i], cut, arena);
    return texts;
}

const char *kind_labels_pair(const char *truth, const char *prediction, struct label_cut cut,
                             struct arena *arena)
{
    return arena_printf(arena, "%s → %s", kind_labels_cut(truth, cut, arena),
                        prediction ? kind_labels_cut(prediction, cut, arena) : "(outside the set)");
}

const char *kind_labels_counted(const char *label, struct label_cut cut, double support,
                                struct arena *arena)
{
    const char *name = kind_labels_cut(label, cut, arena);

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
                          kind_labels_cut(view->set, (struct label_cut){40, 0}, arena), count, of);
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
