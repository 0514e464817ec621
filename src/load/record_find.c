#include <assay/load/record_find.h>

#include <assay/base/path.h>
#include <assay/load/csv_in.h>
#include <assay/load/text_in.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WINDOW = 1 << 16, BATCH_ROWS = 256 };

/* A run that is one file has that file as its root. */
const char *record_path(const struct run *run, uint32_t file, struct arena *arena)
{
    const char *root = run_root(run);
    struct stat status;
    size_t count;
    const struct run_file *files = run_files(run, &count);

    if (file >= count)
        return NULL;
    if (stat(root, &status) == 0 && S_ISREG(status.st_mode))
        return arena_strdup(arena, root);
    return path_join(arena, root, files[file].path);
}

/* The first place is that of row 0. */
const struct row_place *record_place(const struct row_index *rows, size_t row)
{
    size_t low = 0, high = rows->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (rows->places[middle].row <= row)
            low = middle;
        else
            high = middle;
    }
    return &rows->places[low];
}

static bool read_to_row(const char *path, const struct row_place *place, size_t row,
                        struct csv_place *found, struct err *err)
{
    struct csv_spec spec = {.from = place->offset, .window = WINDOW, .batch_rows = BATCH_ROWS};
    struct csv_reader *reader = csv_reader_open(path, NULL, &spec, err);
    struct csv_batch batch = {.done = false};
    uint64_t at = place->row;
    bool read = reader != NULL;

    while (read && (read = csv_reader_next(reader, &batch, err)) && !batch.done) {
        if (row - at < batch.row_count)
            break;
        at += batch.row_count;
    }
    if (read && batch.done)
        read = err_set_file(err, ERR_IO, path, "no longer holds row %zu", row + 1);
    else if (read)
        *found = batch.rows[row - at];
    csv_reader_close(reader);
    return read;
}

static bool find_row(const struct run *run, const struct row_index *rows, size_t index,
                     struct record_ref *ref, struct err *err)
{
    struct arena *arena = arena_new();
    const char *path = record_path(run, rows->file, arena);
    struct csv_place place = {.offset = 0};
    bool found =
        path ? read_to_row(path, record_place(rows, index), index, &place, err)
             : err_set(err, ERR_USAGE, "the samples name file %u, which is not there", rows->file);

    if (found)
        *ref = (struct record_ref){place.offset, place.length, rows->file};
    arena_free(arena);
    return found;
}

bool record_find(const struct run *run, const struct samples *samples, size_t index,
                 struct record_ref *ref, struct err *err)
{
    if (index >= samples->count)
        return err_set(err, ERR_USAGE, "there is no sample %zu: there are %zu", index + 1,
                       samples->count);
    if (samples->record && samples->record[index].length) {
        *ref = samples->record[index];
        return true;
    }
    if (samples->rows.count == 0)
        return err_set(err, ERR_USAGE, "sample %zu has no record in a file", index + 1);
    return find_row(run, &samples->rows, index, ref, err);
}

bool record_read_at(const struct run *run, const struct record_ref *ref, size_t most,
                    struct arena *arena, struct str *bytes, struct err *err)
{
    const char *path = record_path(run, ref->file, arena);
    size_t length = ref->length < most ? ref->length : most;

    if (!path)
        return err_set(err, ERR_USAGE, "the samples name file %u, which is not there", ref->file);
    return file_read_range(path, ref->offset, length, arena, bytes, err);
}

bool record_read(const struct run *run, const struct samples *samples, size_t index,
                 struct arena *arena, struct str *bytes, struct err *err)
{
    struct record_ref ref;

    return record_find(run, samples, index, &ref, err) &&
           record_read_at(run, &ref, SIZE_MAX, arena, bytes, err);
}

/* Line ends in the first `length` bytes; UINT64_MAX when there are not so many bytes. */
static uint64_t count_lines(int fd, uint64_t length)
{
    char bytes[WINDOW];
    uint64_t lines = 0;

    while (length > 0) {
        size_t wanted = length < sizeof(bytes) ? (size_t)length : sizeof(bytes);
        ssize_t got = read(fd, bytes, wanted);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return UINT64_MAX;
        for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(bytes + got - at))); at++)
            lines++;
        length -= (uint64_t)got;
    }
    return lines;
}

uint64_t record_line(const struct run *run, const struct record_ref *ref)
{
    struct arena *arena = arena_new();
    const char *path = ref->offset <= RECORD_LINE_REACH ? record_path(run, ref->file, arena) : NULL;
    int fd = path ? open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) : -1;
    struct stat status;
    uint64_t lines = UINT64_MAX;

    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
        lines = count_lines(fd, ref->offset);
    if (fd >= 0)
        close(fd);
    arena_free(arena);
    return lines == UINT64_MAX ? 0 : lines + 1;
}
