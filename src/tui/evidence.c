#include <assay/tui/evidence.h>

#include <assay/base/fmt.h>
#include <assay/session/finding_text.h>
#include <assay/session/sheet_run.h>
#include <assay/tui/evidence_rows.h>
#include <assay/tui/quantity_text.h>
#include <assay/tui/view_evidence.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

_Static_assert((int)QUANTITY_ROOM <= (int)OPENING_TEXT, "a quantity fits into an opening");

enum { KEY_ROOM = 13, TIES_MOST = 12 };

/* ---- what the panel says ---- */

struct writer {
    const struct assessed *input;
    const struct evidence_of *of;
    struct figure figure;
    const struct metric *metric;
    struct prose *prose;
    struct arena *arena;
};

static void pair(const struct writer *w, const char *key, unsigned style, const char *value)
{
    if (value && *value)
        prose_pair(w->prose, key, KEY_ROOM, style, str_of(value));
}

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

/* "Recall of happy, set audio, split test, layer 5" */
static void write_title(const struct writer *w)
{
    const struct quantity *what = &w->of->what;
    const char *at = run_content(w->input->run) & RUN_HAS_LAYERS ? "layer" : "at";

    prose_text(w->prose, 0, ROLE_HEAD, str_of(w->metric ? w->metric->title : what->metric));
    if (what->subject)
        prose_addf(w->prose, ROLE_HEAD, " of %s", subject_text(w));
    if (what->set)
        prose_addf(w->prose, ROLE_TEXT, ", set %s", what->set);
    if (what->split)
        prose_addf(w->prose, ROLE_TEXT, ", split %s", what->split);
    if (!isnan(what->at))
        prose_addf(w->prose, ROLE_TEXT, ", %s %g", at, what->at);
}

static void write_verdict(const struct writer *w)
{
    const struct finding *finding = w->of->finding;
    char mark = verdict_mark(finding ? finding->verdict : VERDICT_NOT_CLAIMED);
    const char *name = verdict_name(finding ? finding->verdict : VERDICT_NOT_CLAIMED);

    bool repeats = finding && str_starts(str_of(finding->why), name);

    prose_line(w->prose, 2);
    prose_addf(w->prose, role_verdict(mark) | STYLE_BOLD, "%c %s", mark,
               repeats ? finding->why : name);
    if (finding && finding->why[0] && !repeats)
        prose_addf(w->prose, ROLE_TEXT, " – %s", finding->why);
}

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

    prose_head(w->prose, "Claim");
    pair(w, "says", ROLE_TEXT | STYLE_BOLD, claim->printed);
    pair(w, "as", ROLE_TEXT, claim->name);
    pair(w, "in", ROLE_TEXT, place_of(w, claim));
    pair(w, "tolerance", ROLE_TEXT, tolerance_of(w, claim));
}

static void write_ties(const struct writer *w)
{
    const struct figure *figure = &w->figure;
    const char *text = "";

    for (size_t i = 0; i < figure->tie_count && i < TIES_MOST; i++)
        text = arena_printf(w->arena, "%s%s%g", text, i ? ", " : "", figure->ties[i]);
    if (figure->tie_count > TIES_MOST)
        text = arena_printf(w->arena, "%s and %zu more", text, figure->tie_count - TIES_MOST);
    pair(w, "ties with", ROLE_TEXT, text);
}

static void write_allowance(const struct writer *w)
{
    const struct figure *figure = &w->figure;

    if (figure->allowance > 0.0)
        pair(w, "allowance", ROLE_TEXT,
             arena_printf(w->arena, "%.3g, %s", figure->allowance,
                          figure->allowance_why ? figure->allowance_why
                                                : "the evidence is rounded"));
    if (figure->also_why)
        pair(w, "also", ROLE_TEXT,
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

    pair(w, "value", ROLE_TEXT | STYLE_BOLD, shown);
    if (strcmp(full, shown) != 0)
        pair(w, "in full", ROLE_TEXT, full);
    if (isnan(figure->value) && figure->zero_why)
        pair(w, "0 agrees", ROLE_TEXT, figure->zero_why);
}

static void write_figure(const struct writer *w)
{
    const struct figure *figure = &w->figure;

    prose_head(w->prose, "Recomputed");
    if (figure->evidence != EVIDENCE_NONE)
        write_value(w);
    pair(w, figure->evidence == EVIDENCE_NONE ? "none" : "how", ROLE_TEXT,
         figure->how || figure->evidence != EVIDENCE_NONE ? figure->how
                                                          : "no evidence of this in the run");
    if (figure->nearest_how)
        pair(w, "nearest", ROLE_TEXT,
             isnan(figure->nearest)
                 ? figure->nearest_how
                 : arena_printf(w->arena, "%s: %s",
                                metric_format(w->metric, figure->nearest, w->arena),
                                figure->nearest_how));
    if (figure->n)
        pair(w, "n", ROLE_TEXT, fmt_count(w->arena, figure->n));
    if (figure->evidence != EVIDENCE_NONE)
        pair(w, "evidence", ROLE_TEXT, evidence_name(figure->evidence));
    if (figure->file != FILE_NONE)
        pair(w, "in", ROLE_TEXT, run_file_path(w->input->run, figure->file));
    write_allowance(w);
}

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

    prose_head(w->prose, "Formula");
    if (!w->metric) {
        prose_text(w->prose, 0, ROLE_TEXT, STR("none: counted or read while loading"));
        return;
    }
    prose_text(w->prose, 0, ROLE_TEXT, str_of(w->metric->formula));
    pair(w, "after", ROLE_TEXT, w->metric->source);
    pair(w, "unit", ROLE_TEXT,
         arena_printf(w->arena, "%s%s%s%s", metric_unit_name(w->metric->unit),
                      range_of(w)[0] ? ", " : "", range_of(w), better[w->metric->better]));
    pair(w, "name", ROLE_DIM, w->metric->name);
}

static void write_rows(const struct writer *w)
{
    struct opening opening = {.set = 0};
    const struct samples *samples;

    if (!(run_content(w->input->run) & RUN_HAS_SAMPLES) || w->figure.evidence != EVIDENCE_SAMPLES)
        return;
    if (!evidence_rows(w->input, &w->of->what, &opening))
        return;
    samples = run_samples(w->input->run, opening.set);
    prose_head(w->prose, "Rows behind it");
    prose_text(w->prose, 0, ROLE_TEXT,
               str_of(arena_strdup(w->arena, opening.filter[0] ? opening.filter : "all samples")));
    if (samples->name[0])
        prose_addf(w->prose, ROLE_DIM, " in %s", samples->name);
    prose_add(w->prose, ROLE_DIM, STR("  Enter opens them"));
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

struct prose *evidence_prose(const struct assessed *input, const struct evidence_of *of, int width,
                             struct arena *arena)
{
    struct writer w = {.input = input,
                       .of = of,
                       .metric = metric_find(of->what.metric),
                       .prose = prose_new(arena, width),
                       .arena = arena};

    find_figure(&w);
    write_title(&w);
    write_verdict(&w);
    if (of->finding)
        write_claim(&w);
    write_figure(&w);
    write_metric(&w);
    write_rows(&w);
    return w.prose;
}

/* ---- ways to it ---- */

static bool open_quantity(const struct view_context *context, const struct quantity *what,
                          size_t claim, struct opening *opening)
{
    /* A row of its own: what was chosen for another figure is not taken over. */
    struct opening found = {.view = &view_evidence,
                            .entry = context->entry,
                            .run = context->run_index,
                            .row = claim == SIZE_MAX ? 0 : claim};

    if (!what->metric || !quantity_write(what, claim, found.quantity))
        return false;
    *opening = found;
    return true;
}

bool evidence_of_finding(const struct view_context *context, const struct finding *finding,
                         struct opening *opening)
{
    size_t claim = (size_t)(finding - context->assessed->audit->findings);

    return open_quantity(context, &finding->claim->what, claim, opening);
}

bool evidence_opening(const struct view_context *context, const struct subject *subject,
                      struct opening *opening)
{
    if (!context->assessed)
        return false;
    if (subject->finding)
        return evidence_of_finding(context, subject->finding, opening);
    return subject->has_quantity && open_quantity(context, &subject->quantity, SIZE_MAX, opening);
}

enum effect evidence_open(const struct view_context *context, const struct subject *subject,
                          struct view_reply *reply)
{
    if (evidence_opening(context, subject, &reply->opening))
        return EFFECT_OPEN;
    snprintf(reply->message, sizeof(reply->message), "no figure stands under the cursor");
    return EFFECT_SAID;
}

void evidence_subject(const struct view_context *context, const struct finding *finding,
                      struct subject *subject)
{
    const struct claim *claim = finding->claim;

    subject->has_quantity = true;
    subject->quantity = claim->what;
    subject->finding = finding;
    subject->text = str_of(claim->printed);
    subject->value = finding->figure.value;
    subject->path = claim->file == FILE_NONE ? NULL : run_file_path(context->run, claim->file);
    subject->line = claim->line;
}
