#include <assay/load/json_scan.h>

#include <assay/load/json_member.h>
#include <assay/load/json_resync.h>
#include <assay/load/json_walk.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum where {
    AT_START,
    IN_ARRAY,
    IN_MEMBER, /* an array that is not the whole file */
    IN_SEQUENCE,
    IS_OVER,
};

enum comma {
    COMMA_NOT_DUE,
    COMMA_DUE,
    COMMA_UNKNOWN, /* behind a broken record */
};

struct json_reader {
    struct json_walk walk;
    struct json_head head;
    struct json_oddities oddities;
    enum where where;
    enum comma comma;
    enum json_status ended; /* what is told when it is over */
    size_t done;            /* place behind the record last given, not yet let go of */
    int fd;
    char *name;
    char *member;
};

static bool in_array(const struct json_reader *reader)
{
    return reader->where == IN_ARRAY || reader->where == IN_MEMBER;
}

const char *json_cause_text(enum json_cause cause)
{
    static const char *const texts[] = {
        [JSON_CAUSE_NONE] = "nothing is wrong",
        [JSON_CAUSE_STOPPED] = "reading stopped",
        [JSON_CAUSE_NOT_AN_OBJECT] = "the element is no object",
        [JSON_CAUSE_BETWEEN] = "there is stray text where a record should begin",
        [JSON_CAUSE_KEY] = "a quoted key is missing",
        [JSON_CAUSE_COLON] = "a colon is missing after a key",
        [JSON_CAUSE_VALUE] = "a value is missing",
        [JSON_CAUSE_SCALAR] = "a value is no number, string, true, false or null",
        [JSON_CAUSE_COMMA] = "a comma is missing after a value",
        [JSON_CAUSE_STRING] = "a string is not closed on its line",
        [JSON_CAUSE_BRACKETS] = "a bracket closes none of its kind",
        [JSON_CAUSE_DEPTH] = "the brackets are nested too deep",
        [JSON_CAUSE_TOO_LARGE] = "the record is too large",
        [JSON_CAUSE_NOT_CLOSED] = "the record is not closed before the next begins",
        [JSON_CAUSE_CUT] = "the file ends before its brackets close",
    };

    return texts[cause];
}

/* ---- opening and closing ---- */

static size_t at_most(size_t value, size_t most)
{
    return value < most ? value : most;
}

/* Stop a record that goes on over a line on which another begins. */
static bool watch_for_head(void *arg, struct str text)
{
    const struct json_reader *reader = arg;

    text.len = at_most(text.len, reader->walk.window.limit);
    return json_head_inside(json_head_text(&reader->head, reader->walk.first_key_varies),
                            &reader->head, text) != 0;
}

static char *copy_of(const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(xmalloc(size), text, size);
}

static struct json_reader *reader_new(int fd, struct str memory, const char *name,
                                      const struct json_spec *spec, struct err *err)
{
    struct json_reader *reader = xcalloc(1, sizeof(*reader));
    json_index_fn *index = json_index_for(spec->path);

    reader->fd = fd;
    if (!index) {
        err_set(err, ERR_UNSUPPORTED, "this processor has no %s", json_path_name(spec->path));
        json_reader_close(reader);
        return NULL;
    }
    if (!json_fields_build(&reader->walk.fields, spec->fields, spec->field_count, err)) {
        json_reader_close(reader);
        return NULL;
    }
    reader->name = copy_of(name);
    reader->member = spec->member ? copy_of(spec->member) : NULL;
    json_window_open(
        &reader->walk.window, fd, memory, spec->window ? spec->window : JSON_WINDOW_DEFAULT,
        spec->record_max ? at_most(spec->record_max, 2 * JSON_RECORD_DEFAULT) : JSON_RECORD_DEFAULT,
        index);
    reader->walk.window.watch = watch_for_head;
    reader->walk.window.watch_arg = reader;
    return reader;
}

struct json_reader *json_reader_open(const char *path, const struct json_spec *spec,
                                     struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        err_set_file(err, ERR_IO, path, "cannot be opened: %s", strerror(errno));
        return NULL;
    }
    return reader_new(fd, (struct str){NULL, 0}, path, spec, err);
}

struct json_reader *json_reader_open_memory(struct str text, const char *name,
                                            const struct json_spec *spec, struct err *err)
{
    return reader_new(-1, text, name, spec, err);
}

void json_reader_close(struct json_reader *reader)
{
    if (!reader)
        return;
    if (reader->fd >= 0)
        close(reader->fd);
    json_window_close(&reader->walk.window);
    json_fields_release(&reader->walk.fields);
    free(reader->name);
    free(reader->member);
    free(reader);
}

uint64_t json_reader_bytes(const struct json_reader *reader)
{
    return json_window_offset(&reader->walk.window, reader->done);
}

const struct json_oddities *json_reader_oddities(const struct json_reader *reader)
{
    return &reader->oddities;
}

/* ---- what next() may answer ---- */

static enum json_status over(struct json_reader *reader, enum json_status status)
{
    reader->where = IS_OVER;
    reader->ended = status;
    return status;
}

static enum json_status failed(struct json_reader *reader, struct err *err)
{
    err_set_file(err, ERR_IO, reader->name, "cannot be read: %s",
                 strerror(reader->walk.window.error));
    return over(reader, JSON_ERROR);
}

static void describe(struct json_reader *reader, struct json_record *out, uint64_t offset,
                     enum json_cause cause, uint64_t fault)
{
    *out = (struct json_record){
        .number = reader->walk.number, .offset = offset, .cause = cause, .fault = fault};
    out->length = json_window_offset(&reader->walk.window, 0) - offset;
}

/* All that stays is text of a record or between records that the file ends in. */
static enum json_status cut(struct json_reader *reader, struct json_record *out, uint64_t offset)
{
    struct json_window *w = &reader->walk.window;

    json_window_advance(w, json_window_have(w));
    describe(reader, out, offset, JSON_CAUSE_CUT, json_window_offset(w, 0));
    return over(reader, JSON_CUT);
}

/* After a resync; where it found nothing the file is passed over to its end. */
static enum json_status broken(struct json_reader *reader, struct json_record *out, uint64_t offset,
                               enum json_cause cause, uint64_t fault, bool found)
{
    describe(reader, out, offset, cause, fault);
    reader->comma = COMMA_UNKNOWN;
    if (!found)
        over(reader, JSON_END);
    return JSON_BROKEN;
}

/* ---- one record ---- */

/* Where in the record's text another record begins, or 0. Only that which every window would find.
 */
static size_t next_head(const struct json_reader *reader, enum json_cause cause)
{
    const struct json_walk *walk = &reader->walk;
    const struct json_window *w = &walk->window;
    size_t length = json_walk_extent(walk, cause);

    if (cause != JSON_CAUSE_STOPPED && length <= JSON_WATCH_FROM && length <= w->limit)
        return 0;
    return json_head_inside(json_head_text(&reader->head, walk->first_key_varies), &reader->head,
                            (struct str){w->text, at_most(length, w->limit)});
}

static enum json_status broken_record(struct json_reader *reader, struct json_record *out,
                                      enum json_cause cause)
{
    struct json_walk *walk = &reader->walk;
    uint64_t offset = json_window_offset(&walk->window, 0), fault;
    bool found;

    if (cause == JSON_CAUSE_TOO_LARGE)
        walk->fault = walk->window.limit;
    fault = json_window_offset(&walk->window, walk->fault);
    found = json_resync(walk, &reader->head, in_array(reader), cause);
    return broken(reader, out, offset, cause, fault, found);
}

static enum json_status good_record(struct json_reader *reader, struct json_record *out)
{
    struct json_walk *walk = &reader->walk;
    const struct json_window *w = &walk->window;

    *out = (struct json_record){
        .number = walk->number,
        .offset = json_window_offset(w, 0),
        .length = walk->at + 1,
        .text = {w->text, walk->at + 1},
        .values = walk->values,
    };
    if (reader->head.full == 0 && walk->number < 4)
        json_head_see_record(&reader->head, out->text);
    reader->done = walk->at + 1;
    reader->comma = COMMA_DUE;
    return JSON_RECORD;
}

/* place: of the opening bracket, blanks before it. */
static enum json_status record(struct json_reader *reader, size_t place, struct json_record *out,
                               struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    enum json_cause cause;
    size_t inside;

    if (walk->number < 2)
        json_head_see_gap(&reader->head, (struct str){w->text, place}, walk->number == 0);
    reader->oddities.missing_commas += in_array(reader) && reader->comma == COMMA_DUE;
    json_window_advance(w, place);
    walk->number++;
    walk->at = 0;
    cause = json_walk_record(walk);
    if (__builtin_expect(cause == JSON_CAUSE_NONE && walk->at < JSON_WATCH_FROM, 1) &&
        walk->at < w->limit)
        return good_record(reader, out);
    if (cause == JSON_CAUSE_STOPPED && w->stop == JSON_STOP_IO)
        return failed(reader, err);
    inside = next_head(reader, cause);
    if (inside) {
        walk->fault = inside;
        return broken_record(reader, out, JSON_CAUSE_NOT_CLOSED);
    }
    if (json_walk_extent(walk, cause) > w->limit)
        return broken_record(reader, out, JSON_CAUSE_TOO_LARGE);
    if (cause == JSON_CAUSE_STOPPED)
        return cut(reader, out, json_window_offset(w, 0));
    return cause == JSON_CAUSE_NONE ? good_record(reader, out) : broken_record(reader, out, cause);
}

/* ---- between records ---- */

/* Something else than a record: it is passed over, up to the mark at `place` or the next record. */
static enum json_status stray(struct json_reader *reader, size_t place, struct json_record *out)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    uint64_t offset, fault;
    char c = w->text[place];
    bool element = in_array(reader) && (c == ',' || c == ']'), found = true;
    enum json_cause cause;
    size_t from = 0;

    walk->number++;
    while (json_is_blank(w->text[from]))
        from++;
    offset = json_window_offset(w, from);
    fault = offset;
    element = element && place - from <= w->limit;
    cause =
        element && reader->comma == COMMA_NOT_DUE ? JSON_CAUSE_NOT_AN_OBJECT : JSON_CAUSE_BETWEEN;
    if (element || (c == '{' && from < place && place - from <= w->limit)) {
        json_window_advance(w, place);
        json_window_unmark(w);
    } else {
        found = json_resync_between(walk, &reader->head, from);
    }
    found = broken(reader, out, offset, cause, fault, found) == JSON_BROKEN && found;
    if (found && element)
        reader->comma = COMMA_DUE;
    return JSON_BROKEN;
}

/* To the mark after a string or array; walk->at is its first mark, at place 0. */
static enum json_cause pass_element(struct json_walk *walk)
{
    struct json_window *w = &walk->window;
    enum json_cause cause;

    walk->stack.depth = 0;
    if (w->text[0] == '"')
        return json_walk_value(walk, JSON_NO_NODE, 0);
    w->drop = true;
    cause = json_walk_skip(walk);
    w->drop = false;
    json_window_advance(w, cause == JSON_CAUSE_STOPPED ? w->scan - w->keep
                           : cause == JSON_CAUSE_NONE  ? walk->at + 1
                                                       : walk->at);
    if (cause != JSON_CAUSE_NONE)
        return cause;
    if (!json_walk_next(walk))
        return JSON_CAUSE_STOPPED;
    return json_walk_blank(walk, 0, walk->at) ? JSON_CAUSE_NONE : JSON_CAUSE_COMMA;
}

/* A string or array where a record should be; walk->at is its first mark. */
static enum json_status other_element(struct json_reader *reader, struct json_record *out,
                                      struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    bool string = w->text[walk->at] == '"', found = true;
    enum json_cause cause;
    uint64_t offset;

    json_window_advance(w, walk->at);
    offset = json_window_offset(w, 0);
    walk->at = 0;
    walk->number++;
    cause = pass_element(walk);
    if (cause == JSON_CAUSE_STOPPED && w->stop == JSON_STOP_IO)
        return failed(reader, err);
    if (cause == JSON_CAUSE_STOPPED && json_walk_extent(walk, cause) <= w->limit)
        return cut(reader, out, offset);
    if (cause == JSON_CAUSE_NONE && json_walk_extent(walk, cause) <= w->limit) {
        json_window_advance(w, walk->at);
        json_window_unmark(w);
    } else {
        found = json_resync_between(walk, &reader->head, string ? 1 : 0);
    }
    broken(reader, out, offset, JSON_CAUSE_NOT_AN_OBJECT, offset, found);
    if (found && cause == JSON_CAUSE_NONE)
        reader->comma = COMMA_DUE;
    return JSON_BROKEN;
}

/* What stands behind the array's bracket. */
static enum json_status array_closed(struct json_reader *reader, size_t place)
{
    struct json_window *w = &reader->walk.window;

    reader->oddities.extra_commas += reader->comma == COMMA_NOT_DUE && reader->walk.number > 0;
    if (reader->where == IN_MEMBER)
        return over(reader, JSON_END);
    w->next = w->last;
    json_window_advance(w, place + 1);
    for (;;) {
        size_t have = json_window_have(w), at = 0;

        while (at < have && json_is_blank(w->text[at]))
            at++;
        json_window_advance(w, at);
        if (at < have) {
            reader->oddities.text_after_end = true;
            reader->oddities.after_end = json_window_offset(w, 0);
            return over(reader, JSON_END);
        }
        w->scan = w->keep;
        if (w->eof || !json_window_read(w))
            return over(reader, JSON_END);
    }
}

/* No more marks before the next record, or none for longer than a record may be. */
static enum json_status ran_out(struct json_reader *reader, struct json_record *out,
                                struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    size_t length = w->scan - w->keep, from = 0;
    uint64_t offset;

    if (w->stop == JSON_STOP_IO)
        return failed(reader, err);
    while (from < length && json_is_blank(w->text[from]))
        from++;
    if (w->stop == JSON_STOP_END && in_array(reader) && length - from <= w->limit)
        return cut(reader, out, json_window_offset(w, from));
    if (from == length)
        return over(reader, JSON_END);
    offset = json_window_offset(w, from);
    walk->number++;
    return broken(reader, out, offset, JSON_CAUSE_BETWEEN, offset,
                  json_resync_between(walk, &reader->head, from));
}

static void see_comma(struct json_reader *reader)
{
    reader->oddities.extra_commas += reader->comma == COMMA_NOT_DUE || !in_array(reader);
    reader->comma = COMMA_NOT_DUE;
}

static enum json_status between(struct json_reader *reader, struct json_record *out,
                                struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;

    for (;;) {
        char c;

        if (!json_walk_next(walk))
            return ran_out(reader, out, err);
        c = w->text[walk->at];
        if (!json_walk_blank(walk, 0, walk->at))
            return stray(reader, walk->at, out);
        if (c == '{')
            return record(reader, walk->at, out, err);
        if (c == ']' && in_array(reader))
            return array_closed(reader, walk->at);
        if ((c == '[' || c == '"') && in_array(reader))
            return other_element(reader, out, err);
        if (c != ',')
            return stray(reader, walk->at, out);
        see_comma(reader);
        json_window_advance(w, walk->at + 1);
    }
}

/* ---- the beginning of the file ---- */

static bool skip_byte_order_mark(struct json_reader *reader)
{
    struct json_window *w = &reader->walk.window;

    while (json_window_have(w) < 3 && !w->eof)
        if (!json_window_read(w))
            return false;
    if (json_window_have(w) >= 3 && memcmp(w->text, "\xEF\xBB\xBF", 3) == 0) {
        reader->oddities.byte_order_mark = true;
        json_window_advance(w, 3);
        json_window_restart(w, 0);
    }
    return true;
}

static enum json_status no_member(struct json_reader *reader, enum json_cause cause,
                                  struct err *err)
{
    struct json_walk *walk = &reader->walk;

    if (cause == JSON_CAUSE_STOPPED && walk->window.stop == JSON_STOP_IO)
        return failed(reader, err);
    if (cause == JSON_CAUSE_STOPPED) {
        cause = JSON_CAUSE_CUT;
        walk->fault = walk->window.scan - walk->window.keep;
    } else if (cause == JSON_CAUSE_NONE) {
        walk->fault = walk->at;
    }
    err_set_file(err, ERR_SYNTAX, reader->name, "there is no array \"%.200s\"%s%s", reader->member,
                 cause == JSON_CAUSE_NONE ? "" : ": ",
                 cause == JSON_CAUSE_NONE ? "" : json_cause_text(cause));
    err_place(err, "byte %llu", (unsigned long long)json_window_offset(&walk->window, walk->fault));
    return over(reader, JSON_ERROR);
}

/* Array, sequence, or an object to look into. JSON_RECORD: go on. */
static enum json_status begin(struct json_reader *reader, struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    enum json_cause cause;
    char c = '\0';

    if (!skip_byte_order_mark(reader))
        return failed(reader, err);
    if (json_window_mark(w, &walk->at)) {
        if (json_walk_blank(walk, 0, walk->at))
            c = w->text[walk->at];
        if (c != '[' && (c != '{' || !reader->member))
            json_window_unmark(w);
    }
    reader->where = c == '[' ? IN_ARRAY : IN_SEQUENCE;
    if (c == '{' && reader->member) {
        if (!json_member_find(walk, reader->member, &cause))
            return no_member(reader, cause, err);
        reader->where = IN_MEMBER;
    }
    if (in_array(reader))
        json_window_advance(w, walk->at + 1);
    json_head_init(&reader->head, !in_array(reader));
    return JSON_RECORD;
}

static enum json_status over_again(const struct json_reader *reader, struct json_record *out,
                                   struct err *err)
{
    memset(out, 0, sizeof(*out));
    if (reader->ended == JSON_ERROR)
        err_set_file(err, ERR_IO, reader->name, "cannot be read any further");
    return reader->ended;
}

enum json_status json_reader_next(struct json_reader *reader, struct json_record *out,
                                  struct err *err)
{
    enum json_status status;

    if (reader->where == IS_OVER)
        return over_again(reader, out, err);
    if (reader->where == AT_START) {
        status = begin(reader, err);
        if (status != JSON_RECORD)
            return status;
    }
    json_window_advance(&reader->walk.window, reader->done);
    reader->done = 0;
    return between(reader, out, err);
}
