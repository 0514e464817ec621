#include "frame_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/load/record_find.h>
#include <assay/session/comparison.h>
#include <assay/session/sample_text.h>

#include <math.h>
#include <string.h>
#include <time.h>

/* The run that the sample is of. */
static const struct run *run_of_subject(const struct frame *frame, const struct subject *subject)
{
    return subject->of_baseline && frame->context.comparison ? frame->context.comparison->a.run
                                                             : frame->context.run;
}

/* *record: where the sample stands, when there is one and no other file is meant; else length 0. */
static struct str path_of_subject(struct frame *frame, const struct subject *subject,
                                  struct record_ref *record)
{
    const struct run *run = run_of_subject(frame, subject);
    const struct samples *samples = run_samples(run, subject->set);
    const char *path = NULL;

    *record = (struct record_ref){.length = 0};
    if (subject->path)
        path = arena_printf(frame->scratch, "%s/%s", run_root(run), subject->path);
    else if (subject->has_sample && samples &&
             record_find(run, samples, subject->row, record, NULL))
        path = record_path(run, record->file, frame->scratch);
    return path ? str_of(path) : (struct str){0};
}

static struct str row_text(struct frame *frame)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);

    return state ? grid_row_text(state, layout, frame->scratch) : (struct str){0};
}

static struct str cell_text(struct frame *frame, const struct subject *subject)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct grid_cell cell;

    if (subject->text.len)
        return subject->text;
    if (state && grid_cell_at_cursor(state, layout, frame->scratch, &cell))
        return cell.text;
    return (struct str){0};
}

static struct str value_text(struct frame *frame, const struct subject *subject)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct grid_cell cell = {.number = NAN};
    double value = subject->value;
    struct buf text = {0};
    struct str copy;

    if (isnan(value) && state && grid_cell_at_cursor(state, layout, frame->scratch, &cell))
        value = cell.number;
    if (isnan(value))
        return cell_text(frame, subject);
    fmt_shortest(&text, value);
    copy = str_of(arena_strndup(frame->scratch, text.ptr, text.len));
    buf_release(&text);
    return copy;
}

static void copy(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct str text = {0};
    struct record_ref record;

    (void)argument;
    if (action == ACTION_COPY_ROW)
        text = row_text(frame);
    else if (action == ACTION_COPY_CELL)
        text = cell_text(frame, &subject);
    else if (action == ACTION_COPY_VALUE)
        text = value_text(frame, &subject);
    else if (action == ACTION_COPY_PATH && frame->context.run)
        text = path_of_subject(frame, &subject, &record);
    if (text.len == 0)
        frame_fail(frame, "nothing to copy under the cursor");
    else
        frame_ask(frame, REQUEST_COPY, text);
}

static void copy_json(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    struct buf text = {0};

    (void)action;
    (void)argument;
    if (subject.has_sample)
        sample_json(&text, run_of_subject(frame, &subject), subject.set, subject.row);
    else if (state && layout->source)
        grid_row_json(state, layout, frame->scratch, &text);
    if (text.len)
        frame_ask(frame, REQUEST_COPY, buf_str(&text));
    else
        frame_fail(frame, "nothing to copy under the cursor");
    buf_release(&text);
}

/* "kind note": a kind may be cut, "none" takes the tag away. */
static enum tag_kind parse_kind(struct str word)
{
    enum tag_kind found = TAG_KINDS;

    if (str_eq_c(word, "none"))
        return TAG_NONE;
    for (int kind = TAG_NONE + 1; word.len && kind < TAG_KINDS; kind++) {
        struct str name = str_of(tag_kind_name((enum tag_kind)kind));

        if (name.len >= word.len && memcmp(name.ptr, word.ptr, word.len) == 0)
            found = (enum tag_kind)kind;
    }
    return found;
}

static void tag(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct str rest = str_of(argument), word = {0};
    const char *not_kept;
    enum tag_kind kind;
    struct err err;

    (void)action;
    str_split(&rest, ' ', &word);
    kind = parse_kind(word);
    not_kept = frame->tags ? tags_why_not(frame->tags) : NULL;
    if (!subject.has_sample || !frame->tags)
        frame_fail(frame, "no sample stands under the cursor");
    else if (subject.of_baseline)
        frame_fail(frame, "tags are kept of the candidate's samples; Tab goes to it");
    else if (kind == TAG_KINDS)
        frame_fail(frame, "a tag is label-error, model-error, harness-error, ambiguous or none");
    else if (!tags_set(frame->tags, subject.set, subject.row, kind, str_trim(rest),
                       (long long)time(NULL), &err))
        frame_fail(frame, "%s: %s", err.file, err.text);
    else
        frame_say(frame, "%s%s%s%s", kind == TAG_NONE ? "the tag is gone" : "tagged ",
                  tag_kind_name(kind), not_kept ? ", for this session only: " : "",
                  not_kept ? not_kept : "");
}

static void edit(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct str path = {0};
    struct record_ref record = {.length = 0};

    (void)action;
    (void)argument;
    if (frame->context.run)
        path = path_of_subject(frame, &subject, &record);
    if (path.len == 0) {
        frame_fail(frame, "no file stands behind this");
        return;
    }
    frame_ask(frame, REQUEST_EDIT, path);
    frame->request.line =
        record.length ? record_line(run_of_subject(frame, &subject), &record) : subject.line;
}

static void pipe_text(struct frame *frame, enum action action, const char *argument)
{
    struct str text = row_text(frame);

    (void)action;
    /* Commands count and read lines by their ends. */
    if (text.len)
        text = str_of(arena_printf(frame->scratch, "%.*s\n", (int)text.len, text.ptr));
    frame_ask(frame, REQUEST_PIPE, text);
    buf_clear(&frame->request_command);
    buf_add_c(&frame->request_command, argument ? argument : "");
}

static void write_view(struct frame *frame, enum action action, const char *argument)
{
    /* Writing the screen draws it, and that takes the memory back that the argument is in. */
    struct str text = str_of(argument);
    struct buf path = {0};
    struct err err;

    (void)action;
    buf_add_str(&path, text);
    if (frame_write(frame, path.ptr, &err))
        frame_say(frame, "wrote %s", path.ptr[0] == '!' ? path.ptr + 1 : path.ptr);
    else
        frame_fail(frame, "%s%s%s", err.file, err.file[0] ? ": " : "", err.text);
    buf_release(&path);
}

/* What the headless program is given: the run, or all that was opened with it. */
static const char *path_of_place(const struct frame *frame, const struct place *place)
{
    size_t entry = place->opening.entry;

    if (place->view->scope != VIEW_OF_SESSION && frame->context.run)
        return run_root(frame->context.run);
    return entry < session_entry_count(frame->session)
               ? session_catalogue(frame->session, entry)->path
               : ".";
}

/* "PATH#ID" where the path holds several runs. */
static const char *path_of_run(struct frame *frame, size_t entry, size_t index)
{
    const struct run *run = frame_run_of(frame, entry, index);
    const char *hash = run ? strrchr(run_id(run), '#') : NULL;

    if (!run)
        return NULL;
    return hash && session_run_count(frame->session, entry) > 1
               ? arena_printf(frame->scratch, "%s%s", run_root(run), hash)
               : run_root(run);
}

static void add_path(struct buf *line, const char *path)
{
    buf_add_char(line, ' ');
    quote_shell(line, str_of(path));
}

static void print_command_line(struct frame *frame, enum action action, const char *argument)
{
    const struct place *place = frame_place(frame);
    const struct opening *opening = &place->opening;
    const char *path = path_of_place(frame, place), *base = NULL;
    struct buf line = {0};

    (void)action;
    (void)argument;
    if (opening->compares && frame->context.run) {
        base = path_of_run(frame, opening->base_entry, opening->base_run);
        path = path_of_run(frame, opening->entry, opening->run);
    }
    buf_add_c(&line, "assay ");
    if (place->view->command_line && frame->prepared)
        place->view->command_line(&frame->context, place->state, &line);
    else
        buf_add_c(&line, base ? "compare" : frame->context.run ? "show" : "list");
    if (path[0] == '-' || (base && base[0] == '-'))
        buf_add_c(&line, " --");
    if (base)
        add_path(&line, base);
    add_path(&line, path);
    frame_say(frame, "%s", line.ptr);
    buf_release(&line);
}

const struct frame_row frame_record_rows[] = {
    {ACTION_COPY_ROW, copy},
    {ACTION_COPY_CELL, copy},
    {ACTION_COPY_PATH, copy},
    {ACTION_COPY_VALUE, copy},
    {ACTION_COPY_JSON, copy_json},
    {ACTION_TAG, tag},
    {ACTION_EDIT, edit},
    {ACTION_PIPE, pipe_text},
    {ACTION_WRITE, write_view},
    {ACTION_COMMAND_LINE, print_command_line},
    {.act = NULL},
};
