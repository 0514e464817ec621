#include <assay/load/json_scan.h>

#include <assay/load/json_between.h>
#include <assay/load/json_member.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    reader->section_end = UINT64_MAX;
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
    reader->record_max =
        spec->record_max ? at_most(spec->record_max, 2 * JSON_RECORD_DEFAULT) : JSON_RECORD_DEFAULT;
    json_window_open(&reader->walk.window, fd, memory,
                     spec->window ? spec->window : JSON_WINDOW_DEFAULT, reader->record_max, index);
    reader->walk.window.control = spec->control;
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
        return json_failed(reader, err);
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
    return json_over(reader, JSON_ERROR);
}

/* Array, sequence, or an object to look into. JSON_RECORD: go on. */
static enum json_status begin(struct json_reader *reader, struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    enum json_cause cause;
    char c = '\0';

    if (!skip_byte_order_mark(reader))
        return json_failed(reader, err);
    w->limit = JSON_STRAY_MAX;
    if (json_walk_next(walk)) {
        if (json_walk_blank(walk, 0, walk->at))
            c = w->text[walk->at];
        if (c != '[' && (c != '{' || !reader->member))
            json_window_unmark(w);
    }
    reader->where = c == '[' ? IN_ARRAY : IN_SEQUENCE;
    if (c == '{' && reader->member) {
        w->limit = reader->record_max;
        if (!json_member_find(walk, reader->member, &cause))
            return no_member(reader, cause, err);
        reader->where = IN_MEMBER;
    }
    if (json_in_array(reader))
        json_window_advance(w, walk->at + 1);
    json_head_init(&reader->head, !json_in_array(reader));
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
    return json_between(reader, out, err);
}
