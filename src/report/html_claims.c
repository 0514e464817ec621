#include <assay/report/html_claims.h>

#include <assay/base/fmt.h>
#include <assay/report/html_out.h>
#include <assay/report/rest.h>
#include <assay/session/evidence_text.h>
#include <assay/session/finding_text.h>
#include <assay/session/sheet_run.h>

enum {
    EVIDENCE_MOST = 200, /* claims with their evidence, besides those that differ */
    CLAIMS_MOST = 400,   /* of one verdict */
    CLAIM_TEXT_MOST = 300,
    CLAIM_BYTES = 60000, /* of one at most, before it is added */
    KEPT_BYTES = 2500,   /* of one as most are */
    KEPT_MOST = 250000,
};

static const struct {
    enum verdict verdict;
    const char *title, *id, *one, *many;
} parts[] = {
    {VERDICT_DIFFERS, "Claims that differ", "verdict-differs", "differs", "differ"},
    {VERDICT_ALLOWED, "Claims that agree with an allowance", "verdict-allowed",
     "agrees with an allowance", "agree with an allowance"},
    {VERDICT_NO_EVIDENCE, "Claims without evidence", "verdict-none", "without evidence",
     "without evidence"},
    {VERDICT_AGREES, "Claims that agree as printed", "verdict-agrees", "agrees as printed",
     "agree as printed"},
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

void html_tally(struct html_page *page, const struct audit *audit)
{
    if (!audit->count)
        return;
    buf_add_c(page->out, "<ul class=\"tally\">\n");
    for (size_t i = 0; i < PARTS; i++) {
        size_t count = audit->tally[parts[i].verdict];
        char mark = verdict_mark(parts[i].verdict);

        if (!count)
            continue;
        buf_addf(page->out,
                 "<li><a class=\"%s\" href=\"#%s\"><b>%s <span class=\"m\">%c</span></b> "
                 "<small>%s</small></a></li>\n",
                 html_mark_class(mark), parts[i].id, fmt_count(page->arena, count), mark,
                 count == 1 ? parts[i].one : parts[i].many);
    }
    buf_add_c(page->out, "</ul>\n");
}

/* ---- one claim ---- */

struct writing {
    struct html_page *page;
    struct buf *out;
    const struct assessed *input;
    size_t evidence; /* claims written with theirs, of verdicts that have a limit */
};

static void cell(const struct writing *w, const char *open, const char *text)
{
    buf_addf(w->out, "<%s>", open);
    html_cut(w->out, str_of(text), CLAIM_TEXT_MOST);
    buf_add_c(w->out, "</td>");
}

static void write_place(const struct writing *w, const struct claim *claim)
{
    buf_add_c(w->out, "<td>");
    html_cut(w->out, str_of(run_file_path(w->input->run, claim->file)), CLAIM_TEXT_MOST);
    if (claim->line)
        buf_addf(w->out, ":%u", (unsigned)claim->line);
    buf_add_c(w->out, "</td>");
}

static void write_row(const struct writing *w, const struct finding *finding)
{
    const struct claim *claim = finding->claim;
    bool is_text = claim->kind == CLAIM_TEXT;

    buf_add_c(w->out, "<tr class=\"row\"><th scope=\"row\">");
    html_mark(w->out, verdict_mark(finding->verdict));
    buf_add_c(w->out, "&nbsp;"); /* a mark does not stand alone on a line */
    html_cut(w->out, str_of(claim->name), CLAIM_TEXT_MOST);
    buf_add_c(w->out, "</th>");
    cell(w, is_text ? "td class=\"says\"" : "td class=\"n\"", claim_says(claim, w->page->arena));
    cell(w, is_text ? "td class=\"says\"" : "td class=\"n\"",
         finding_evidence(finding, w->page->arena));
    cell(w, "td class=\"n\"",
         finding->figure.n ? fmt_count(w->page->arena, finding->figure.n) : "");
    write_place(w, claim);
    buf_add_c(w->out, "</tr>\n");
}

/* Pairs stand in one list between the heads. */
static void write_line(const struct writing *w, const struct evidence_line *line, bool *in_list)
{
    bool is_pair = line->kind != EVIDENCE_HEAD && line->kind != EVIDENCE_WORDS;

    if (is_pair != *in_list)
        buf_add_c(w->out, is_pair ? "<dl class=\"facts\">\n" : "</dl>\n");
    *in_list = is_pair;
    if (is_pair) {
        buf_addf(w->out, "<dt>%s</dt><dd>", line->key);
        html_cut(w->out, str_of(line->value), HTML_TEXT_MOST);
        buf_add_c(w->out, "</dd>\n");
    } else {
        buf_add_c(w->out, line->kind == EVIDENCE_HEAD ? "<p class=\"head\">" : "<p>");
        html_cut(w->out, str_of(line->value), HTML_TEXT_MOST);
        buf_add_c(w->out, "</p>\n");
    }
}

static void write_rows_behind(const struct writing *w, const struct evidence_text *text)
{
    const char *set;

    if (!text->rows)
        return;
    set = run_samples(w->input->run, text->set)->name;
    buf_add_c(w->out, "<p class=\"head\">Rows behind it</p>\n<p><code>");
    html_cut(w->out, str_of(text->rows[0] ? text->rows : "all samples"), HTML_TEXT_MOST);
    buf_add_c(w->out, "</code>");
    if (set[0]) {
        buf_add_c(w->out, " in ");
        html_cut(w->out, str_of(set), CLAIM_TEXT_MOST);
    }
    buf_add_c(w->out, "</p>\n");
}

/* What the line to open says: why, or how the figure was had. */
static const char *headline_of(const struct finding *finding)
{
    if (finding->why[0])
        return finding->why;
    return finding->figure.how ? finding->figure.how : "evidence";
}

static void write_evidence(const struct writing *w, const struct finding *finding)
{
    struct evidence_of of = {finding->claim->what, finding};
    const struct evidence_text *text = evidence_text_of(w->input, &of, w->page->arena);
    bool in_list = false;

    buf_add_c(w->out, "<tr><td class=\"ev\" colspan=\"5\"><details><summary>");
    html_cut(w->out, str_of(headline_of(finding)), CLAIM_TEXT_MOST);
    buf_add_c(w->out, "</summary>\n<div class=\"evidence\">\n<p><strong>");
    html_cut(w->out, str_of(text->title), CLAIM_TEXT_MOST);
    buf_add_c(w->out, "</strong>");
    html_cut(w->out, str_of(text->part), CLAIM_TEXT_MOST);
    buf_addf(w->out, "<br><span class=\"%s\"><b class=\"m\">%c</b> ", html_mark_class(text->mark),
             text->mark);
    html_cut(w->out, str_of(text->verdict), HTML_TEXT_MOST);
    buf_add_c(w->out, "</span>");
    if (text->why[0]) {
        buf_add_c(w->out, " – ");
        html_cut(w->out, str_of(text->why), HTML_TEXT_MOST);
    }
    buf_add_c(w->out, "</p>\n");
    for (size_t i = 0; i < text->count; i++)
        write_line(w, &text->lines[i], &in_list);
    if (in_list)
        buf_add_c(w->out, "</dl>\n");
    write_rows_behind(w, text);
    buf_add_c(w->out, "</div></details></td></tr>\n");
}

/* ---- all of one verdict ---- */

static bool write_claim(struct writing *w, const struct finding *finding)
{
    bool has_limit = finding->verdict != VERDICT_DIFFERS;
    bool with_evidence = !has_limit || w->evidence < EVIDENCE_MOST;

    buf_add_c(w->out, "<tbody>\n");
    write_row(w, finding);
    if (with_evidence)
        write_evidence(w, finding);
    w->evidence += has_limit && with_evidence;
    buf_add_c(w->out, "</tbody>\n");
    return with_evidence;
}

/* How many claims stand in a table, and how many of them, the first ones, with their evidence. */
struct shown {
    size_t claims, evidence;
};

static struct shown write_claims(struct writing *w, enum verdict verdict)
{
    const struct audit *audit = w->input->audit;
    struct shown shown = {0, 0};

    for (size_t i = 0; i < audit->count && shown.claims < CLAIMS_MOST; i++) {
        if (audit->findings[i].verdict != verdict)
            continue;
        if (!html_page_has_room(w->page, CLAIM_BYTES))
            break;
        shown.evidence += write_claim(w, &audit->findings[i]);
        shown.claims++;
    }
    return shown;
}

static void say_left_out(const struct writing *w, const struct shown *shown, size_t count)
{
    struct arena *arena = w->page->arena;
    const char *rest = rest_in_table(w->page->input, "claims");

    if (shown->claims == 0)
        html_more(w->page, "%s left out; %s.", fmt_counted(arena, count, "claim"), rest);
    else if (shown->claims < count)
        html_more(w->page, "The first %s of %s; %s.", fmt_count(arena, shown->claims),
                  fmt_count(arena, count), rest);
    if (shown->evidence == 0 && shown->claims)
        html_more(w->page, "Evidence is left out here; assay open --view audit shows it.");
    else if (shown->evidence < shown->claims)
        html_more(w->page,
                  "The first %s have their evidence with them; assay open --view audit "
                  "shows it for all.",
                  fmt_count(arena, shown->evidence));
}

static void write_part(struct writing *w, size_t part)
{
    size_t count = w->input->audit->tally[parts[part].verdict];
    struct shown shown;

    if (!count)
        return;
    buf_addf(w->out, "<div id=\"%s\">\n", parts[part].id);
    html_heading_text(w->page, 3, parts[part].title);
    html_open_region(w->page, parts[part].title);
    buf_addf(w->out,
             "\n<table class=\"claims\">\n<caption class=\"vh\">%s</caption>\n<thead><tr>"
             "<th scope=\"col\">Claim</th><th scope=\"col\" class=\"n\">Says</th>"
             "<th scope=\"col\" class=\"n\">Recomputed</th><th scope=\"col\" class=\"n\">n</th>"
             "<th scope=\"col\">Stands in</th></tr></thead>\n",
             parts[part].title);
    shown = write_claims(w, parts[part].verdict);
    if (!shown.claims)
        buf_add_c(w->out, "<tbody><tr><td colspan=\"5\">left out</td></tr></tbody>\n");
    buf_add_c(w->out, "</table>\n</div>\n");
    say_left_out(w, &shown, count);
    buf_add_c(w->out, "</div>\n");
}

void html_claims_keep_room(struct html_page *page, const struct audit *audit)
{
    page->kept = audit->count < KEPT_MOST / KEPT_BYTES ? audit->count * KEPT_BYTES : KEPT_MOST;
}

void html_claims(struct html_page *page, const struct assessed *input)
{
    struct writing w = {.page = page, .out = page->out, .input = input};
    const struct audit *audit = input->audit;

    page->kept = 0;
    html_heading_text(page, 2, "Claims");
    if (!audit->count) {
        buf_add_c(page->out, "<p>The run's files claim nothing.</p>\n");
        return;
    }
    buf_addf(page->out,
             "<p>What the run's files state, held against what the evidence gives. %s of %s "
             "agree as printed. The line below a claim opens its evidence.</p>\n",
             fmt_count(page->arena, audit->tally[VERDICT_AGREES]),
             fmt_counted(page->arena, audit->count, "claim"));
    for (size_t i = 0; i < PARTS; i++)
        write_part(&w, i);
}
