#include <assay/session/sheet_run.h>

#include <math.h>

const char *run_file_path(const struct run *run, uint32_t file)
{
    size_t count;
    const struct run_file *files = run_files(run, &count);

    return file < count ? files[file].path : "";
}

const char *note_kind_name(enum note_kind kind)
{
    static const char *const names[] = {
        [NOTE_GUESSED] = "guessed",
        [NOTE_SKIPPED] = "skipped",
        [NOTE_ODD] = "odd",
        [NOTE_BROKEN] = "broken",
    };

    return names[kind];
}

const char *metric_unit_name(enum metric_unit unit)
{
    static const char *const names[] = {
        [UNIT_SHARE] = "share",
        [UNIT_COUNT] = "count",
        [UNIT_RATIO] = "ratio",
        [UNIT_LAYER] = "layer",
        [UNIT_NATS] = "nats",
        [UNIT_PER_TOKEN] = "nats per token",
        [UNIT_PERPLEXITY] = "perplexity",
        [UNIT_TOKENS] = "tokens",
        [UNIT_SECONDS] = "seconds",
        [UNIT_TEXT] = "name",
    };

    return names[unit];
}

/* 0 stands for "unknown" or "none". */
static void add_positive(struct sheet *sheet, uint64_t count)
{
    if (count)
        sheet_count(sheet, count);
    else
        sheet_none(sheet);
}

static void add_at(struct sheet *sheet, double at)
{
    if (isnan(at))
        sheet_none(sheet);
    else
        sheet_number(sheet, NULL, at);
}

/* ---- claims ---- */

static void add_evidence(struct sheet *sheet, const struct finding *finding)
{
    if (finding->figure.evidence == EVIDENCE_NONE)
        sheet_none(sheet);
    else if (finding->claim->kind == CLAIM_TEXT)
        sheet_text(sheet, finding->figure.text);
    else
        sheet_number(sheet, finding->metric, finding->figure.value);
}

static void add_claim(struct sheet *sheet, const struct run *run, const struct finding *finding)
{
    const struct claim *claim = finding->claim;
    char mark[2] = {verdict_mark(finding->verdict), '\0'};

    sheet_text(sheet, run_file_path(run, claim->file));
    add_positive(sheet, claim->line);
    sheet_text(sheet, claim->name);
    sheet_text(sheet, claim->what.metric);
    sheet_text(sheet, claim->what.subject);
    sheet_text(sheet, claim->what.set);
    sheet_text(sheet, claim->what.split);
    add_at(sheet, claim->what.at);
    sheet_text(sheet, claim->printed);
    add_evidence(sheet, finding);
    add_positive(sheet, finding->figure.n);
    sheet_text(sheet, mark);
    sheet_text(sheet, finding->why);
}

const struct sheet *sheet_claims(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"file", "File"},
        {"line", "Line"},
        {"claim", "Claim"},
        {"metric", "Metric"},
        {"subject", "Subject"},
        {"set", "Set"},
        {"split", "Split"},
        {"at", "At"},
        {"says", "Says"},
        {"recomputed", "Evidence"},
        {"n", "n"},
        {"verdict", "Verdict"},
        {"why", "Why"},
        {NULL, NULL},
    };
    const struct audit *audit = figures->input->audit;
    struct sheet *sheet = sheet_new(figures->arena, "claims", "Claims", columns);

    for (size_t i = 0; i < audit->count; i++)
        add_claim(sheet, figures->input->run, &audit->findings[i]);
    return audit->count ? sheet : NULL;
}

/* ---- metrics ---- */

static void add_metric(struct sheet *sheet, const struct figures *figures,
                       const struct quantity *what)
{
    const struct metric *metric = metric_find(what->metric);
    struct figure figure;

    if (!figures_get(figures, what, &figure))
        return;
    sheet_text(sheet, what->metric);
    sheet_text(sheet, metric ? metric->title : what->metric);
    sheet_text(sheet, what->subject);
    sheet_text(sheet, what->set);
    sheet_text(sheet, what->split);
    add_at(sheet, what->at);
    if (figure.text)
        sheet_text(sheet, figure.text);
    else
        sheet_number(sheet, metric, figure.value);
    sheet_mark(sheet, figures_mark(figures, what));
    sheet_text(sheet, metric ? metric_unit_name(metric->unit) : NULL);
    add_positive(sheet, figure.n);
    sheet_text(sheet, evidence_name(figure.evidence));
    sheet_text(sheet, figure.how);
}

/* Of the whole run, of each set where there are several, and of each split. */
static void add_metric_of_sets(struct sheet *sheet, const struct figures *figures,
                               const struct metric *metric)
{
    const struct run *run = figures->input->run;
    struct quantity what = QUANTITY(metric->name);
    size_t sets = run_samples_count(run);

    add_metric(sheet, figures, &what);
    for (size_t i = 0; i < sets && sets > 1; i++) {
        what.set = run_samples(run, i)->name;
        add_metric(sheet, figures, &what);
    }
    what.set = NULL;
    for (size_t i = 0; i < run_split_count(run); i++) {
        what.split = run_split(run, (uint16_t)i);
        add_metric(sheet, figures, &what);
    }
}

/* A fact of the whole run whose name the registry has is among the metrics already. */
static void add_facts(struct sheet *sheet, const struct figures *figures)
{
    size_t count;
    const struct fact *facts = run_facts(figures->input->run, &count);

    for (size_t i = 0; i < count; i++)
        if (facts[i].what.subject || !isnan(facts[i].what.at) || !metric_find(facts[i].what.metric))
            add_metric(sheet, figures, &facts[i].what);
}

/* Samples of many layers, pooled, have no accuracy that means anything. */
static bool applies(const struct metric *metric, unsigned content)
{
    unsigned needs = metric->needs_any;

    if (content & RUN_HAS_LAYERS)
        return needs == 0 || (needs & RUN_HAS_LAYERS);
    return needs == 0 || (needs & content);
}

const struct sheet *sheet_metrics(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"metric", "Name"},       {"title", "Metric"}, {"subject", "Subject"},
        {"set", "Set"},           {"split", "Split"},  {"at", "At"},
        {"value", "Value"},       {"unit", "Unit"},    {"n", "n"},
        {"evidence", "Evidence"}, {"how", "How"},      {NULL, NULL},
    };
    unsigned content = run_content(figures->input->run);
    struct sheet *sheet = sheet_new(figures->arena, "metrics", "Metrics", columns);
    const struct metric *metric;

    for (size_t i = 0; (metric = metric_at(i)); i++)
        if (applies(metric, content))
            add_metric_of_sets(sheet, figures, metric);
    add_facts(sheet, figures);
    return sheet->cell_count ? sheet : NULL;
}

/* ---- notes and files ---- */

const struct sheet *sheet_notes(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"kind", "Kind"}, {"file", "File"},   {"line", "Line"},
        {"text", "Note"}, {"count", "Times"}, {NULL, NULL},
    };
    const struct run *run = figures->input->run;
    struct sheet *sheet = sheet_new(figures->arena, "notes", "Notes", columns);
    size_t count;
    const struct note *notes = run_notes(run, &count);

    for (size_t i = 0; i < count; i++) {
        sheet_text(sheet, note_kind_name(notes[i].kind));
        sheet_text(sheet, run_file_path(run, notes[i].file));
        add_positive(sheet, notes[i].line);
        sheet_text(sheet, notes[i].text);
        sheet_count(sheet, notes[i].count);
    }
    return count ? sheet : NULL;
}

const struct sheet *sheet_files(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"path", "File"}, {"kind", "Read as"}, {"bytes", "Bytes"}, {NULL, NULL}};
    struct sheet *sheet = sheet_new(figures->arena, "files", "Files", columns);
    size_t count;
    const struct run_file *files = run_files(figures->input->run, &count);

    for (size_t i = 0; i < count; i++) {
        sheet_text(sheet, files[i].path);
        sheet_text(sheet, files[i].kind);
        sheet_count(sheet, files[i].bytes);
    }
    return count ? sheet : NULL;
}
