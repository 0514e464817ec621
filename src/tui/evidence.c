#include <assay/tui/evidence.h>

#include <assay/session/evidence_rows.h>
#include <assay/session/sheet_run.h>
#include <assay/tui/quantity_text.h>
#include <assay/tui/view_evidence.h>

#include <stdio.h>
#include <string.h>

_Static_assert((int)QUANTITY_ROOM <= (int)OPENING_TEXT, "a quantity fits into an opening");

enum { KEY_ROOM = 13 };

/* ---- what the panel says ---- */

static void write_line(struct prose *prose, const struct evidence_line *line)
{
    static const unsigned styles[] = {[EVIDENCE_PAIR] = ROLE_TEXT,
                                      [EVIDENCE_MAIN] = ROLE_TEXT | STYLE_BOLD,
                                      [EVIDENCE_NAME] = ROLE_DIM};

    if (line->kind == EVIDENCE_HEAD)
        prose_head(prose, line->value);
    else if (line->kind == EVIDENCE_WORDS)
        prose_text(prose, 0, ROLE_TEXT, str_of(line->value));
    else
        prose_pair(prose, line->key, KEY_ROOM, styles[line->kind], str_of(line->value));
}

static void write_rows(struct prose *prose, const struct assessed *input,
                       const struct evidence_text *text)
{
    const struct samples *samples;

    if (!text->rows)
        return;
    samples = run_samples(input->run, text->set);
    prose_head(prose, "Rows behind it");
    prose_text(prose, 0, ROLE_TEXT, str_of(text->rows[0] ? text->rows : "all samples"));
    if (samples->name[0])
        prose_addf(prose, ROLE_DIM, " in %s", samples->name);
    prose_add(prose, ROLE_DIM, STR("  Enter opens them"));
}

struct prose *evidence_prose(const struct assessed *input, const struct evidence_of *of, int width,
                             struct arena *arena)
{
    const struct evidence_text *text = evidence_text_of(input, of, arena);
    struct prose *prose = prose_new(arena, width);

    prose_text(prose, 0, ROLE_HEAD, str_of(text->title));
    prose_add(prose, ROLE_TEXT, str_of(text->part));
    prose_line(prose, 2);
    prose_addf(prose, role_verdict(text->mark) | STYLE_BOLD, "%c %s", text->mark, text->verdict);
    if (text->why[0])
        prose_addf(prose, ROLE_TEXT, " – %s", text->why);
    for (size_t i = 0; i < text->count; i++)
        write_line(prose, &text->lines[i]);
    write_rows(prose, input, text);
    return prose;
}

bool evidence_rows_opening(const struct assessed *input, const struct quantity *what,
                           struct opening *opening)
{
    struct arena *arena = arena_new();
    size_t set = 0;
    const char *filter = evidence_rows(input, what, arena, &set);
    bool found = filter && strlen(filter) < OPENING_TEXT;

    if (found) {
        opening->set = set;
        strcpy(opening->filter, filter);
    }
    arena_free(arena);
    return found;
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
