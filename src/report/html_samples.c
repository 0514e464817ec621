#include <assay/report/html_samples.h>

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>
#include <assay/metrics/set_results.h>
#include <assay/report/html_out.h>
#include <assay/session/cell_samples.h>
#include <assay/session/error_lists.h>
#include <assay/session/matrices.h>
#include <assay/session/sample_field.h>
#include <assay/session/sample_text.h>

#include <math.h>
#include <string.h>

enum {
    GROUPS_MOST = 8, /* pairs, or kinds of failures */
    ROWS_MOST = 3,   /* samples of each */
    TEXT_MOST = 900, /* characters of a prompt, a response */
    TEXTS_MOST = 5,  /* of a sample */
    FACTS_MOST = 16,
    BARS_MOST = 5,
    TESTS_MOST = 4,
    LEAD_FACTS = 4,
    LEAD_MOST = 90,        /* characters of a text beside the id */
    SECTION_MOST = 260000, /* bytes of all */
    SAMPLE_BYTES = 60000,  /* of one at most, before it is added */
};

struct writing {
    struct html_page *page;
    struct buf *out;
    const struct run *run;
    const struct samples *samples;
    size_t set, begin; /* bytes of the page before the section */
    size_t shown, groups_left_out;
};

struct group {
    const char *title;
    uint64_t total;
    size_t rows[ROWS_MOST], count;
};

/* ---- one sample ---- */

static void write_facts(const struct writing *w, const struct sample_section *section, size_t most)
{
    buf_add_c(w->out, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < section->fact_count && i < most; i++) {
        const struct sample_fact *fact = &section->facts[i];

        buf_add_c(w->out, "<dt>");
        html_cut(w->out, fact->key, LEAD_MOST);
        buf_add_c(w->out, fact->mark == MARK_RIGHT   ? "</dt><dd class=\"right\">"
                          : fact->mark == MARK_WRONG ? "</dt><dd class=\"wrong\">"
                                                     : "</dt><dd>");
        html_cut(w->out, fact->value, TEXT_MOST);
        buf_add_c(w->out, "</dd>\n");
    }
    buf_add_c(w->out, "</dl>\n");
}

static void write_title(const struct writing *w, const char *title)
{
    buf_add_c(w->out, "<p>");
    html_cut(w->out, str_of(title), LEAD_MOST);
    buf_add_c(w->out, "</p>\n");
}

static void write_tests(const struct writing *w, const struct sample_section *section)
{
    write_title(w, section->title);
    buf_add_c(w->out, "<ul>\n");
    for (size_t i = 0, n = 0; i < section->test_count && n < TESTS_MOST; i++) {
        const struct sample_test *test = &section->tests[i];

        if (test->state == TEST_PASSED && section->test_count > TESTS_MOST)
            continue;
        n++;
        buf_addf(w->out, "<li>%s <code>", sample_test_state_name(test->state));
        html_cut(w->out, test->test, LEAD_MOST * 2);
        buf_add_c(w->out, "</code> ");
        html_cut(w->out, test->message, LEAD_MOST * 2);
        buf_add_c(w->out, "</li>\n");
    }
    buf_add_c(w->out, "</ul>\n");
}

static void write_text(const struct writing *w, const struct sample_section *section)
{
    write_title(w, section->title);
    if (section->err) {
        buf_add_c(w->out, "<pre>");
        html_cut(w->out, str_of(section->err), TEXT_MOST);
    } else {
        buf_add_c(w->out, "<pre>");
        html_lines(w->out, section->text, TEXT_MOST);
    }
    buf_add_c(w->out, "</pre>\n");
}

static bool is_text(const struct sample_section *section)
{
    return section->kind == SECTION_PROSE || section->kind == SECTION_CODE;
}

static void write_sections(const struct writing *w, const struct sample_text *text)
{
    size_t texts = 0;

    for (size_t i = 0; i < text->count; i++) {
        const struct sample_section *section = &text->sections[i];

        if (section->kind == SECTION_FACTS && i == 0) {
            write_facts(w, section, FACTS_MOST);
        } else if (section->kind == SECTION_BARS) {
            write_title(w, section->title);
            write_facts(w, section, BARS_MOST);
        } else if (section->kind == SECTION_TESTS) {
            write_tests(w, section);
        } else if (is_text(section) && texts++ < TEXTS_MOST) {
            write_text(w, section);
        }
    }
}

static const struct sample_section *first_text(const struct sample_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (is_text(&text->sections[i]) && !text->sections[i].err)
            return &text->sections[i];
    return NULL;
}

static bool is_told_above(struct str key)
{
    static const char *const keys[] = {"id", "row", "set", "outcome", "record", "response"};

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (str_eq_c(key, keys[i]))
            return true;
    return false;
}

static void write_lead_facts(const struct writing *w, const struct sample_section *section)
{
    size_t shown = 0;

    for (size_t i = 0; i < section->fact_count && shown < LEAD_FACTS; i++) {
        if (is_told_above(section->facts[i].key))
            continue;
        buf_add_c(w->out, shown++ ? ", " : " ");
        html_cut(w->out, section->facts[i].key, LEAD_MOST);
        buf_add_char(w->out, ' ');
        html_cut(w->out, section->facts[i].value, LEAD_MOST);
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The first words of a text of many lines, in one. */
static void write_words(const struct writing *w, struct str text)
{
    struct buf words = {.ptr = NULL};

    for (size_t i = 0; i < text.len && words.len <= 4 * LEAD_MOST; i++)
        if (!is_blank(text.ptr[i]))
            buf_add_char(&words, text.ptr[i]);
        else if (i && !is_blank(text.ptr[i - 1]))
            buf_add_char(&words, ' ');
    html_cut(w->out, buf_str(&words), LEAD_MOST);
    buf_release(&words);
}

/* The first words of its first text, else what its columns say: one knows which to open. */
static void write_lead(const struct writing *w, const struct sample_text *text)
{
    const struct sample_section *section = first_text(text);

    buf_add_c(w->out, " <span class=\"dim\">");
    if (section)
        write_words(w, str_trim(section->text));
    else if (text->count && text->sections[0].kind == SECTION_FACTS)
        write_lead_facts(w, &text->sections[0]);
    buf_add_c(w->out, "</span>");
}

static void write_sample(struct writing *w, size_t row)
{
    struct arena *arena = arena_new();
    const struct sample_text *text = sample_text_build(w->run, w->set, row, arena);
    char room[SAMPLE_ID_ROOM];

    w->shown++;
    buf_add_c(w->out, "<details>\n<summary><strong>");
    html_cut(w->out, samples_id(w->samples, row, room), LEAD_MOST);
    buf_add_c(w->out, "</strong>");
    write_lead(w, text);
    buf_add_c(w->out, "</summary>\n<div class=\"body\">\n");
    write_sections(w, text);
    buf_add_c(w->out, "</div>\n</details>\n");
    arena_free(arena);
}

/* ---- groups ---- */

static bool has_room(const struct writing *w)
{
    return w->out->len < w->begin + SECTION_MOST && html_page_has_room(w->page, SAMPLE_BYTES);
}

static void write_group(struct writing *w, const struct group *group)
{
    size_t before = w->shown;

    if (group->count && !has_room(w))
        w->groups_left_out++;
    if (!group->count || !has_room(w))
        return;
    html_heading_text(w->page, 3, group->title);
    buf_add_c(w->out, "<div class=\"list\">\n");
    for (size_t i = 0; i < group->count && has_room(w); i++)
        write_sample(w, group->rows[i]);
    buf_add_c(w->out, "</div>\n");
    if (w->shown - before < group->total)
        html_more(w->page, "The first %zu of %s.", w->shown - before,
                  fmt_counted(w->page->arena, group->total, "sample"));
}

static const char *named(const struct writing *w, const char *title)
{
    return w->samples->name[0] ? arena_printf(w->page->arena, "%s: %s", w->samples->name, title)
                               : title;
}

static void write_cell(struct writing *w, const struct cell_query *query, const char *title,
                       uint64_t total)
{
    struct group group = {.title = named(w, title), .total = total};

    group.count = cell_samples(query, 0, group.rows, ROWS_MOST);
    write_group(w, &group);
}

static void write_pairs(struct writing *w, const struct matrix_view *view)
{
    const struct set_results *results = view->results;
    bool fallback = view->matrix != results->strict;
    struct cell_query query = {.samples = w->samples, .split = UINT16_MAX, .layer = UINT16_MAX};
    uint64_t invalid = confusion_invalid_total(results->strict);
    size_t count;
    const struct confused_pair *pairs =
        classification_confused_pairs(w->page->arena, view->matrix, &count);

    query.reading = fallback ? READING_FALLBACK(results->fallback_label) : READING_STRICT;
    for (size_t i = 0; i < count && i < GROUPS_MOST; i++) {
        if (pairs[i].prediction == LABEL_INVALID)
            continue;
        query.truth = pairs[i].truth;
        query.prediction = pairs[i].prediction;
        write_cell(w, &query,
                   arena_printf(w->page->arena, "%s, taken for %s",
                                view->labels.names[pairs[i].truth],
                                view->labels.names[pairs[i].prediction]),
                   pairs[i].count);
    }
    w->groups_left_out += count > GROUPS_MOST ? count - GROUPS_MOST : 0;
    query.reading = READING_STRICT;
    query.truth = CELL_ANY;
    query.prediction = LABEL_INVALID;
    if (invalid)
        write_cell(w, &query, "Answers outside the label set", invalid);
}

static bool is_of_kind(const struct samples *samples, size_t row, enum error_kind kind)
{
    return samples->outcome[row] == OUTCOME_FAIL && samples->error_kind[row] == kind;
}

static void write_kind(struct writing *w, const struct kind_count *kind)
{
    struct group group = {
        .title = named(w, arena_printf(w->page->arena, "Failed: %s", error_kind_name(kind->kind))),
        .total = kind->count};

    for (size_t row = kind->first; row < w->samples->count && group.count < ROWS_MOST; row++)
        if (is_of_kind(w->samples, row, kind->kind))
            group.rows[group.count++] = row;
    write_group(w, &group);
}

static void write_kinds(struct writing *w)
{
    struct cohort_scope scope = {.run = w->run,
                                 .samples = w->samples,
                                 .split = UINT16_MAX,
                                 .layer = UINT16_MAX,
                                 .invalid_as = LABEL_INVALID};
    uint64_t failures;
    size_t count;
    const struct kind_count *kinds = kind_counts(&scope, w->page->arena, &count, &failures);

    for (size_t i = 0; i < count && i < GROUPS_MOST; i++)
        write_kind(w, &kinds[i]);
    w->groups_left_out += count > GROUPS_MOST ? count - GROUPS_MOST : 0;
}

/* The first samples with that outcome; total: 0 when nobody needs to know. */
static void write_outcome(struct writing *w, enum outcome outcome, const char *title,
                          uint64_t total)
{
    struct group group = {.title = named(w, title), .total = total};

    for (size_t row = 0; row < w->samples->count && group.count < ROWS_MOST; row++)
        if (sample_outcome(w->samples, row) == outcome)
            group.rows[group.count++] = row;
    write_group(w, &group);
}

static void write_failures(struct writing *w)
{
    uint64_t failed = 0;

    for (size_t row = 0; row < w->samples->count; row++)
        failed += w->samples->outcome[row] == OUTCOME_FAIL;
    write_outcome(w, OUTCOME_FAIL, "Failed", failed);
}

/* ---- sets ---- */

static const struct matrix_view *view_of(const struct figures *figures,
                                         const struct samples *samples)
{
    size_t count;
    const struct matrix_view *views = matrices_of(figures, &count);

    for (size_t i = 0; i < count; i++)
        if (views[i].samples == samples)
            return &views[i];
    return NULL;
}

static void write_set(struct writing *w, const struct figures *figures)
{
    const struct matrix_view *view = view_of(figures, w->samples);

    if (view)
        write_pairs(w, view);
    if (w->samples->outcome && w->samples->error_kind)
        write_kinds(w);
    else if (w->samples->outcome)
        write_failures(w);
    write_outcome(w, OUTCOME_PASS, "Right, for comparison", 0);
}

static bool has_excerpts(const struct run *run)
{
    return run_content(run) & RUN_HAS_SAMPLES && !(run_content(run) & RUN_HAS_LAYERS) &&
           run_content(run) & (RUN_HAS_LABELS | RUN_HAS_OUTCOMES);
}

void html_samples(struct html_page *page, const struct figures *figures)
{
    struct writing w = {.page = page, .out = page->out, .run = figures->input->run};

    if (!has_excerpts(w.run))
        return;
    html_heading_text(page, 2, "Sample Excerpts");
    w.begin = page->out->len;
    buf_add_c(page->out, "<p>The first samples of each kind of error in the order of the files, "
                         "long texts and lists cut. assay export writes all samples.</p>\n");
    for (w.set = 0; w.set < run_samples_count(w.run); w.set++) {
        w.samples = run_samples(w.run, w.set);
        write_set(&w, figures);
    }
    if (w.groups_left_out)
        html_more(page, "%s of samples more left out.",
                  fmt_counted(page->arena, w.groups_left_out, "group"));
    else if (!w.shown)
        buf_add_c(page->out, "<p>No sample is scored.</p>\n");
}
