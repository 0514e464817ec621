#include <assay/session/cell_samples.h>

#include <assay/session/filter_print.h>

#include <stdbool.h>

enum { BLOCK = 64, NOT_GIVEN = UINT16_MAX };

/* Codes from `low` on, `more` beyond it. A span that no code is in has low LABEL_MISSING. */
struct span {
    uint16_t low, more;
};

static const struct span no_span = {LABEL_MISSING, 0};

struct spans {
    struct span truth, prediction, also; /* prediction is in either */
};

static bool within(struct span span, uint16_t code)
{
    return (uint16_t)(code - span.low) <= span.more;
}

static struct span outside(uint16_t labels)
{
    return (struct span){labels, (uint16_t)(LABEL_INVALID - labels)};
}

static struct span inside(uint16_t labels)
{
    return labels ? (struct span){0, (uint16_t)(labels - 1)} : no_span;
}

/* LABEL_MISSING is in no span, so what is unscored is nowhere. */
static struct spans spans_of(const struct cell_query *query)
{
    uint16_t labels = (uint16_t)query->samples->labels.count;
    bool drops = query->reading.kind == READING_KIND_DROP;
    bool falls = query->reading.kind == READING_KIND_FALLBACK;
    struct spans spans = {.truth = {query->truth, 0}, .prediction = {query->prediction, 0}};

    spans.also = no_span;
    if (query->truth == CELL_ANY)
        spans.truth = inside(labels);
    if (query->prediction == CELL_ANY)
        spans.prediction = drops ? inside(labels) : (struct span){0, LABEL_INVALID};
    else if (query->prediction == LABEL_INVALID)
        spans.prediction = query->reading.kind == READING_KIND_STRICT ? outside(labels) : no_span;
    else if (falls && query->prediction == query->reading.label)
        spans.also = outside(labels);
    return spans;
}

static bool holds(const struct spans *spans, uint16_t truth, uint16_t prediction)
{
    bool answered = within(spans->prediction, prediction) || within(spans->also, prediction);

    return within(spans->truth, truth) && answered && truth != LABEL_MISSING &&
           prediction != LABEL_MISSING;
}

/* Whether any of a block is meant; without a branch a sample, so that it is read by vectors. */
static bool block_holds(const struct spans *spans, const uint16_t *truth,
                        const uint16_t *prediction)
{
    struct spans local = *spans;
    uint16_t any = 0;

    for (size_t i = 0; i < BLOCK; i++) {
        uint16_t t = (uint16_t)(truth[i] - local.truth.low) <= local.truth.more;
        uint16_t p = (uint16_t)(prediction[i] - local.prediction.low) <= local.prediction.more;
        uint16_t a = (uint16_t)(prediction[i] - local.also.low) <= local.also.more;

        any |= (uint16_t)(t & (p | a));
    }
    return any;
}

static bool in_part(const struct cell_query *query, size_t row)
{
    const struct samples *samples = query->samples;

    return (query->split == NOT_GIVEN || (samples->split && samples->split[row] == query->split)) &&
           (query->layer == NOT_GIVEN || (samples->step && samples->step[row] == query->layer));
}

size_t cell_samples(const struct cell_query *query, size_t from, size_t *rows, size_t most)
{
    const struct samples *samples = query->samples;
    struct spans spans = spans_of(query);
    size_t found = 0;

    for (size_t row = from; row < samples->count && found < most;) {
        size_t end = samples->count - row < BLOCK ? samples->count : row + BLOCK;

        if (end - row == BLOCK &&
            !block_holds(&spans, &samples->truth[row], &samples->prediction[row])) {
            row = end;
            continue;
        }
        for (; row < end && found < most; row++)
            if (holds(&spans, samples->truth[row], samples->prediction[row]) && in_part(query, row))
                rows[found++] = row;
    }
    return found;
}

/* ---- the same in words ---- */

static void add_blank(struct buf *out)
{
    if (out->len)
        buf_add_char(out, ' ');
}

static void add_prediction(const struct cell_query *query, struct buf *out)
{
    const struct label_set *labels = &query->samples->labels;
    bool falls = query->reading.kind == READING_KIND_FALLBACK;

    if (query->prediction == LABEL_INVALID) {
        add_blank(out);
        buf_add_c(out, "is:invalid");
    } else if (query->prediction >= labels->count) {
        return;
    } else if (falls && query->prediction == query->reading.label) {
        add_blank(out);
        buf_add_char(out, '(');
        filter_add_equal(out, "pred", str_of(labels->names[query->prediction]));
        buf_add_c(out, " or is:invalid)");
    } else {
        filter_add_equal(out, "pred", str_of(labels->names[query->prediction]));
    }
}

/* A sample without truth or prediction is in no cell. */
static bool any_unscored(const struct samples *samples)
{
    const uint16_t *truth = samples->truth, *prediction = samples->prediction;
    uint16_t odd = 0;
    size_t i = 0;

    for (; i + BLOCK <= samples->count && !odd; i += BLOCK)
        for (size_t k = 0; k < BLOCK; k++)
            odd |= (truth[i + k] >= LABEL_INVALID) | (prediction[i + k] == LABEL_MISSING);
    for (; i < samples->count && !odd; i++)
        odd |= truth[i] >= LABEL_INVALID || prediction[i] == LABEL_MISSING;
    return odd;
}

static bool any_invalid(const struct samples *samples)
{
    const uint16_t *prediction = samples->prediction;
    uint16_t odd = 0;
    size_t i = 0;

    for (; i + BLOCK <= samples->count && !odd; i += BLOCK)
        for (size_t k = 0; k < BLOCK; k++)
            odd |= prediction[i + k] == LABEL_INVALID;
    for (; i < samples->count && !odd; i++)
        odd |= prediction[i] == LABEL_INVALID;
    return odd;
}

static void add_limits(const struct cell_query *query, struct buf *out)
{
    bool any_answer = query->prediction == CELL_ANY;

    if ((query->truth == CELL_ANY || any_answer) && any_unscored(query->samples)) {
        add_blank(out);
        buf_add_c(out, "-is:unscored");
    }
    if (any_answer && query->reading.kind == READING_KIND_DROP && any_invalid(query->samples)) {
        add_blank(out);
        buf_add_c(out, "-is:invalid");
    }
}

void cell_filter_part(const struct cell_query *query, const char *split, struct buf *out)
{
    if (split)
        filter_add_equal(out, "split", str_of(split));
    if (query->layer != NOT_GIVEN) {
        add_blank(out);
        buf_addf(out, "layer=%u", query->layer);
    }
}

void cell_filter(const struct cell_query *query, const char *split, struct buf *out)
{
    const struct label_set *labels = &query->samples->labels;

    if (query->truth < labels->count)
        filter_add_equal(out, "truth", str_of(labels->names[query->truth]));
    add_prediction(query, out);
    add_limits(query, out);
    cell_filter_part(query, split, out);
}
