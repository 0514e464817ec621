#include <assay/tui/flip_doc.h>

#include <assay/session/sample_text.h>
#include <assay/tui/sample_cell.h>

struct str flip_glyph(enum outcome outcome)
{
    return outcome == OUTCOME_PASS ? STR("✓") : outcome == OUTCOME_FAIL ? STR("✗") : STR("–");
}

unsigned flip_style(enum outcome outcome)
{
    return outcome == OUTCOME_PASS   ? ROLE_TEXT
           : outcome == OUTCOME_FAIL ? ROLE_WRONG
                                     : ROLE_UNSCORED;
}

unsigned flip_kind_style(enum pair_kind kind)
{
    return kind == PAIR_KIND_BROKEN     ? ROLE_NEGATIVE
           : kind == PAIR_KIND_FIXED    ? ROLE_POSITIVE
           : kind >= PAIR_KIND_UNSCORED ? ROLE_UNSCORED
                                        : ROLE_TEXT;
}

struct str flip_id(const struct pair_scope *scope, size_t row, char *room)
{
    size_t b = pair_scope_b(scope, row);

    return b == SIZE_MAX ? samples_id(scope->set->a, pair_scope_a(scope, row), room)
                         : samples_id(scope->set->b, b, room);
}

/* ---- what is said of a side ---- */

struct side_of {
    const struct run *run;
    const struct samples *samples;
    size_t set, row; /* SIZE_MAX: it has no such sample */
};

static struct side_of side_of(const struct pair_scope *scope, size_t row, enum pair_side side)
{
    return side == SIDE_A ? (struct side_of){scope->run_a, scope->set->a, scope->set->set_a,
                                             pair_scope_a(scope, row)}
                          : (struct side_of){scope->run_b, scope->set->b, scope->set->set_b,
                                             pair_scope_b(scope, row)};
}

static struct str field(const struct side_of *side, enum sample_field_index index,
                        struct arena *arena)
{
    if (!sample_fields[index].present(side->samples))
        return STR("");
    return sample_cell_text(side->run, side->samples, (int)index, side->row, arena);
}

/* What the answer was, as far as there is more to it than right and wrong. */
static void add_answer(struct buf *out, const struct side_of *side, struct arena *arena)
{
    struct str passed = field(side, SAMPLE_TESTS_PASSED, arena);
    struct str tests = field(side, SAMPLE_TESTS, arena);
    struct str answer = field(side, SAMPLE_PRED, arena), truth = field(side, SAMPLE_TRUTH, arena);

    if (passed.len && tests.len)
        buf_addf(out, "passed %.*s of %.*s", (int)passed.len, passed.ptr, (int)tests.len,
                 tests.ptr);
    else if (answer.len)
        buf_add_str(out, answer);
    else
        buf_add_c(out, sample_outcome(side->samples, side->row) == OUTCOME_PASS   ? "right"
                       : sample_outcome(side->samples, side->row) == OUTCOME_FAIL ? "wrong"
                                                                                  : "not scored");
    if (answer.len && truth.len && !str_eq(answer, truth))
        buf_addf(out, ", not %.*s", (int)truth.len, truth.ptr);
}

static void add_field(struct buf *out, const char *before, struct str text)
{
    if (text.len)
        buf_addf(out, "  %s%.*s", before, (int)text.len, text.ptr);
}

struct pair_head flip_head(const struct comparison *comparison, const struct pair_scope *scope,
                           size_t row, enum pair_side which, struct arena *arena)
{
    struct side_of side = side_of(scope, row, which);
    struct pair_head head = {.name = which == SIDE_A ? comparison->name_a : comparison->name_b,
                             .text = "has no such sample",
                             .style = ROLE_UNSCORED};
    struct buf out = {.ptr = NULL};
    enum outcome outcome;

    if (side.row == SIZE_MAX)
        return head;
    outcome = sample_outcome(side.samples, side.row);
    buf_add_str(&out, flip_glyph(outcome));
    buf_add_char(&out, ' ');
    add_answer(&out, &side, arena);
    add_field(&out, "", field(&side, SAMPLE_ERROR, arena));
    add_field(&out, "score ", field(&side, SAMPLE_SCORE, arena));
    head.text = arena_strndup(arena, out.ptr, out.len);
    head.style = outcome == OUTCOME_PASS   ? ROLE_RIGHT
                 : outcome == OUTCOME_FAIL ? ROLE_WRONG | STYLE_BOLD
                                           : ROLE_UNSCORED;
    buf_release(&out);
    return head;
}

struct pair_doc *flip_doc_new(const struct comparison *comparison, const struct pair_scope *scope,
                              size_t row, enum flip_part part, struct arena *arena)
{
    struct pair_doc_input input = {.raw = part == FLIP_RAW};

    for (int i = 0; i < SIDES; i++) {
        struct side_of side = side_of(scope, row, (enum pair_side)i);

        if (side.row != SIZE_MAX)
            input.texts[i] = sample_text_build(side.run, side.set, side.row, arena);
        input.heads[i] = flip_head(comparison, scope, row, (enum pair_side)i, arena);
    }
    return pair_doc_new(&input);
}

void flip_subject(const struct pair_scope *scope, size_t row, enum pair_side which,
                  struct subject *subject)
{
    struct side_of side = side_of(scope, row, which);

    if (side.row == SIZE_MAX)
        return;
    subject->has_sample = true;
    subject->of_baseline = which == SIDE_A;
    subject->set = side.set;
    subject->row = side.row;
}
