#include <assay/report/compare_text.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/base/wrap.h>
#include <assay/report/compare_shown.h>
#include <assay/report/compare_table.h>
#include <assay/report/table.h>
#include <assay/report/text_audit.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_compare.h>

#include <string.h>

enum {
    WIDTH = COMPARE_WIDTH,
    SETTINGS_MOST = 12, /* rows, unless all are wanted */
    UNMATCHED_MOST = 10,
    VALUE_MOST = 38, /* columns of a setting */
};

struct writing {
    const struct compare_part *part;
    const struct comparison *comparison;
    struct arena *arena;
    struct buf *out;
};

/* ---- parts of lines ---- */

/* A sentence over as many lines as it takes, each after so many blanks. */
static void add_wrapped(struct buf *out, size_t indent, const char *text)
{
    struct buf safe = {.ptr = NULL};
    struct wrap *wrap;

    utf8_make_safe(&safe, str_of(text));
    wrap = wrap_new(buf_str(&safe));
    wrap_set(wrap, WIDTH - indent, WRAP_WORDS);
    for (size_t i = 0; i < wrap_count(wrap); i++) {
        buf_addf(out, "%*s", (int)indent, "");
        buf_add_str(out, wrap_line(wrap, i));
        buf_add_char(out, '\n');
    }
    wrap_free(wrap);
    buf_release(&safe);
}

/* The same behind a text that stands in the first line only. */
static void add_hanging(struct buf *out, const char *before, const char *text)
{
    size_t first = out->len;

    add_wrapped(out, strlen(before), text);
    memcpy(out->ptr + first, before, strlen(before));
}

static void add_heading(struct buf *out, const char *title)
{
    buf_addf(out, "\n%s\n", title);
}

/* ---- the two runs ---- */

static void add_side(struct table *table, const char *side, const struct assessed *input,
                     struct arena *arena)
{
    const char *model = run_model(input->run);
    uint64_t samples = headline_samples(input);
    struct buf tally = {.ptr = NULL};

    text_tally(input->audit, &tally);
    table_cell(table, side);
    table_cell(table, compare_cut(run_id(input->run), 30, arena));
    table_cell(table, run_format(input->run));
    table_cell(table, model ? compare_cut(model, 24, arena) : "");
    table_cell(table, samples ? fmt_counted(arena, samples, "sample") : "");
    table_cell(table, tally.ptr);
    buf_release(&tally);
}

static void write_pairs(const struct writing *w)
{
    if (w->comparison->unpaired_why)
        add_wrapped(w->out, 0, arena_printf(w->arena, "No pairs: %s", w->comparison->unpaired_why));
    for (size_t i = 0; i < w->comparison->set_count; i++) {
        const struct compare_set *set = &w->comparison->sets[i];
        const char *text = compare_pairing_text(set, w->arena);

        add_wrapped(w->out, 0,
                    set->name[0] ? arena_printf(w->arena, "%s: %s", set->name, text) : text);
    }
}

static void write_head(const struct writing *w)
{
    struct table *table = table_new(w->arena, "llllrl", NULL);

    add_side(table, "A", &w->comparison->a, w->arena);
    add_side(table, "B", &w->comparison->b, w->arena);
    table_write(table, 0, 0, w->out);
    write_pairs(w);
}

/* ---- what differs ---- */

static const char *value_text(const struct sheet *sheet, size_t row, const char *key)
{
    const char *text = sheet_get_text(sheet, row, key);

    return text[0] ? compare_cut(text, VALUE_MOST, sheet->arena) : "–";
}

/* Columns that the values of both sides leave for paths. */
static size_t room_for_paths(const struct sheet *sheet, size_t rows)
{
    size_t a = 1, b = 1;

    for (size_t i = 0; i < rows; i++) {
        size_t of_a = utf8_width(str_of(value_text(sheet, i, "a")));
        size_t of_b = utf8_width(str_of(value_text(sheet, i, "b")));

        a = of_a > a ? of_a : a;
        b = of_b > b ? of_b : b;
    }
    return WIDTH - 2 - (a + 2) - (b + 2);
}

static void write_settings(const struct writing *w)
{
    static const char *const titles[] = {"Setting", "A", "B"};
    const struct sheet *sheet = sheet_compare_settings(
        w->comparison, w->part->all ? COMPARE_DIFFERING : COMPARE_CHOSEN, w->arena);
    size_t rows = sheet ? sheet_rows(sheet) : 0;
    size_t shown = w->part->all || rows <= SETTINGS_MOST ? rows : SETTINGS_MOST;
    struct table *table = table_new(w->arena, "lll", titles);
    size_t room = rows ? room_for_paths(sheet, shown) : 0;

    for (size_t i = 0; i < shown; i++) {
        table_cell(table, compare_cut(sheet_get_text(sheet, i, "path"), room, w->arena));
        table_cell(table, value_text(sheet, i, "a"));
        table_cell(table, value_text(sheet, i, "b"));
    }
    if (shown)
        table_write(table, 2, 0, w->out);
    if (shown < rows)
        buf_addf(w->out, "  %s more that differ (--all lists them)\n",
                 fmt_count(w->arena, rows - shown));
}

static void write_differs(const struct writing *w)
{
    const struct comparability *found = w->comparison->comparability;

    add_heading(w->out, "What differs");
    if (found->finding_count == 0 &&
        !sheet_compare_settings(w->comparison, COMPARE_CHOSEN, w->arena))
        buf_addf(w->out, "  nothing %s%s\n",
                 found->differing_count ? "but time stamps and places" : "that the runs tell of",
                 found->differing_count && !w->part->all ? " (--all lists them)" : "");
    for (size_t i = 0; i < found->finding_count; i++)
        add_wrapped(w->out, 2,
                    arena_printf(w->arena, "%s: %s", differing_name(found->findings[i].kind),
                                 found->findings[i].text));
    write_settings(w);
}

/* ---- figures ---- */

/* Why figures are not tested, or what is to be thought of their test: each sentence once. */
static void write_whys(const struct writing *w, enum compare_family family)
{
    const struct comparison *comparison = w->comparison;
    const char *said[8] = {NULL};
    size_t count = 0;

    for (size_t i = comparison->first[family]; i < comparison->first[family + 1]; i++) {
        const struct compare_row *row = &comparison->rows[i];
        bool had = !row->why;

        for (size_t k = 0; k < count && !had; k++)
            had = strcmp(said[k], row->why) == 0;
        if (had || count == sizeof(said) / sizeof(said[0]))
            continue;
        said[count++] = row->why;
        add_wrapped(w->out, 2, arena_printf(w->arena, "%s: %s", row->title, row->why));
    }
}

/* Of the one row that stands for all. */
static void write_detail(const struct writing *w, enum compare_family family)
{
    const struct compare_row *row = w->comparison->headline;
    const char *text = row ? compare_detail_text(w->comparison, row, w->arena) : "";

    if (row && row->family == family && text[0])
        add_wrapped(w->out, 2, text);
}

static void write_family(const struct writing *w, enum compare_family family)
{
    size_t hidden;
    const struct sheet *sheet =
        compare_shown_rows(w->comparison, family, w->part->all, w->arena, &hidden);

    if (family == FAMILY_PARTS && compare_no_parts_text(w->comparison, w->arena)) {
        buf_add_char(w->out, '\n');
        add_wrapped(w->out, 2, compare_no_parts_text(w->comparison, w->arena));
    }
    if (!sheet)
        return;
    buf_add_char(w->out, '\n');
    compare_table_write(sheet, compare_shown_title(w->comparison, family, w->arena),
                        1.0 - w->comparison->options.alpha, w->arena, w->out);
    if (hidden)
        buf_addf(w->out, "  %s more without a proven difference (--all lists them)\n",
                 fmt_counted(w->arena, hidden, "row"));
    write_whys(w, family);
    write_detail(w, family);
    if (compare_shown_doubt(w->comparison, family))
        buf_add_c(w->out, "  ! a claim of this figure does not hold in one of the runs\n");
}

/* ---- single samples ---- */

static void write_square(const struct writing *w)
{
    static const char *const titles[] = {"Pairs", "both right", "fixed", "broken", "both wrong"};
    struct table *table = table_new(w->arena, "lrrrr", titles);
    bool any = false;

    for (size_t i = 0; i < w->comparison->set_count; i++) {
        const struct compare_set *set = &w->comparison->sets[i];

        if (!set->state)
            continue;
        any = true;
        table_cell(table, set->name[0] ? set->name : "all");
        table_cell(table, fmt_count(w->arena, set->counts.both_right));
        table_cell(table, fmt_count(w->arena, set->counts.fixed));
        table_cell(table, fmt_count(w->arena, set->counts.broken));
        table_cell(table, fmt_count(w->arena, set->counts.both_wrong));
    }
    if (!any)
        return;
    buf_add_char(w->out, '\n');
    table_write(table, 2, 24, w->out);
}

/* "happy"; of what has no labels the error, or whether it is right. */
static const char *answer(const struct sheet *sheet, size_t row, enum pair_state right,
                          const char *label, const char *error)
{
    const char *text = sheet_get_text(sheet, row, label);

    if (text[0])
        return text;
    if (strcmp(sheet_get_text(sheet, row, "flip"), pair_state_name(right)) == 0)
        return "right";
    text = sheet_get_text(sheet, row, error);
    return text[0] ? text : "wrong";
}

static void write_flips(const struct writing *w)
{
    static const char *const titles[] = {"Sample", "flip", "truth", "A", "B"};
    const struct sheet *sheet = sheet_compare_flips(w->comparison, w->part->flips, w->arena);
    struct table *table = table_new(w->arena, "lllll", titles);
    uint64_t all = sheet_compare_flip_count(w->comparison);

    for (size_t i = 0; sheet && i < sheet_rows(sheet); i++) {
        const char *set = sheet_get_text(sheet, i, "set"), *id = sheet_get_text(sheet, i, "id");
        const char *layer = sheet_get_text(sheet, i, "layer");

        if (set[0] || layer[0])
            id = arena_printf(w->arena, "%s %s %s", id, set, layer);
        table_cell(table, compare_cut(id, 40, w->arena));
        table_cell(table, sheet_get_text(sheet, i, "flip"));
        table_cell(table, compare_cut(sheet_get_text(sheet, i, "truth"), 16, w->arena));
        table_cell(table, compare_cut(answer(sheet, i, PAIR_BROKEN, "a", "error_a"), 16, w->arena));
        table_cell(table, compare_cut(answer(sheet, i, PAIR_FIXED, "b", "error_b"), 16, w->arena));
    }
    if (!sheet)
        return;
    buf_add_char(w->out, '\n');
    table_write(table, 2, 0, w->out);
    if (sheet_rows(sheet) < all)
        buf_addf(w->out, "  %s more flips (--flips all lists them)\n",
                 fmt_count(w->arena, all - sheet_rows(sheet)));
}

static void write_unmatched(const struct writing *w)
{
    const struct sheet *sheet =
        sheet_compare_unmatched(w->comparison, w->part->all ? SIZE_MAX : UNMATCHED_MOST, w->arena);
    struct table *table = table_new(w->arena, "lll", NULL);

    for (size_t i = 0; sheet && i < sheet_rows(sheet); i++) {
        const char *set = sheet_get_text(sheet, i, "set");
        const char *layer = sheet_get_text(sheet, i, "layer");
        const char *id = sheet_get_text(sheet, i, "id");

        table_cellf(table, "only in %s", sheet_get_text(sheet, i, "side"));
        table_cell(table, id[0] ? compare_cut(id, 60, w->arena) : "(without an id)");
        table_cellf(table, "%s%s%s", compare_cut(set, 12, w->arena), layer[0] ? " layer " : "",
                    layer);
    }
    if (!sheet)
        return;
    add_heading(w->out, w->part->all ? "Unmatched samples"
                                     : "Unmatched samples (the first of them; --all lists all)");
    table_write(table, 2, 0, w->out);
}

/* ---- gate and method ---- */

static void write_gate(const struct writing *w)
{
    const struct gate *gate = w->part->gate;

    if (!gate)
        return;
    add_heading(w->out, "Gate");
    for (size_t i = 0; i < gate->count; i++) {
        const struct gate_finding *finding = &gate->findings[i];
        const char *tier = policy_tier_name(finding->rule->tier);

        add_hanging(w->out,
                    arena_printf(w->arena, "  %-12s  ", gate_verdict_name(finding->verdict)),
                    arena_printf(w->arena, "%s (%s): %s", finding->title, tier, finding->why));
    }
}

static void write_method(const struct writing *w)
{
    const char *const *texts = compare_method_texts(w->comparison, w->arena);

    add_heading(w->out, "Method");
    for (size_t i = 0; texts[i]; i++)
        add_wrapped(w->out, 2, texts[i]);
}

/* ---- the writer ---- */

static void begin(struct compare_output *output)
{
    (void)output;
}

static void add(struct compare_output *output, const struct compare_part *part)
{
    struct writing w = {part, part->comparison, arena_new(), &output->body};

    if (output->count)
        buf_add_char(w.out, '\n');
    write_head(&w);
    write_differs(&w);
    for (int family = 0; family < COMPARE_FAMILIES; family++)
        write_family(&w, (enum compare_family)family);
    write_square(&w);
    write_flips(&w);
    write_unmatched(&w);
    write_gate(&w);
    write_method(&w);
    arena_free(w.arena);
}

static void finish(struct compare_output *output, const struct compare_summary *summary,
                   struct buf *text)
{
    if (summary->overview) {
        compare_table_write(compare_shown_overview(summary->overview, output->arena), "Overview",
                            output->level, output->arena, text);
        buf_add_c(text, "  p Holm: corrected over this table\n\n");
    }
    buf_add_str(text, buf_str(&output->body));
    if (summary->mode != GATE_OFF || summary->code_count) {
        buf_addf(text, "\n%s\n", compare_exit_text(summary, output->arena));
        if (summary->code_count > 1)
            buf_add_c(text, "of those that hold the first of 2, 1, 3, 4, 5, 6 is returned\n");
    }
}

const struct compare_writer compare_writer_text = {
    .name = "text",
    .begin = begin,
    .add = add,
    .finish = finish,
};
