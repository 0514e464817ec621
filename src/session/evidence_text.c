#include <assay/session/evidence_text.h>

#include <assay/base/fmt.h>
#include <assay/session/evidence_rows.h>
#include <assay/session/sheet_run.h>

#include <math.h>
#include <string.h>

enum { TIES_MOST = 12 };

struct writer {
    const struct assessed *input;
    const struct evidence_of *of;
    struct figure figure;
    const struct metric *metric;
    struct evidence_text *text;
    struct arena *arena;
};

static void add(const struct writer *w, enum evidence_line_kind kind, const char *key,
                const char *value)
{
    if (value && *value && w->text->count < EVIDENCE_LINES_MOST)
        w->text->lines[w->text->count++] = (struct evidence_line){kind, key, value};
}

static void head(const struct writer *w, const char *title)
{
    add(w, EVIDENCE_HEAD, NULL, title);
}

static void pair(const struct writer *w, const char *key, const char *value)
{
    add(w, EVIDENCE_PAIR, key, value);
}

/* ---- what it is of ---- */

/* "happy → angry" of a pair. */
static const char *subject_text(const struct writer *w)
{
    const struct quantity *what = &w->of->what;
    bool is_pair =
        strcmp(what->metric, "confusion_cell") == 0 || strcmp(what->metric, "confused_pair") == 0;
    struct str right = str_of(what->subject), left;

    if (!is_pair || !str_split(&right, '>', &left) || right.len == 0)
        return what->subject;
    return arena_printf(w->arena, "%.*s → %.*s", (int)left.len, left.ptr, (int)right.len,
                        right.ptr);
}

/* "Recall of happy" and ", set audio, split test, layer 5" */
static void write_title(const struct writer *w)
{
    const struct quantity *what = &w->of->what;
    const char *at = run_content(w->input->run) & RUN_HAS_LAYERS ? "layer" : "at";
    struct evidence_text *text = w->text;

    text->title = w->metric ? w->metric->title : what->metric;
    if (what->subject)
        text->title = arena_printf(w->arena, "%s of %s", text->title, subject_text(w));
    text->part = "";
    if (what->set)
        text->part = arena_printf(w->arena, "%s, set %s", text->part, what->set);
    if (what->split)
        text->part = arena_printf(w->arena, "%s, split %s", text->part, what->split);
    if (!isnan(what->at))
        text->part = arena_printf(w->arena, "%s, %s %g", text->part, at, what->at);
}

static void write_verdict(const struct writer *w)
{
    const struct finding *finding = w->of->finding;
    enum verdict verdict = finding ? finding->verdict : VERDICT_NOT_CLAIMED;
    const char *name = verdict_name(verdict);
    bool repeats = finding && str_starts(str_of(finding->why), name);

    w->text->mark = verdict_mark(verdict);
    w->text->verdict = repeats ? finding->why : name;
    w->text->why = finding && !repeats ? finding->why : "";
}

/* ---- the claim ---- */

static const char *place_of(const struct writer *w, const struct claim *claim)
{
    const char *path = run_file_path(w->input->run, claim->file);

    if (!*path)
        return "derived by the reader";
    if (!claim->line)
        return path;
    return arena_printf(w->arena, "%s:%u", path, (unsigned)claim->line);
}

static const char *shortest(const struct writer *w, double value)
{
    struct buf out = {.ptr = NULL};
    const char *text = "–";

    if (!isnan(value)) {
        fmt_shortest(&out, value);
        text = arena_strndup(w->arena, out.ptr, out.len);
    }
    buf_release(&out);
    return text;
}

/* Half a unit of the last digit, as the audit takes it. */
static const char *tolerance_of(const struct writer *w, const struct claim *claim)
{
    if (claim->kind == CLAIM_TEXT)
        return "the same words, upper or lower case";
    if (claim->decimals >= 12)
        return "printed in full: 1e-9 of its size";
    return arena_printf(w->arena, "%s, half a unit of the last printed digit",
                        shortest(w, 0.5 * pow(10.0, -claim->decimals)));
}

static void write_claim(const struct writer *w)
{
    const struct claim *claim = w->of->finding->claim;

    head(w, "Claim");
    add(w, EVIDENCE_MAIN, "says", claim->printed);
    pair(w, "as", claim->name);
    pair(w, "in", place_of(w, claim));
    pair(w, "tolerance", tolerance_of(w, claim));
}

/* ---- the figure ---- */

static void write_ties(const struct writer *w)
{
    const struct figure *figure = &w->figure;
    const char *text = "";

    for (size_t i = 0; i < figure->tie_count && i < TIES_MOST; i++)
        text = arena_printf(w->arena, "%s%s%g", text, i ? ", " : "", figure->ties[i]);
    if (figure->tie_count > TIES_MOST)
        text = arena_printf(w->arena, "%s and %zu more", text, figure->tie_count - TIES_MOST);
    pair(w, "ties with", text);
}

static void write_allowance(const struct writer *w)
{
    const struct figure *figure = &w->figure;

    if (figure->allowance > 0.0)
        pair(w, "allowance",
             arena_printf(w->arena, "%.3g, %s", figure->allowance,
                          figure->allowance_why ? figure->allowance_why
                                                : "the evidence is rounded"));
    if (figure->also_why)
        pair(w, "also",
             arena_printf(w->arena, "%s: %s", metric_format(w->metric, figure->also, w->arena),
                          figure->also_why));
    write_ties(w);
}

static void write_value(const struct writer *w)
{
    const struct figure *figure = &w->figure;
    const char *shown =
        figure->text ? figure->text : metric_format(w->metric, figure->value, w->arena);
    const char *full = figure->text ? "" : shortest(w, figure->value);

    add(w, EVIDENCE_MAIN, "value", shown);
    if (strcmp(full, shown) != 0)
        pair(w, "in full", full);
    if (isnan(figure->value) && figure->zero_why)
        pair(w, "0 agrees", figure->zero_why);
}

static void write_figure(const struct writer *w)
{
    const struct figure *figure = &w->figure;

    head(w, "Recomputed");
    if (figure->evidence != EVIDENCE_NONE)
        write_value(w);
    pair(w, figure->evidence == EVIDENCE_NONE ? "none" : "how",
         figure->how || figure->evidence != EVIDENCE_NONE ? figure->how
                                                          : "no evidence of this in the run");
    if (figure->nearest_how)
        pair(w, "nearest",
             isnan(figure->nearest)
                 ? figure->nearest_how
                 : arena_printf(w->arena, "%s: %s",
                                metric_format(w->metric, figure->nearest, w->arena),
                                figure->nearest_how));
    if (figure->n)
        pair(w, "n", fmt_count(w->arena, figure->n));
    if (figure->evidence != EVIDENCE_NONE)
        pair(w, "evidence", evidence_name(figure->evidence));
    if (figure->file != FILE_NONE)
        pair(w, "in", run_file_path(w->input->run, figure->file));
    write_allowance(w);
}

/* ---- the metric ---- */

static const char *range_of(const struct writer *w)
{
    const struct metric *m = w->metric;

    if (isnan(m->least) && isnan(m->most))
        return "";
    if (isnan(m->most))
        return arena_printf(w->arena, "at least %g", m->least);
    if (isnan(m->least))
        return arena_printf(w->arena, "at most %g", m->most);
    return arena_printf(w->arena, "%g to %g", m->least, m->most);
}

static void write_metric(const struct writer *w)
{
    static const char *const better[] = {[BETTER_HIGHER] = ", higher is better",
                                         [BETTER_LOWER] = ", lower is better",
                                         [BETTER_NEITHER] = ""};

    head(w, "Formula");
    if (!w->metric) {
        add(w, EVIDENCE_WORDS, NULL, "none: counted or read while loading");
        return;
    }
    add(w, EVIDENCE_WORDS, NULL, w->metric->formula);
    pair(w, "after", w->metric->source);
    pair(w, "unit",
         arena_printf(w->arena, "%s%s%s%s", metric_unit_name(w->metric->unit),
                      range_of(w)[0] ? ", " : "", range_of(w), better[w->metric->better]));
    add(w, EVIDENCE_NAME, "name", w->metric->name);
}

static void find_rows(const struct writer *w)
{
    if (run_content(w->input->run) & RUN_HAS_SAMPLES && w->figure.evidence == EVIDENCE_SAMPLES)
        w->text->rows = evidence_rows(w->input, &w->of->what, w->arena, &w->text->set);
}

/* As the audit computed it; else anew. */
static void find_figure(struct writer *w)
{
    uint32_t none = FILE_NONE;

    if (w->of->finding) {
        w->figure = w->of->finding->figure;
        return;
    }
    metric_compute(w->input->results, &w->of->what, none, w->arena, &w->figure);
}

struct evidence_text *evidence_text_of(const struct assessed *input, const struct evidence_of *of,
                                       struct arena *arena)
{
    struct writer w = {.input = input,
                       .of = of,
                       .metric = metric_find(of->what.metric),
                       .text = arena_zalloc(arena, 1, sizeof(*w.text)),
                       .arena = arena};

    find_figure(&w);
    write_title(&w);
    write_verdict(&w);
    if (of->finding)
        write_claim(&w);
    write_figure(&w);
    write_metric(&w);
    find_rows(&w);
    return w.text;
}
