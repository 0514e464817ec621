#include <assay/session/tag_file.h>

#include <assay/base/path.h>
#include <assay/base/quote.h>
#include <assay/load/json_value.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_TRIES = 200, LOCK_WAIT_NS = 10000000, KEY_MOST = 65535 };

static const struct {
    const char *name, *help;
} kinds[TAG_KINDS] = {
    [TAG_NONE] = {"", ""},
    [TAG_LABEL_ERROR] = {"label-error", "the truth is wrong"},
    [TAG_MODEL_ERROR] = {"model-error", "the model is wrong"},
    [TAG_HARNESS_ERROR] = {"harness-error", "the evaluation is wrong"},
    [TAG_AMBIGUOUS] = {"ambiguous", "more than one answer is right"},
};

/* ---- kinds ---- */

const char *tag_kind_name(enum tag_kind kind)
{
    return kinds[kind].name;
}

const char *tag_kind_help(enum tag_kind kind)
{
    return kinds[kind].help;
}

enum tag_kind tag_kind_find(struct str name)
{
    for (size_t k = TAG_NONE + 1; k < TAG_KINDS; k++)
        if (str_eq_c(name, kinds[k].name))
            return (enum tag_kind)k;
    return TAG_NONE;
}

/* ---- reading a line ---- */

static struct str text_of(const struct json_value *value, struct arena *arena)
{
    struct buf text = {.ptr = NULL};
    struct str kept;

    json_value_text(value, &text);
    kept = (struct str){arena_strndup(arena, text.ptr ? text.ptr : "", text.len), text.len};
    buf_release(&text);
    return kept;
}

static bool take_text(const struct json_value *value, struct arena *arena, struct str *out)
{
    if (value->kind != JSON_STRING)
        return false;
    *out = text_of(value, arena);
    return true;
}

static bool take_number(const struct json_value *value, long long least, long long most,
                        long long *out)
{
    return json_value_integer(value, out) && *out >= least && *out <= most;
}

static bool take_hash(const struct json_value *value, uint64_t *out)
{
    uint64_t hash = 0;

    if (value->kind != JSON_STRING || value->raw.len != 16)
        return false;
    for (size_t i = 0; i < 16; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = memchr(digits, value->raw.ptr[i], 16);

        if (!digit)
            return false;
        hash = hash << 4 | (uint64_t)(digit - digits);
    }
    *out = hash;
    return true;
}

static bool take_kind(const struct json_value *value, enum tag_kind *out)
{
    if (value->kind != JSON_STRING)
        return false;
    *out = tag_kind_find(value->raw);
    return *out != TAG_NONE || value->raw.len == 0;
}

/* Bits of what a line must have. */
enum { HAS_ID = 1, HAS_KIND = 2, HAS_SEEN = 4, HAS_ALL = 7 };

/* False when a member is not what it must be; members that are not known are passed over. */
static bool take_member(const struct json_value *key, const struct json_value *value,
                        struct arena *arena, struct tag_line *out, unsigned *has)
{
    if (json_value_is(key, STR("id"))) {
        *has |= HAS_ID;
        return take_text(value, arena, &out->id);
    }
    if (json_value_is(key, STR("kind"))) {
        *has |= HAS_KIND;
        return take_kind(value, &out->kind);
    }
    if (json_value_is(key, STR("seen"))) {
        *has |= HAS_SEEN;
        return take_hash(value, &out->seen);
    }
    if (json_value_is(key, STR("set")))
        return take_text(value, arena, &out->set);
    if (json_value_is(key, STR("note")))
        return take_text(value, arena, &out->note);
    if (json_value_is(key, STR("attempt")))
        return take_number(value, 0, KEY_MOST, &out->attempt);
    if (json_value_is(key, STR("fold")))
        return take_number(value, 0, KEY_MOST, &out->fold);
    if (json_value_is(key, STR("layer")))
        return take_number(value, 0, KEY_MOST, &out->layer);
    if (json_value_is(key, STR("n")))
        return take_number(value, 0, UINT32_MAX, &out->which);
    if (json_value_is(key, STR("time")))
        return take_number(value, 0, INT64_MAX, &out->time);
    return true;
}

bool tag_line_parse(struct str line, struct arena *arena, struct tag_line *out)
{
    struct json_value object, key, value;
    struct json_iter it;
    unsigned has = 0;
    const char *end;

    line = str_trim(line);
    *out =
        (struct tag_line){.set = STR(""), .id = STR(""), .note = STR(""), .fold = -1, .layer = -1};
    if (line.len == 0 || line.len > TAG_LINE_MOST || line.ptr[0] != '{')
        return false;
    end = json_step(line.ptr, line.ptr + line.len, &object);
    if (end != line.ptr + line.len)
        return false;
    it = json_iter_of(&object);
    while (json_iter_next(&it, &key, &value))
        if (!take_member(&key, &value, arena, out, &has))
            return false;
    return !it.broken && has == HAS_ALL;
}

/* ---- writing a line ---- */

static void add_number(struct buf *out, const char *key, long long number, long long none)
{
    if (number != none)
        buf_addf(out, ",\"%s\":%lld", key, number);
}

void tag_line_add(struct buf *out, const struct tag_line *line)
{
    buf_add_c(out, "{\"id\":");
    quote_json(out, line->id);
    if (line->set.len) {
        buf_add_c(out, ",\"set\":");
        quote_json(out, line->set);
    }
    add_number(out, "attempt", line->attempt, 0);
    add_number(out, "fold", line->fold, -1);
    add_number(out, "layer", line->layer, -1);
    add_number(out, "n", line->which, 0);
    buf_addf(out, ",\"seen\":\"%016llx\",\"kind\":\"%s\"", (unsigned long long)line->seen,
             tag_kind_name(line->kind));
    if (line->note.len) {
        buf_add_c(out, ",\"note\":");
        quote_json(out, line->note);
    }
    add_number(out, "time", line->time, 0);
    buf_add_c(out, "}\n");
}

/* ---- the file ---- */

/* Every missing folder on the way to the file. */
static bool make_folders(const char *path, struct err *err)
{
    struct arena *arena = arena_new();
    char *folder = arena_strdup(arena, path_dir(arena, path));
    bool made = true;

    for (char *p = folder + 1; made && folder[0]; p++) {
        char kept = *p;

        if (kept != '/' && kept != '\0')
            continue;
        *p = '\0';
        if (mkdir(folder, 0700) != 0 && errno != EEXIST)
            made = err_set_file(err, ERR_IO, folder, "cannot be made: %s", strerror(errno));
        *p = kept;
        if (kept == '\0')
            break;
    }
    arena_free(arena);
    return made;
}

static bool lock(int fd)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    const struct timespec wait = {0, LOCK_WAIT_NS};

    for (int i = 0; i < LOCK_TRIES; i++) {
        if (fcntl(fd, F_SETLK, &whole) == 0 || errno == ENOLCK)
            return true; /* a file system without locks still appends whole lines */
        if (errno != EACCES && errno != EAGAIN && errno != EINTR)
            return false;
        nanosleep(&wait, NULL);
    }
    return false;
}

static bool write_line(int fd, const char *path, const struct tag_line *line, uint64_t *before,
                       uint64_t *after, struct err *err)
{
    struct buf text = {.ptr = NULL};
    struct stat status;
    char last = '\n';
    ssize_t written;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return err_set_file(err, ERR_IO, path, "is no regular file");
    if (!lock(fd))
        return err_set_file(err, ERR_IO, path, "is locked by another process");
    /* Its size may have changed while we waited. */
    if (fstat(fd, &status) == 0 && status.st_size > 0 &&
        (pread(fd, &last, 1, status.st_size - 1) != 1 || last != '\n'))
        buf_add_char(&text, '\n');
    tag_line_add(&text, line);
    written = write(fd, text.ptr, text.len);
    *before = (uint64_t)status.st_size;
    *after = *before + text.len;
    if (written < 0)
        err_set_file(err, ERR_IO, path, "cannot be written: %s", strerror(errno));
    else if ((size_t)written < text.len)
        err_set_file(err, ERR_IO, path, "could only be written in part: no room is left");
    written = written >= 0 && (size_t)written == text.len;
    buf_release(&text);
    return written;
}

bool tag_file_append(const char *path, const struct tag_line *line, uint64_t *before,
                     uint64_t *after, struct err *err)
{
    bool written;
    int fd;

    if (!make_folders(path, err))
        return false;
    /* Not blocking, should it be a pipe. */
    fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
    if (fd < 0)
        return err_set_file(err, ERR_IO, path, "cannot be opened: %s", strerror(errno));
    written = write_line(fd, path, line, before, after, err);
    if (close(fd) != 0 && written)
        written = err_set_file(err, ERR_IO, path, "cannot be written: %s", strerror(errno));
    return written;
}
