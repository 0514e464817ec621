#include <assay/tui/compare_open.h>

#include <assay/session/filter_print.h>

#include <stdio.h>
#include <string.h>

static const char *view_of(enum compare_family family)
{
    static const char *const views[COMPARE_FAMILIES] = {
        [FAMILY_METRICS] = "flips",     [FAMILY_PARTS] = "flips",
        [FAMILY_LABELS] = "flips",      [FAMILY_LAYERS] = "delta-layers",
        [FAMILY_TASKS] = "delta-tasks", [FAMILY_CURVE] = "delta-curve",
    };

    return views[family];
}

/* The samples that the row is about: those of a label, or of a part. */
static void add_filter(const struct comparison *comparison, const struct compare_row *row,
                       struct opening *opening)
{
    const char *field = row->family == FAMILY_LABELS ? "truth" : comparison->parts_by;
    const char *value = row->what.subject;
    struct buf filter = {0};

    if (row->family != FAMILY_LABELS && row->family != FAMILY_PARTS)
        return;
    if (!value || !*value)
        value = row->what.split;
    if (value && field)
        filter_add_equal(&filter, field, str_of(value));
    if (filter.len < sizeof(opening->filter))
        snprintf(opening->filter, sizeof(opening->filter), "%s", filter.len ? filter.ptr : "");
    buf_release(&filter);
}

enum effect compare_open(const struct comparison *comparison, const struct compare_row *row,
                         struct view_reply *reply)
{
    const struct view *view = view_find(str_of(view_of(row->family)));
    bool of_pairs = row->family <= FAMILY_LABELS;

    if (of_pairs && row->set == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message),
                 "no samples pair behind this figure%s%.200s", comparison->unpaired_why ? ": " : "",
                 comparison->unpaired_why ? comparison->unpaired_why : "");
        return EFFECT_SAID;
    }
    if (!view)
        return EFFECT_NONE;
    reply->opening.view = view;
    reply->opening.set = of_pairs ? row->set : 0;
    add_filter(comparison, row, &reply->opening);
    return EFFECT_OPEN;
}
