#include <assay/load/json_between.h>

#include <errno.h>
#include <string.h>

static size_t at_most(size_t value, size_t most)
{
    return value < most ? value : most;
}

enum json_status json_over(struct json_reader *reader, enum json_status status)
{
    reader->where = IS_OVER;
    reader->ended = status;
    return status;
}

enum json_status json_failed(struct json_reader *reader, struct err *err)
{
    int error = reader->walk.window.error;

    if (error == ECANCELED)
        control_fail(err, reader->name);
    else
        err_set_file(err, ERR_IO, reader->name, "cannot be read: %s", strerror(error));
    return json_over(reader, JSON_ERROR);
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
    if (!control_partial(w->control))
        return json_over(reader, JSON_CUT);
    control_left_out(w->control);
    return json_over(reader, JSON_END);
}

/* After a resync; where it found nothing the file is passed over to its end. */
static enum json_status broken(struct json_reader *reader, struct json_record *out, uint64_t offset,
                               enum json_cause cause, uint64_t fault, bool found)
{
    describe(reader, out, offset, cause, fault);
    reader->comma = COMMA_UNKNOWN;
    if (!found)
        json_over(reader, JSON_END);
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

/* Before any good record, a broken one tells how records begin, if its first key is whole. */
static void learn_from_broken(struct json_reader *reader, enum json_cause cause)
{
    const struct json_walk *walk = &reader->walk;
    const struct json_window *w = &walk->window;

    if (reader->head.full == 0 && cause != JSON_CAUSE_KEY && cause != JSON_CAUSE_COLON)
        json_head_see_record(&reader->head, (struct str){w->text, walk->at + 1});
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
    learn_from_broken(reader, cause);
    found = json_resync(walk, &reader->head, json_in_array(reader), cause);
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

    reader->oddities.missing_commas += json_in_array(reader) && reader->comma == COMMA_DUE;
    if (json_window_offset(w, place) >= reader->section_end) {
        reader->to_section_end = json_window_offset(w, place) == reader->section_end;
        return json_over(reader, JSON_END);
    }
    if (walk->number < 2)
        json_head_see_gap(&reader->head, (struct str){w->text, place}, walk->number == 0);
    json_window_advance(w, place);
    w->limit = reader->record_max;
    walk->number++;
    walk->at = 0;
    cause = json_walk_record(walk);
    if (__builtin_expect(cause == JSON_CAUSE_NONE && walk->at < JSON_WATCH_FROM, 1) &&
        walk->at < w->limit)
        return good_record(reader, out);
    if (cause == JSON_CAUSE_STOPPED && w->stop == JSON_STOP_IO)
        return json_failed(reader, err);
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

/* Stray text at the beginning of what stays: passed over to `place`, or to the next record. */
static enum json_status stray(struct json_reader *reader, struct json_record *out,
                              enum json_cause cause, size_t place)
{
    struct json_walk *walk = &reader->walk;
    uint64_t offset = json_window_offset(&walk->window, 0);
    bool found = true;

    walk->number++;
    if (place)
        json_window_advance(&walk->window, place);
    else
        found = json_resync_between(walk, &reader->head, 0);
    return broken(reader, out, offset, cause, offset, found);
}

/*
 * A scalar, or anything else, at the beginning of [0, end), which goes up to a mark not taken, or
 * to the end of the file or of what may stay in memory.
 */
static enum json_status stray_text(struct json_reader *reader, struct json_record *out, size_t end,
                                   bool mark)
{
    const struct json_window *w = &reader->walk.window;
    bool due = reader->comma == COMMA_DUE, before_record = mark && w->text[end] == '{', element;
    size_t at = 0;

    if (!json_in_array(reader))
        return stray(reader, out, JSON_CAUSE_BETWEEN,
                     before_record && end <= JSON_STRAY_MAX ? end : 0);
    while (at < end && w->text[at] != ',')
        at++;
    element = at < end || (mark && w->text[end] == ']');
    if (!mark && at == end && end <= JSON_STRAY_MAX)
        return cut(reader, out, json_window_offset(w, 0));
    if (at > JSON_STRAY_MAX || (!element && !before_record))
        return stray(reader, out, JSON_CAUSE_BETWEEN, 0);
    stray(reader, out, element && !due ? JSON_CAUSE_NOT_AN_OBJECT : JSON_CAUSE_BETWEEN, at);
    if (element)
        reader->comma = COMMA_DUE;
    return JSON_BROKEN;
}

/* Behind a string or array that is an element; walk->at is its first mark, at place 0. */
static enum json_cause pass_element(struct json_walk *walk)
{
    struct json_window *w = &walk->window;
    enum json_cause cause = JSON_CAUSE_NONE;
    size_t end;

    walk->stack.depth = 0;
    if (w->text[0] == '"') {
        if (!json_window_mark(w, &walk->at))
            return JSON_CAUSE_STOPPED;
        end = json_walk_string_end(walk, 0, walk->at);
        if (end)
            json_window_unmark(w);
        json_window_advance(w, end);
        return end ? JSON_CAUSE_NONE : JSON_CAUSE_STRING;
    }
    w->drop = true;
    cause = json_walk_skip(walk);
    w->drop = false;
    json_window_advance(w, cause == JSON_CAUSE_STOPPED ? w->scan - w->keep
                           : cause == JSON_CAUSE_NONE  ? walk->at + 1
                                                       : walk->at);
    return cause;
}

/* A string or array where a record should be; walk->at is its first mark. */
static enum json_status other_element(struct json_reader *reader, struct json_record *out,
                                      struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    enum json_cause cause;
    uint64_t offset;
    bool found = true;

    json_window_advance(w, walk->at);
    w->limit = reader->record_max;
    offset = json_window_offset(w, 0);
    walk->at = 0;
    walk->number++;
    cause = pass_element(walk);
    if (cause == JSON_CAUSE_STOPPED && w->stop == JSON_STOP_IO)
        return json_failed(reader, err);
    if (cause == JSON_CAUSE_STOPPED && w->stop == JSON_STOP_END)
        return cut(reader, out, offset);
    if (cause != JSON_CAUSE_NONE)
        found = json_resync_between(walk, &reader->head, 0);
    broken(reader, out, offset, JSON_CAUSE_NOT_AN_OBJECT, offset, found);
    if (cause == JSON_CAUSE_NONE)
        reader->comma = COMMA_DUE;
    return JSON_BROKEN;
}

/* What stands behind the array's bracket. */
static enum json_status array_closed(struct json_reader *reader, size_t place)
{
    struct json_window *w = &reader->walk.window;

    reader->oddities.extra_commas += reader->comma == COMMA_NOT_DUE && reader->walk.number > 0;
    if (reader->where == IN_MEMBER)
        return json_over(reader, JSON_END);
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
            return json_over(reader, JSON_END);
        }
        w->scan = w->keep;
        if (w->eof || !json_window_read(w))
            return json_over(reader, JSON_END);
    }
}

/* No more marks. */
static enum json_status ran_out(struct json_reader *reader, struct json_record *out,
                                struct err *err)
{
    struct json_window *w = &reader->walk.window;

    if (w->stop == JSON_STOP_IO)
        return json_failed(reader, err);
    return json_in_array(reader) ? cut(reader, out, json_window_offset(w, 0))
                                 : json_over(reader, JSON_END);
}

static void see_comma(struct json_reader *reader)
{
    reader->oddities.extra_commas += reader->comma == COMMA_NOT_DUE || !json_in_array(reader);
    reader->comma = COMMA_NOT_DUE;
}

/* The place in [0, end) of what is neither blank nor comma. Commas are noted. */
static size_t pass_gap(struct json_reader *reader, size_t end)
{
    const char *text = reader->walk.window.text;
    size_t at = 0;

    for (; at < end; at++)
        if (text[at] == ',')
            see_comma(reader);
        else if (!json_is_blank(text[at]))
            break;
    return at;
}

/* A mark behind nothing but blanks and commas. */
static enum json_status at_mark(struct json_reader *reader, struct json_record *out,
                                struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    char c = w->text[walk->at];

    if (c == '{')
        return record(reader, walk->at, out, err);
    if (c == ']' && json_in_array(reader))
        return array_closed(reader, walk->at);
    if ((c == '[' || c == '"') && json_in_array(reader))
        return other_element(reader, out, err);
    json_window_unmark(w);
    json_window_advance(w, walk->at);
    return stray(reader, out, JSON_CAUSE_BETWEEN, 0);
}

/*
 * Is there an element without marks, and the comma behind it, in the text whose marks are used up?
 * Then it is at place 0 and ends before *end. Else nothing has changed: a gap is needed whole.
 */
static bool scalar_is_next(struct json_reader *reader, size_t *end)
{
    struct json_window *w = &reader->walk.window;
    size_t length = w->scan - w->keep, at = 0;

    if (!json_in_array(reader) || w->next != w->last)
        return false;
    while (at < length && (json_is_blank(w->text[at]) || w->text[at] == ','))
        at++;
    *end = at_most(length - at, JSON_STRAY_MAX + 1);
    if (*end == 0 || !memchr(w->text + at, ',', *end))
        return false;
    json_window_advance(w, pass_gap(reader, length));
    return true;
}

enum json_status json_between(struct json_reader *reader, struct json_record *out, struct err *err)
{
    struct json_walk *walk = &reader->walk;
    struct json_window *w = &walk->window;
    size_t scalars;

    /* Text without any mark must not fill the memory, nor be read on for each of its elements. */
    w->limit = JSON_STRAY_MAX;
    if (scalar_is_next(reader, &scalars))
        return stray_text(reader, out, scalars, false);
    for (;;) {
        bool mark = json_window_mark(w, &walk->at);
        size_t end = mark ? walk->at : w->scan - w->keep;
        size_t at = pass_gap(reader, end);

        if (mark && at == end)
            return at_mark(reader, out, err);
        if (mark)
            json_window_unmark(w);
        json_window_advance(w, at);
        end -= at;
        if (!mark && (end == 0 || w->stop == JSON_STOP_IO) && w->stop != JSON_STOP_FULL)
            return ran_out(reader, out, err);
        if (!mark && w->stop == JSON_STOP_FULL && end <= JSON_STRAY_MAX)
            continue;
        return stray_text(reader, out, end, mark);
    }
}
