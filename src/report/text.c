#include <assay/report/text.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/session/headline.h>

#include <string.h>

static void add_safe(struct buf *out, const char *text)
{
    utf8_make_safe(out, str_of(text));
}

void text_head(const struct assessed *input, struct buf *out)
{
    const struct run *run = input->run;
    const char *model = run_model(run);
    uint64_t samples = headline_samples(input);
    struct arena *arena = arena_new();

    add_safe(out, run_id(run));
    buf_addf(out, "  %s", run_format(run));
    if (run_dialect(run)[0])
        buf_addf(out, " (%s)", run_dialect(run));
    if (model) {
        buf_add_c(out, "  ");
        add_safe(out, model);
    }
    if (samples)
        buf_addf(out, "  %s sample%s", fmt_count(arena, samples), samples == 1 ? "" : "s");
    buf_add_c(out, "  ");
    text_tally(input->audit, out);
    buf_add_char(out, '\n');
    if (strcmp(run_title(run), run_id(run)) != 0) {
        add_safe(out, run_title(run));
        buf_add_char(out, '\n');
    }
    arena_free(arena);
}

static const char *note_word(enum note_kind kind)
{
    static const char *const words[] = {
        [NOTE_GUESSED] = "guessed",
        [NOTE_SKIPPED] = "skipped",
        [NOTE_ODD] = "note",
        [NOTE_BROKEN] = "broken",
    };

    return words[kind];
}

static void add_place(const struct run *run, const struct note *note, struct buf *out)
{
    size_t count;
    const struct run_file *files = run_files(run, &count);

    if (note->file >= count)
        return;
    add_safe(out, files[note->file].path);
    if (note->line)
        buf_addf(out, ":%u", (unsigned)note->line);
    buf_add_c(out, ": ");
}

void text_notes(const struct run *run, struct buf *out)
{
    size_t count;
    const struct note *notes = run_notes(run, &count);

    for (size_t i = 0; i < count; i++) {
        buf_addf(out, "  %s: ", note_word(notes[i].kind));
        add_place(run, &notes[i], out);
        add_safe(out, notes[i].text);
        if (notes[i].count > 1)
            buf_addf(out, " (%llu times)", (unsigned long long)notes[i].count);
        buf_add_char(out, '\n');
    }
}
