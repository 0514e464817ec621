#include "frame_internal.h"

#include <assay/tui/view_candidates.h>

#include <string.h>
#include <strings.h>

/* ---- runs by name ---- */

/* The run's id, read or not; "" when there is no such run. */
static const char *id_of(const struct frame *frame, struct run_ref ref)
{
    const struct run_digest *digests;
    size_t count;

    if (ref.entry >= session_entry_count(frame->session))
        return "";
    if (frame_run_of(frame, ref.entry, ref.run))
        return run_id(frame_run_of(frame, ref.entry, ref.run));
    digests = session_digests(frame->session, ref.entry, &count);
    return ref.run < count ? digests[ref.run].id
                           : session_entry(frame->session, ref.entry)->group.id;
}

static const char *name_of(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash && slash[1] ? slash + 1 : id;
}

const char *frame_run_name(const struct frame *frame, struct run_ref ref)
{
    return name_of(id_of(frame, ref));
}

/* How many runs an entry has, as far as is known: at least one. */
static size_t runs_of(const struct frame *frame, size_t entry)
{
    size_t count = session_run_count(frame->session, entry);

    if (count == 0)
        session_digests(frame->session, entry, &count);
    return count ? count : 1;
}

/* Every run of the session in turn; false after the last. Begin with entry 0, run SIZE_MAX. */
static bool next_run(const struct frame *frame, struct run_ref *ref)
{
    ref->run++;
    while (ref->entry < session_entry_count(frame->session)) {
        if (ref->run < runs_of(frame, ref->entry))
            return true;
        *ref = (struct run_ref){.entry = ref->entry + 1};
    }
    return false;
}

const char *const *frame_run_names(struct frame *frame, size_t *count)
{
    struct run_ref ref = {.run = SIZE_MAX};
    const char **names;
    size_t room = 0;

    for (size_t e = 0; e < session_entry_count(frame->session); e++)
        room += runs_of(frame, e);
    names = arena_alloc(frame->scratch, (room + 1) * sizeof(*names));
    for (*count = 0; *count < room && next_run(frame, &ref); ++*count)
        names[*count] = id_of(frame, ref);
    return names;
}

/* How well a name is met, the higher the better; 0: not at all. */
static int met(const char *id, struct str wanted)
{
    struct str name = str_of(name_of(id));

    if (str_eq_c(wanted, id))
        return 4;
    if (str_eq(wanted, name))
        return 3;
    if (name.len >= wanted.len && memcmp(name.ptr, wanted.ptr, wanted.len) == 0)
        return 2;
    return strncmp(id, wanted.ptr, wanted.len) == 0;
}

/* The one run that meets the name best. */
static bool run_named(struct frame *frame, const char *text, struct run_ref *out)
{
    struct run_ref ref = {.run = SIZE_MAX};
    int best = 0, ties = 0;

    while (next_run(frame, &ref)) {
        int level = met(id_of(frame, ref), str_trim(str_of(text)));

        ties = level > best ? 1 : ties + (level == best);
        if (level > best)
            *out = ref;
        best = level > best ? level : best;
    }
    if (best == 0)
        frame_fail(frame, "there is no run named %s", text);
    else if (ties > 1)
        frame_fail(frame, "%d runs have a name like %s", ties, text);
    return best > 0 && ties == 1;
}

/* ---- baseline and marks ---- */

static bool same_run(struct run_ref x, struct run_ref y)
{
    return x.entry == y.entry && x.run == y.run;
}

enum run_mark frame_run_mark(const struct frame *frame, size_t entry, size_t run)
{
    struct run_ref ref = {entry, run};

    if (frame->has_baseline && same_run(frame->baseline, ref))
        return RUN_BASELINE;
    for (size_t i = 0; i < frame->mark_count; i++)
        if (same_run(frame->marks[i], ref))
            return RUN_MARKED;
    return RUN_UNMARKED;
}

const char *run_mark_sign(enum run_mark mark)
{
    return mark == RUN_BASELINE ? "A" : mark == RUN_MARKED ? "*" : "";
}

bool frame_baseline(const struct frame *frame, struct run_ref *out)
{
    *out = frame->baseline;
    return frame->has_baseline;
}

size_t frame_candidates(const struct frame *frame, struct run_ref out[MARKS_MOST])
{
    size_t count = 0;

    for (size_t i = 0; i < frame->mark_count; i++)
        if (!frame->has_baseline || !same_run(frame->marks[i], frame->baseline))
            out[count++] = frame->marks[i];
    return count;
}

/* The run that is meant: the one named, the one under the cursor, or that of the place. */
static bool meant_run(struct frame *frame, const char *argument, struct run_ref *out)
{
    struct subject subject = frame_subject(frame);
    struct run_meant meant = frame_run_meant(frame);

    if (argument)
        return run_named(frame, argument, out);
    *out = subject.has_run ? (struct run_ref){subject.entry, subject.run}
                           : (struct run_ref){meant.entry, meant.index};
    if (out->entry < session_entry_count(frame->session))
        return true;
    frame_fail(frame, "no run is there yet");
    return false;
}

static void mark(struct frame *frame, enum action action, const char *argument)
{
    struct run_ref ref;
    size_t at = 0;

    (void)action;
    if (!meant_run(frame, argument, &ref))
        return;
    while (at < frame->mark_count && !same_run(frame->marks[at], ref))
        at++;
    if (at < frame->mark_count) {
        frame->mark_count--;
        memmove(frame->marks + at, frame->marks + at + 1,
                (frame->mark_count - at) * sizeof(frame->marks[0]));
    } else if (frame->mark_count == MARKS_MOST) {
        frame_fail(frame, "%d runs are marked, and no more can be", MARKS_MOST);
        return;
    } else {
        frame->marks[frame->mark_count++] = ref;
    }
    /* The next one is marked with the next key. */
    if (frame_place(frame)->view->scope == VIEW_OF_SESSION && !argument)
        frame_act(frame, ACTION_DOWN, NULL);
    else
        frame_say(frame, "%s %s", frame_run_name(frame, ref),
                  frame_run_mark(frame, ref.entry, ref.run) ? "is marked" : "is no longer marked");
}

void frame_set_baseline(struct frame *frame, struct run_ref ref)
{
    frame->has_baseline = true;
    frame->baseline = ref;
}

static void set_baseline(struct frame *frame, enum action action, const char *argument)
{
    struct run_ref ref;

    (void)action;
    if (!meant_run(frame, argument, &ref))
        return;
    if (frame_run_mark(frame, ref.entry, ref.run) == RUN_BASELINE) {
        frame->has_baseline = false;
        frame_say(frame, "%s is no longer the baseline", frame_run_name(frame, ref));
        return;
    }
    frame_set_baseline(frame, ref);
    frame_say(frame, "baseline: %s; c compares another run with it", frame_run_name(frame, ref));
}

/* ---- which baseline, when none was set ---- */

static bool holds_word(const char *text, const char *word)
{
    size_t length = strlen(word);

    for (; text && *text; text++)
        if (strncasecmp(text, word, length) == 0)
            return true;
    return false;
}

/* What a run says it is: its name and, when it was read, its model_type. */
static bool says(const struct frame *frame, struct run_ref ref, const char *word)
{
    static const char *const paths[] = {"model_type", "metadata.model_type"};
    const struct run *run = frame_run_of(frame, ref.entry, ref.run);

    if (holds_word(frame_run_name(frame, ref), word))
        return true;
    for (size_t i = 0; run && i < 2; i++) {
        const struct meta *type = meta_find(run_meta(run), paths[i]);

        if (type && holds_word(meta_scalar(type).ptr, word))
            return true;
    }
    return false;
}

/* Of several runs in one file the file is the folder. */
static size_t folder_length(const char *id)
{
    const char *hash = strchr(name_of(id), '#');

    return (size_t)((hash ? hash + 1 : name_of(id)) - id);
}

static bool same_folder(const char *id, const char *other)
{
    size_t length = folder_length(id);

    return length == folder_length(other) && memcmp(id, other, length) == 0;
}

/* Of runs with and without test-time training, the one beside this that has none. */
static bool baseline_beside(const struct frame *frame, struct run_ref of, struct run_ref *out)
{
    struct run_ref ref = {.run = SIZE_MAX};
    size_t count = 0;

    if (!says(frame, of, "ttt"))
        return false;
    while (next_run(frame, &ref))
        if (!same_run(ref, of) && same_folder(id_of(frame, ref), id_of(frame, of)) &&
            says(frame, ref, "baseline") && count++ == 0)
            *out = ref;
    return count == 1;
}

/* The run that this one names in its files. */
static bool baseline_named(const struct frame *frame, struct run_ref of, struct run_ref *out)
{
    const struct run *run = frame_run_of(frame, of.entry, of.run);
    const char *wanted = run ? run_baseline(run) : NULL;
    struct run_ref ref = {.run = SIZE_MAX};

    while (wanted && next_run(frame, &ref))
        if (!same_run(ref, of) && strcmp(id_of(frame, ref), wanted) == 0) {
            *out = ref;
            return true;
        }
    return false;
}

static bool other_marked(const struct frame *frame, struct run_ref of, struct run_ref *out)
{
    size_t others = 0;

    for (size_t i = 0; i < frame->mark_count; i++)
        if (!same_run(frame->marks[i], of) && others++ == 0)
            *out = frame->marks[i];
    return others == 1;
}

bool frame_baseline_for(const struct frame *frame, struct run_ref of, struct run_ref *out)
{
    if (frame->has_baseline) {
        *out = frame->baseline;
        return true;
    }
    return baseline_named(frame, of, out) || baseline_beside(frame, of, out) ||
           other_marked(frame, of, out);
}

/* ---- going to a comparison ---- */

bool frame_pair_opening(struct frame *frame, struct run_ref candidate, const struct view *view,
                        struct opening *out)
{
    struct run_ref base, marked[MARKS_MOST];

    if (!frame_baseline_for(frame, candidate, &base)) {
        frame_fail(frame, "there is no baseline yet: B on a run makes it that");
        return false;
    }
    /* On the baseline itself the one marked run is meant. */
    if (same_run(base, candidate) && frame_candidates(frame, marked) == 1)
        candidate = marked[0];
    if (same_run(base, candidate)) {
        frame_fail(frame, "%s is the baseline itself; c on another run compares",
                   frame_run_name(frame, base));
        return false;
    }
    *out = (struct opening){.view = view,
                            .entry = candidate.entry,
                            .run = candidate.run,
                            .compares = true,
                            .base_entry = base.entry,
                            .base_run = base.run,
                            .row = SIZE_MAX};
    return true;
}

/* Of several marked runs all are compared at once; false when there are not so many. */
static bool compare_marked(struct frame *frame)
{
    struct run_ref candidates[MARKS_MOST], base;
    size_t count = frame_candidates(frame, candidates);
    struct opening opening;

    if (count < 2 || frame_place(frame)->view->scope == VIEW_OF_PAIR ||
        frame_place(frame)->view == &view_candidates)
        return false;
    if (frame_baseline_for(frame, candidates[0], &base)) {
        opening = candidates_opening(base, candidates, count);
        frame_go(frame, &opening, PLACE_BELOW);
    } else {
        frame_fail(frame, "there is no baseline yet: B on a run makes it that");
    }
    return true;
}

static void compare(struct frame *frame, enum action action, const char *argument)
{
    struct place *place = frame_place(frame);
    struct opening opening = place->opening;
    struct subject subject = frame_subject(frame);
    struct run_ref candidate;

    (void)action;
    if ((!argument && compare_marked(frame)) || !meant_run(frame, argument, &candidate))
        return;
    opening = (struct opening){.view = view_find(STR("compare")),
                               .entry = opening.entry,
                               .run = opening.run,
                               .compares = true,
                               .base_entry = opening.base_entry,
                               .base_run = opening.base_run,
                               .row = SIZE_MAX};
    if (argument || subject.has_run || place->view->scope != VIEW_OF_PAIR) {
        if (!frame_pair_opening(frame, candidate, opening.view, &opening))
            return;
        frame_go(frame, &opening, place->view->scope == VIEW_OF_PAIR ? PLACE_BESIDE : PLACE_BELOW);
    } else if (place->view != opening.view) {
        frame_go(frame, &opening, PLACE_TOP);
    }
}

/* A and B change places, and the view stays what it is. */
static void swap(struct frame *frame, enum action action, const char *argument)
{
    const struct opening *now = &frame_place(frame)->opening;
    struct opening opening = *now;

    (void)action, (void)argument;
    opening.entry = now->base_entry;
    opening.run = now->base_run;
    opening.base_entry = now->entry;
    opening.base_run = now->run;
    frame_go(frame, &opening, PLACE_SWAPPED);
}

/* ---- what views are given ---- */

const struct comparison *frame_comparison(struct frame *frame, struct run_ref base,
                                          struct run_ref candidate, struct err *err)
{
    struct run_pair pair = {base.entry, base.run, candidate.entry, candidate.run};

    return comparisons_get(frame->comparisons, &pair, err);
}

void frame_compare_here(struct frame *frame)
{
    const struct opening *opening = &frame_place(frame)->opening;

    err_clear(&frame->incomparable);
    if (opening->compares)
        frame->context.comparison =
            frame_comparison(frame, (struct run_ref){opening->base_entry, opening->base_run},
                             (struct run_ref){opening->entry, opening->run}, &frame->incomparable);
}

const struct frame_row frame_compare_rows[] = {
    {ACTION_MARK, mark},
    {ACTION_BASELINE, set_baseline},
    {ACTION_COMPARE, compare},
    {ACTION_SWAP, swap},
    {.act = NULL},
};
