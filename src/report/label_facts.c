#include "label_facts_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>

#include <string.h>

#define SHARE_BELOW_EQUAL 0.5 /* of 1 / labels: underrepresented */

static void gather(const struct doc_run *report, struct label_facts *facts)
{
    struct label_facts f = {.report = report, .doc = report->doc, .arena = report->figures->arena};
    struct quantity accuracy = QUANTITY("accuracy");

    f.classes = doc_class_rows(report, &f.count);
    f.pairs = sheets_find(report->sheets, "confused_pairs");
    f.accuracy = figures_value(report->figures, &accuracy);
    for (size_t i = 0; i < f.count; i++) {
        const struct doc_class *c = &f.classes[i];

        if (!(c->support > 0.0))
            continue;
        f.total += c->support;
        if (!f.largest || c->support > f.largest->support)
            f.largest = c;
        if (!f.best || c->recall > f.best->recall)
            f.best = c;
        if (!f.worst || c->recall < f.worst->recall)
            f.worst = c;
    }
    /* Rows of a report have no share. */
    for (size_t i = 0; i < f.count; i++)
        f.classes[i].share = f.classes[i].support / f.total;
    *facts = f;
}

static bool applies(const struct doc_run *report)
{
    return sheets_find(report->sheets, "classes") &&
           !(run_content(report->figures->input->run) & RUN_HAS_LAYERS);
}

bool label_facts_of(const struct doc_run *report, struct label_facts *facts)
{
    if (!applies(report))
        return false;
    gather(report, facts);
    return facts->largest != NULL;
}

const char *label_percent(const struct label_facts *f, double share)
{
    return fmt_percent(f->arena, share, 2);
}

static size_t equals_of(const struct label_facts *f, const struct doc_class *c)
{
    size_t count = 0;

    for (size_t i = 0; i < f->count; i++)
        count +=
            &f->classes[i] != c && f->classes[i].support > 0.0 && f->classes[i].recall == c->recall;
    return count;
}

const char *label_among_equals(const struct label_facts *f, const struct doc_class *c)
{
    size_t equals = equals_of(f, c);

    return equals ? arena_printf(f->arena, "%s and %s", c->label,
                                 fmt_counted(f->arena, equals, "other"))
                  : c->label;
}

const char *label_count(const struct label_facts *f, double count)
{
    return count >= 0.0 ? fmt_count(f->arena, (uint64_t)count) : "–";
}

bool label_is_pair(const struct label_facts *f, size_t row, const char *truth)
{
    return strcmp(sheet_get_text(f->pairs, row, "set"), sheet_get_text(f->pairs, 0, "set")) == 0 &&
           strcmp(sheet_get_text(f->pairs, row, "truth"), truth) == 0;
}

const char *label_predicted(const struct label_facts *f, size_t row)
{
    const char *predicted = sheet_get_text(f->pairs, row, "prediction");

    return predicted[0] ? predicted : "(outside the label set)";
}

const char *label_band(const struct label_facts *f, double share)
{
    const struct rating_band *bands = f->report->figures->input->results->options.bands;
    size_t band = rating_band(bands, RATING_BAND_COUNT, share);

    return band < RATING_BAND_COUNT ? bands[band].name : "undefined";
}

bool label_is_rare(const struct label_facts *f, const struct doc_class *c)
{
    return c->support > 0.0 && c->share < SHARE_BELOW_EQUAL / (double)f->count;
}
