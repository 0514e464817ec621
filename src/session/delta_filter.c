#include <assay/session/delta_filter.h>

#include <assay/session/filter_print.h>

/* Of A's sample no state tells an answer outside the labels: it is none of these. */
static void add_outside_of_a(const struct label_set *labels, struct buf *out)
{
    buf_add_c(out, "-a.pred=");
    for (size_t i = 0; i < labels->count; i++) {
        struct str name = str_of(labels->names[i]);

        if (i)
            buf_add_char(out, ',');
        if (filter_wants_quotes(name))
            filter_quote(name, out);
        else
            buf_add(out, name.ptr, name.len);
    }
}

static void add_outside(const struct delta_part *part, enum delta_side side, struct buf *out)
{
    if (side == DELTA_B)
        buf_add_c(out, "is:invalid");
    else
        add_outside_of_a(&part->labels, out);
}

/* This side's answer is in the column. */
static void add_answer(const struct delta_part *part, const struct delta_matrix *delta,
                       enum delta_side side, uint16_t prediction, struct buf *out)
{
    bool falls = delta->reading.kind == READING_KIND_FALLBACK && prediction == part->fallback[side];
    struct buf term = {0};

    if (prediction == LABEL_INVALID) {
        add_outside(part, side, out);
        return;
    }
    filter_add_equal(&term, side == DELTA_A ? "a.pred" : "pred",
                     str_of(part->labels.names[prediction]));
    if (falls)
        buf_add_c(out, "(");
    buf_add(out, term.ptr, term.len);
    if (falls) {
        buf_add_c(out, " or ");
        add_outside(part, side, out);
        buf_add_c(out, ")");
    }
    buf_release(&term);
}

static void add_moved(const struct delta_part *part, const struct delta_matrix *delta,
                      uint16_t prediction, struct buf *out)
{
    static const char *const between[] = {"(", " or ", ") -(", " "};

    if (out->len)
        buf_add_char(out, ' ');
    for (int i = 0; i < 4; i++) {
        buf_add_c(out, between[i]);
        add_answer(part, delta, i % 2 ? DELTA_A : DELTA_B, prediction, out);
    }
    buf_add_char(out, ')');
}

static void add_term(struct buf *out, const char *term)
{
    buf_addf(out, "%s%s", out->len ? " " : "", term);
}

void delta_filter(const struct comparison *comparison, const struct delta_part *part,
                  const struct delta_matrix *delta, uint16_t truth, uint16_t prediction,
                  struct buf *out)
{
    const struct compare_set *set = &comparison->sets[part->set];

    if (part->split_name)
        filter_add_equal(out, "a.split", str_of(part->split_name));
    if (part->layer != UINT16_MAX)
        buf_addf(out, "%sa.layer=%u", out->len ? " " : "", (unsigned)part->layer);
    if (truth != CELL_ANY)
        filter_add_equal(out, "truth", str_of(part->labels.names[truth]));
    if (prediction != CELL_ANY)
        add_moved(part, delta, prediction, out);
    if (delta->dropped) {
        add_term(out, "-is:invalid -(");
        add_outside_of_a(&part->labels, out);
        buf_add_char(out, ')');
    }
    if (set->unscored || set->truth_differs || set->pairing.only_a_count ||
        set->pairing.only_b_count)
        add_term(out, "is:flip,both-right,both-wrong");
}
