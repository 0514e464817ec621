#include <assay/tui/overview_prose.h>

#include <assay/base/fmt.h>
#include <assay/metrics/set_results.h>
#include <assay/session/denominators.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_run.h>

#include <ctype.h>
#include <string.h>

enum {
    KEY_ROOM = 9,
    COUNT_ROOM = 19,
    DEPTH_MOST = 5,
    LIST_MOST = 8,
    LINES_MOST = 400,
    REASON_FROM = 31
};

static void pair(struct prose *prose, const char *key, const char *value)
{
    if (value && *value)
        prose_pair(prose, key, KEY_ROOM, ROLE_TEXT, str_of(value));
}

/* What there is none of, in one line: "no invalid answers, unscored, duplicate ids". */
static void write_zeros(struct prose *prose, const struct denominator *list, size_t count,
                        struct arena *arena)
{
    const char *text = "";

    for (size_t i = 0; i < count; i++) {
        char *title = arena_strdup(arena, list[i].metric->title);

        if (list[i].figure.value != 0.0)
            continue;
        title[0] = (char)tolower((unsigned char)title[0]);
        text = arena_printf(arena, "%s%s%s", text, *text ? ", " : "no ", title);
    }
    if (*text)
        prose_text(prose, 0, ROLE_DIM, str_of(text));
}

/* One set of samples at a time. */
static void write_counts(struct prose *prose, const struct assessed *input, struct arena *arena)
{
    size_t count, to;
    const struct denominator *list = denominators_of(input, arena, &count);

    if (count)
        prose_head(prose, "Counted over");
    for (size_t from = 0; from < count; from = to) {
        if (list[from].set[0])
            prose_text(prose, 0, ROLE_TEXT, str_of(list[from].set));
        for (to = from; to < count && strcmp(list[to].set, list[from].set) == 0; to++)
            if (list[to].figure.value != 0.0)
                prose_pair(prose, list[to].metric->title, COUNT_ROOM, ROLE_TEXT,
                           str_of(metric_format(list[to].metric, list[to].figure.value, arena)));
        write_zeros(prose, list + from, to - from, arena);
    }
}

/* The score as it would be were the tags acted on, which is of the strict reading. */
static void write_what_if(struct prose *prose, const struct assessed *input, size_t set,
                          const struct tags_what_if *sums, struct arena *arena)
{
    const struct set_results *results = input->results->sets[set];
    bool passes = run_samples(input->run, set)->outcome != NULL;
    const struct metric *metric = metric_find(passes ? "pass_rate" : "accuracy");

    prose_pair(prose, "Tagged", COUNT_ROOM, ROLE_TEXT, str_of(fmt_count(arena, sums->tagged)));
    if (!sums->official.n || !sums->what_if.n)
        return;
    prose_pair(prose,
               passes                         ? "What-if pass rate"
               : results && results->fallback ? "What-if, strict"
                                              : "What-if accuracy",
               COUNT_ROOM, ROLE_TEXT, str_of(metric_format(metric, sums->what_if.share, arena)));
    prose_pair(prose, "instead of", COUNT_ROOM, ROLE_TEXT,
               str_of(metric_format(metric, sums->official.share, arena)));
}

static void write_tags(struct prose *prose, const struct assessed *input,
                       const struct tags_what_if *what_if, struct arena *arena)
{
    size_t sets = run_samples_count(input->run);

    for (size_t i = 0; what_if && i < sets; i++) {
        if (!what_if[i].tagged)
            continue;
        if (sets > 1)
            prose_text(prose, 0, ROLE_TEXT, str_of(run_samples(input->run, i)->name));
        write_what_if(prose, input, i, &what_if[i], arena);
    }
}

/* ---- metadata of the files ---- */

static bool is_nested(const struct meta *node)
{
    return node->kind == META_MAP || node->kind == META_LIST;
}

/* A list of scalars that is short enough for a line. */
static bool is_flat(const struct meta *node)
{
    if (node->kind != META_LIST || node->count > LIST_MOST)
        return false;
    for (const struct meta *child = node->first; child; child = child->next)
        if (is_nested(child))
            return false;
    return true;
}

static void write_value(struct prose *prose, const struct meta *node)
{
    if (!is_nested(node)) {
        prose_add(prose, ROLE_TEXT, STR(" "));
        prose_add(prose, ROLE_TEXT, meta_scalar(node));
    } else if (is_flat(node)) {
        for (const struct meta *child = node->first; child; child = child->next) {
            prose_add(prose, ROLE_TEXT, STR(" "));
            prose_add(prose, ROLE_TEXT, meta_scalar(child));
            prose_add(prose, ROLE_TEXT, child->next ? STR(",") : STR(""));
        }
    } else {
        prose_addf(prose, ROLE_DIM, " %zu %s", node->count,
                   node->kind == META_MAP ? "keys" : "entries");
    }
}

static void write_children(struct prose *prose, const struct meta *node, int depth)
{
    for (const struct meta *child = node->first; child; child = child->next) {
        bool opens = child->kind == META_MAP && child->count && depth < DEPTH_MOST;

        if (prose_height(prose) >= LINES_MOST) {
            prose_text(prose, 2 * depth, ROLE_DIM, STR("…"));
            return;
        }
        prose_line(prose, 2 * depth);
        prose_hang(prose, 2 * depth + 2);
        prose_add(prose, ROLE_DIM, str_of(child->key ? child->key : "-"));
        if (opens)
            write_children(prose, child, depth + 1);
        else
            write_value(prose, child);
    }
}

void overview_metadata(struct prose *prose, const struct assessed *input,
                       const struct tags_what_if *what_if, struct arena *arena)
{
    const struct run *run = input->run;
    const char *dialect = run_dialect(run);
    uint64_t samples = headline_samples(input);

    prose_text(prose, 0, ROLE_HEAD, str_of(run_title(run)));
    pair(prose, "format",
         dialect[0] ? arena_printf(arena, "%s, %s", run_format(run), dialect) : run_format(run));
    pair(prose, "model", run_model(run));
    pair(prose, "time", run_time(run, arena));
    pair(prose, "samples", samples ? fmt_count(arena, samples) : NULL);
    pair(prose, "baseline", run_baseline(run));
    if (prose_width(prose) >= REASON_FROM)
        pair(prose, "because", run_reason(run));
    write_counts(prose, input, arena);
    write_tags(prose, input, what_if, arena);
    if (run_meta(run)->count) {
        prose_head(prose, "Metadata");
        write_children(prose, run_meta(run), 0);
    }
}

void overview_notes(struct prose *prose, const struct run *run, struct arena *arena)
{
    size_t count;
    const struct note *notes = run_notes(run, &count);

    if (count)
        prose_head(prose, "Notes");
    for (size_t i = 0; i < count; i++) {
        const char *path = run_file_path(run, notes[i].file);

        prose_text(prose, 0, notes[i].kind == NOTE_BROKEN ? ROLE_ERROR : ROLE_WARNING,
                   str_of(note_kind_name(notes[i].kind)));
        prose_addf(prose, ROLE_TEXT, "  %s", notes[i].text);
        if (notes[i].count > 1)
            prose_addf(prose, ROLE_DIM, " (%s times)", fmt_count(arena, notes[i].count));
        if (*path)
            prose_addf(prose, ROLE_DIM, " %s", path);
        if (*path && notes[i].line)
            prose_addf(prose, ROLE_DIM, ":%u", (unsigned)notes[i].line);
    }
}
