#include <assay/report/json_run.h>

#include <assay/base/path.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_run.h>

#include <math.h>

static void content_names(struct json_out *json, unsigned content)
{
    static const struct {
        unsigned bit;
        const char *name;
    } names[] = {
        {RUN_HAS_SAMPLES, "samples"},   {RUN_HAS_LABELS, "labels"}, {RUN_HAS_SCORES, "scores"},
        {RUN_HAS_OUTCOMES, "outcomes"}, {RUN_HAS_MATRIX, "matrix"}, {RUN_HAS_CLASSES, "classes"},
        {RUN_HAS_LAYERS, "layers"},     {RUN_HAS_CURVE, "curve"},   {RUN_HAS_TASKS, "tasks"},
        {RUN_HAS_CLAIMS, "claims"},
    };

    json_out_open(json, "content", '[');
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (content & names[i].bit)
            json_out_text(json, NULL, names[i].name);
    json_out_close(json);
}

void json_identity(struct json_out *json, const struct run *run)
{
    struct arena *arena = arena_new();

    json_out_text(json, "id", run_id(run));
    json_out_text(json, "title", run_title(run));
    json_out_text(json, "format", run_format(run));
    json_out_text(json, "dialect", run_dialect(run));
    json_out_text(json, "reason", run_reason(run));
    json_out_text(json, "root", json->in_report ? path_base(arena, run_root(run)) : run_root(run));
    json_out_text(json, "model", run_model(run));
    json_out_text(json, "time", run_time(run, arena));
    content_names(json, run_content(run));
    arena_free(arena);
}

void json_tally(struct json_out *json, const struct audit *audit)
{
    static const char *const keys[VERDICT_COUNT] = {
        [VERDICT_AGREES] = "agrees",           [VERDICT_ALLOWED] = "allowed",
        [VERDICT_DIFFERS] = "differs",         [VERDICT_NO_EVIDENCE] = "no_evidence",
        [VERDICT_NOT_CLAIMED] = "not_claimed",
    };

    json_out_open(json, "tally", '{');
    for (int v = 0; v < VERDICT_COUNT; v++)
        json_out_count(json, keys[v], audit->tally[v]);
    json_out_close(json);
}

void json_headline(struct json_out *json, const struct assessed *input)
{
    double value = NAN;
    const struct metric *metric = headline_metric(input, &value);

    if (!metric) {
        json_out_text(json, "headline", NULL);
        return;
    }
    json_out_open(json, "headline", '{');
    json_out_text(json, "metric", metric->name);
    json_out_text(json, "title", metric->title);
    json_out_number(json, "value", value);
    json_out_close(json);
}

/* ---- findings ---- */

static void json_quantity(struct json_out *json, const struct quantity *what)
{
    json_out_text(json, "metric", what->metric);
    json_out_text(json, "subject", what->subject);
    json_out_text(json, "set", what->set);
    json_out_text(json, "split", what->split);
    json_out_number(json, "at", what->at);
}

static void json_says(struct json_out *json, const struct claim *claim)
{
    json_out_text(json, "printed", claim->printed);
    if (claim->kind == CLAIM_TEXT)
        json_out_text(json, "says", claim->printed);
    else
        json_out_number(json, "says", claim->value);
}

static void json_value(struct json_out *json, const struct finding *finding)
{
    const struct figure *figure = &finding->figure;

    if (finding->claim->kind == CLAIM_TEXT)
        json_out_text(json, "recomputed", figure->evidence == EVIDENCE_NONE ? NULL : figure->text);
    else
        json_out_number(json, "recomputed", figure->value);
}

static void json_count_or_null(struct json_out *json, const char *key, uint64_t count)
{
    if (count)
        json_out_count(json, key, count);
    else
        json_out_text(json, key, NULL);
}

static void json_finding(struct json_out *json, const struct run *run,
                         const struct finding *finding)
{
    const struct claim *claim = finding->claim;
    const struct figure *figure = &finding->figure;
    char mark[2] = {verdict_mark(finding->verdict), '\0'};

    json_out_open(json, NULL, '{');
    json_out_text(json, "claim", claim->name);
    json_out_text(json, "file", claim->file == FILE_NONE ? NULL : run_file_path(run, claim->file));
    json_count_or_null(json, "line", claim->line);
    json_quantity(json, &claim->what);
    json_says(json, claim);
    json_value(json, finding);
    json_out_text(json, "verdict", mark);
    json_out_text(json, "why", finding->why);
    json_out_text(json, "evidence",
                  figure->evidence == EVIDENCE_NONE ? NULL : evidence_name(figure->evidence));
    json_out_text(json, "how", figure->how);
    json_count_or_null(json, "n", figure->n);
    json_out_number(json, "nearest", figure->nearest);
    json_out_text(json, "nearest_how", figure->nearest_how);
    json_out_text(json, "formula", finding->metric ? finding->metric->formula : NULL);
    json_out_close(json);
}

void json_claims(struct json_out *json, const struct audit *audit)
{
    json_out_open(json, "claims", '[');
    for (size_t i = 0; i < audit->count; i++)
        json_finding(json, audit->run, &audit->findings[i]);
    json_out_close(json);
}

/* ---- sheets ---- */

static void json_cell(struct json_out *json, const char *key, const struct cell *cell)
{
    if (cell->kind == CELL_NUMBER)
        json_out_number(json, key, cell->number);
    else
        json_out_text(json, key, cell->kind == CELL_TEXT ? cell->text : NULL);
}

void json_sheet(struct json_out *json, const struct sheet *sheet)
{
    json_out_open(json, sheet->name, '[');
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        json_out_open(json, NULL, '{');
        for (size_t c = 0; c < sheet->column_count; c++)
            json_cell(json, sheet->columns[c].key, sheet_cell(sheet, row, c));
        json_out_close(json);
    }
    json_out_close(json);
}
