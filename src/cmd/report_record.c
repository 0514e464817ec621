#include <assay/cmd/report_record.h>

#include <assay/base/directory.h>
#include <assay/base/err.h>

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char first_line[] = "assay report 1";

enum { RECORD_MOST = 256 << 20 };

/* ---- writing ---- */

void report_record_begin(struct buf *text, uint64_t made)
{
    buf_addf(text, "%s\nmade %016" PRIx64 "\n", first_line, made);
}

void report_record_add_run(struct buf *text, uint64_t inputs, const char *folder)
{
    buf_addf(text, "run %016" PRIx64 " %s\n", inputs, folder);
}

void report_record_add_joined(struct buf *text, uint64_t inputs, const char *folder)
{
    buf_addf(text, "also %016" PRIx64 " %s\n", inputs, folder);
}

void report_record_add_none(struct buf *text, uint64_t inputs)
{
    buf_addf(text, "none %016" PRIx64 "\n", inputs);
}

void report_record_add_top(struct buf *text)
{
    buf_add_c(text, "top\n");
}

void report_record_add_file(struct buf *text, const char *name, uint64_t bytes)
{
    buf_addf(text, "file %" PRIu64 " %s\n", bytes, name);
}

/* ---- reading ---- */

struct reading {
    struct arena *arena;
    struct report_record *record;
    struct record_run *runs;
    struct record_file *files;
    size_t run_capacity, file_capacity;
};

/* No part is empty, "." or "..": it lies below the directory. */
static bool is_within(struct str name)
{
    struct str part;

    if (name.len == 0 || name.ptr[0] == '/' || name.ptr[name.len - 1] == '/' ||
        memchr(name.ptr, '\0', name.len))
        return false;
    while (str_split(&name, '/', &part))
        if (part.len == 0 || str_eq_c(part, ".") || str_eq_c(part, ".."))
            return false;
    return true;
}

static bool read_checksum(struct str text, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < text.len; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = memchr(digits, text.ptr[i], 16);

        if (!digit)
            return false;
        *value = *value << 4 | (uint64_t)(digit - digits);
    }
    return text.len == 16;
}

static bool add_part(struct reading *reading, struct record_run part)
{
    struct report_record *record = reading->record;

    part.first = record->file_count;
    reading->runs = array_grow(reading->runs, &reading->run_capacity, record->run_count + 1,
                               sizeof(*reading->runs));
    reading->runs[record->run_count++] = part;
    return true;
}

static bool add_run(struct reading *reading, struct str rest, bool joins)
{
    struct record_run run = {.part = RECORD_RUN, .joins = joins};
    struct str inputs;

    if (!str_split(&rest, ' ', &inputs) || !read_checksum(inputs, &run.inputs) ||
        (!str_eq_c(rest, ".") && !is_within(rest)))
        return false;
    run.folder = arena_strndup(reading->arena, rest.ptr, rest.len);
    return add_part(reading, run);
}

static bool add_file(struct reading *reading, struct str rest)
{
    struct report_record *record = reading->record;
    long long bytes;
    struct str size;

    if (record->run_count == 0 || !str_split(&rest, ' ', &size) || !str_integer(size, &bytes) ||
        bytes < 0 || !is_within(rest))
        return false;
    reading->files = array_grow(reading->files, &reading->file_capacity, record->file_count + 1,
                                sizeof(*reading->files));
    reading->files[record->file_count++] =
        (struct record_file){arena_strndup(reading->arena, rest.ptr, rest.len), (uint64_t)bytes};
    reading->runs[record->run_count - 1].count++;
    return true;
}

static bool add_line(struct reading *reading, struct str line)
{
    struct record_run none = {.part = RECORD_NONE};
    struct str word;

    if (line.len == 0)
        return true;
    if (str_eq_c(line, "top"))
        return add_part(reading, (struct record_run){.part = RECORD_TOP});
    if (!str_split(&line, ' ', &word))
        return false;
    if (str_eq_c(word, "run"))
        return add_run(reading, line, false);
    if (str_eq_c(word, "also"))
        return add_run(reading, line, true);
    if (str_eq_c(word, "file"))
        return add_file(reading, line);
    if (str_eq_c(word, "none"))
        return read_checksum(line, &none.inputs) && add_part(reading, none);
    return str_eq_c(word, "made") && read_checksum(line, &reading->record->made);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *const *sort_names(const struct report_record *record, struct arena *arena)
{
    const char **names = arena_zalloc(arena, record->file_count + 1, sizeof(*names));

    for (size_t i = 0; i < record->file_count; i++)
        names[i] = record->files[i].name;
    if (record->file_count)
        qsort(names, record->file_count, sizeof(*names), by_text);
    return names;
}

const struct report_record *report_record_parse(struct str text, struct arena *arena)
{
    struct reading reading = {.arena = arena,
                              .record = arena_zalloc(arena, 1, sizeof(struct report_record))};
    struct report_record *record = reading.record;
    struct str line;
    bool good = str_split(&text, '\n', &line) && str_eq_c(line, first_line);

    while (good && str_split(&text, '\n', &line))
        good = add_line(&reading, line);
    record->runs = arena_copy(arena, reading.runs, record->run_count, sizeof(*reading.runs));
    record->files = arena_copy(arena, reading.files, record->file_count, sizeof(*reading.files));
    record->sorted = sort_names(record, arena);
    free(reading.runs);
    free(reading.files);
    return good ? record : NULL;
}

/* A regular file of the directory, whole; the text is empty when there is none. */
static void read_whole(const char *directory, struct buf *text)
{
    struct buf path = {.ptr = NULL};
    struct stat status;
    char window[8192];
    ssize_t got;
    int fd;

    buf_addf(&path, "%s/%s", directory, DIRECTORY_RECORD);
    fd = open(path.ptr, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_size <= RECORD_MOST)
        while ((got = read(fd, window, sizeof(window))) > 0)
            buf_add(text, window, (size_t)got);
    if (fd >= 0)
        close(fd);
    buf_release(&path);
}

const struct report_record *report_record_read(const char *directory, struct arena *arena)
{
    struct buf text = {.ptr = NULL};
    const struct report_record *record;

    read_whole(directory, &text);
    record = text.len ? report_record_parse(buf_str(&text), arena) : NULL;
    buf_release(&text);
    return record;
}

/* ---- files ---- */

bool report_record_is_whole(const struct report_record *record, const struct record_run *part,
                            const char *directory)
{
    size_t first = part ? part->first : 0, count = part ? part->count : record->file_count;
    struct buf path = {.ptr = NULL};
    bool whole = true;

    for (size_t i = first; i < first + count && whole; i++) {
        struct stat status;

        buf_clear(&path);
        buf_addf(&path, "%s/%s", directory, record->files[i].name);
        whole = lstat(path.ptr, &status) == 0 && S_ISREG(status.st_mode) &&
                (uint64_t)status.st_size == record->files[i].bytes;
    }
    buf_release(&path);
    return whole;
}

bool report_record_lists(const struct report_record *record, const char *name)
{
    return strcmp(name, DIRECTORY_RECORD) == 0 ||
           (record->file_count &&
            bsearch(&name, record->sorted, record->file_count, sizeof(*record->sorted), by_text));
}

/* Folders that the file leaves empty, from the innermost. */
static void remove_folders(char *path, size_t root)
{
    for (size_t i = strlen(path); i-- > root;)
        if (path[i] == '/') {
            path[i] = '\0';
            if (i == root || rmdir(path) != 0)
                return;
        }
}

void report_record_remove_files(const struct report_record *record,
                                const struct report_record *keep, const char *directory)
{
    struct buf path = {.ptr = NULL};

    for (size_t i = 0; i < record->file_count; i++) {
        if (keep && report_record_lists(keep, record->files[i].name))
            continue;
        buf_clear(&path);
        buf_addf(&path, "%s/%s", directory, record->files[i].name);
        unlink(path.ptr);
        remove_folders(path.ptr, strlen(directory));
    }
    buf_release(&path);
}
