#include <assay/report/xlsx_overview.h>

#ifdef ASSAY_XLSXWRITER

#include <assay/base/fmt.h>
#include <assay/report/compare_shown.h>
#include <assay/report/groups_writer.h>
#include <assay/report/xlsx_text.h>
#include <assay/session/headline.h>

#include <math.h>
#include <string.h>

enum { META_ROWS_MOST = 2000, COLUMNS = 3 };

struct writing {
    struct xlsx_table *table;
    struct arena *arena;
    size_t meta_rows;
};

static const struct xlsx_style bold = {.bold = true};

static void fill_row(struct writing *w)
{
    while (w->table->column)
        xlsx_table_none(w->table);
}

static void say(struct writing *w, const char *what, const char *text)
{
    if (!text || !text[0])
        return;
    xlsx_table_text(w->table, str_of(what), &bold);
    xlsx_table_text(w->table, str_of(text), NULL);
    fill_row(w);
}

static void say_both(struct writing *w, const char *what, const char *a, const char *b)
{
    xlsx_table_text(w->table, str_of(what), &bold);
    xlsx_table_text(w->table, str_of(a ? a : ""), NULL);
    xlsx_table_text(w->table, str_of(b ? b : ""), NULL);
    fill_row(w);
}

static void add_number(struct writing *w, const struct metric *metric, double number)
{
    const struct xlsx_style style = {.format = xlsx_number_format(metric, number, '\0', w->arena)};

    xlsx_table_number(w->table, number, &style);
}

static void say_number(struct writing *w, const char *what, const struct metric *metric,
                       double number)
{
    xlsx_table_text(w->table, str_of(what), &bold);
    add_number(w, metric, number);
    fill_row(w);
}

static void gap(struct writing *w)
{
    xlsx_table_none(w->table);
    fill_row(w);
}

/* ---- metadata ---- */

static void meta_row(struct writing *w, const char *path, const struct meta *node)
{
    double number = meta_number(node);
    struct str text = meta_scalar(node);
    /* Excel keeps 15 digits: a longer whole number is a name. */
    size_t most = number == floor(number) ? 15 : 24;

    if (++w->meta_rows > META_ROWS_MOST)
        return;
    xlsx_table_text(w->table, str_of(path), NULL);
    if (isfinite(number) && text.len <= most)
        xlsx_table_number(w->table, number, NULL);
    else
        xlsx_table_text(w->table, text, NULL);
    fill_row(w);
}

/* A row a value, by its path: "training.lora.rank". */
static void meta_rows(struct writing *w, const char *path, const struct meta *node, int depth)
{
    size_t index = 0;

    if ((node->kind != META_MAP && node->kind != META_LIST) || depth == 0) {
        meta_row(w, path, node);
        return;
    }
    for (const struct meta *child = node->first; child; child = child->next, index++) {
        const char *key = child->key ? child->key : arena_printf(w->arena, "%zu", index);

        meta_rows(w, path[0] ? arena_printf(w->arena, "%s.%s", path, key) : key, child, depth - 1);
    }
}

static void say_metadata(struct writing *w, const struct run *run)
{
    const struct meta *meta = run_meta(run);

    if (meta->count == 0)
        return;
    gap(w);
    say(w, "Metadata", "as the files have it");
    meta_rows(w, "", meta, 16);
    if (w->meta_rows > META_ROWS_MOST)
        say(w, "…",
            arena_printf(w->arena, "and %s more",
                         fmt_count(w->arena, w->meta_rows - META_ROWS_MOST)));
}

/* ---- one run ---- */

static void say_tally(struct writing *w, const struct audit *audit)
{
    for (int v = 0; v <= VERDICT_NO_EVIDENCE; v++) {
        const struct xlsx_style style = {.fill = xlsx_mark_fill(verdict_mark((enum verdict)v)),
                                         .format = "#,##0"};

        xlsx_table_text(w->table,
                        str_of(arena_printf(w->arena, "Claims %c %s", verdict_mark((enum verdict)v),
                                            verdict_name((enum verdict)v))),
                        &bold);
        xlsx_table_number(w->table, (double)audit->tally[v], &style);
        fill_row(w);
    }
}

static void say_run(struct writing *w, const struct assessed *input)
{
    const struct run *run = input->run;
    double value;
    const struct metric *headline = headline_metric(input, &value);

    say(w, "Run", run_id(run));
    if (strcmp(run_title(run), run_id(run)) != 0)
        say(w, "Title", run_title(run));
    say(w, "Format", run_format(run));
    say(w, "Dialect", run_dialect(run));
    say(w, "Model", run_model(run));
    say(w, "Time", run_time(run, w->arena));
    if (headline_samples(input))
        say_number(w, "Samples", metric_of_unit(UNIT_COUNT), (double)headline_samples(input));
    if (headline)
        say_number(w, headline->title, headline, value);
    say_tally(w, input->audit);
    say_metadata(w, run);
}

/* ---- a pair ---- */

static void say_headline(struct writing *w, const struct compare_row *row)
{
    xlsx_table_text(w->table, str_of(row->title), &bold);
    add_number(w, row->metric, row->a);
    add_number(w, row->metric, row->b);
    fill_row(w);
    say_number(w, "Delta, B - A", row->metric, row->delta);
    say(w, "Outcome", compare_outcome_text(row, w->arena));
}

static void say_gate(struct writing *w, const struct gate *gate)
{
    size_t counts[GATE_VERDICTS] = {0};

    if (!gate)
        return;
    for (size_t i = 0; i < gate->count; i++)
        counts[gate->findings[i].verdict]++;
    say(w, "Gate", gate->regressed ? "regressed" : gate->inconclusive ? "inconclusive" : "passed");
    for (int v = 0; v < GATE_VERDICTS; v++)
        say_number(w, arena_printf(w->arena, "Rules %s", gate_verdict_name((enum gate_verdict)v)),
                   metric_of_unit(UNIT_COUNT), (double)counts[v]);
}

static void say_pair(struct writing *w, const struct topic *topic)
{
    const struct comparison *comparison = topic->comparison;
    const struct run *a = comparison->a.run, *b = comparison->b.run;

    say_both(w, "Run", run_id(a), run_id(b));
    say_both(w, "Format", run_format(a), run_format(b));
    say_both(w, "Model", run_model(a), run_model(b));
    say_both(w, "Time", run_time(a, w->arena), run_time(b, w->arena));
    if (comparison->headline)
        say_headline(w, comparison->headline);
    say_gate(w, topic->gate);
    say(w, "Not paired", comparison->unpaired_why);
    for (size_t i = 0; i < comparison->set_count; i++)
        say(w, "Pairs", compare_pairing_text(&comparison->sets[i], w->arena));
    for (const char *const *text = compare_method_texts(comparison, w->arena); *text; text++)
        say(w, "Method", *text);
}

/* ---- many runs ---- */

static void say_many(struct writing *w, const struct many_runs *many)
{
    say(w, "Runs", groups_summary(many->groups, w->arena));
    if (many->findings->trend_count)
        say(w, "Trends over time", groups_trend_count(many->findings, w->arena));
    for (size_t i = 0; i < many->boards->count; i++)
        say(w, arena_printf(w->arena, "Leaderboard %zu", i + 1),
            groups_board_tests(many->boards->boards[i].leaders, w->arena));
}

/* ---- the other sheets ---- */

static const char *piece_text(const struct xlsx_piece *piece, struct arena *arena)
{
    if (piece->text)
        return piece->text;
    if (piece->first == 0 && !piece->goes_on)
        return fmt_counted(arena, piece->rows, "row");
    return arena_printf(arena, "rows %s to %s%s", fmt_count(arena, piece->first + 1),
                        fmt_count(arena, piece->first + piece->rows),
                        piece->goes_on ? "; goes on in the next sheet" : "");
}

static void say_sheets(struct writing *w)
{
    const struct xlsx_tables *tables = w->table->tables;
    size_t cut = xlsx_book_cut(tables->book);

    gap(w);
    for (size_t i = 1; i < tables->count; i++)
        say(w, arena_printf(w->arena, "Sheet %s", tables->pieces[i].name),
            piece_text(&tables->pieces[i], w->arena));
    if (cut)
        say(w, "Cut",
            arena_printf(
                w->arena, "%s than a cell holds, %d characters",
                cut == 1 ? "one text was longer"
                         : arena_printf(w->arena, "%s texts were longer", fmt_count(w->arena, cut)),
                XLSX_TEXT_MOST));
}

void xlsx_overview_begin(struct xlsx_table *table, struct xlsx_tables *tables,
                         const struct topic *topic)
{
    static const char *const alone[] = {"What", "Value"};
    static const char *const both[] = {"What", "A", "B"};

    if (topic->kind == TOPIC_PAIR)
        xlsx_table_begin(table, tables, "overview", both, COLUMNS);
    else
        xlsx_table_begin(table, tables, "overview", alone, COLUMNS - 1);
}

void xlsx_overview_end(struct xlsx_table *table, const struct topic *topic, const char *const *said)
{
    struct writing w = {.table = table, .arena = arena_new()};

    if (topic->kind == TOPIC_RUN)
        say_run(&w, topic->figures->input);
    else if (topic->kind == TOPIC_PAIR)
        say_pair(&w, topic);
    else
        say_many(&w, topic->many);
    say_sheets(&w);
    for (; said && *said; said++)
        say(&w, "Left out", *said);
    xlsx_table_end(table);
    arena_free(w.arena);
}

#endif
