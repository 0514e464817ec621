#include <assay/load/csv_split.h>

#include <assay/load/csv_window.h>

#include <string.h>
#include <unistd.h>

enum { PART = 4096 };

/* The first byte after the first line end at or after `at`. */
static bool next_line(int fd, uint64_t at, uint64_t size, uint64_t *found, struct err *err)
{
    char part[PART + 1];

    *found = size;
    for (; at < size; at += PART) {
        long long got = csv_file_read(fd, part, PART + 1, at, err);

        if (got < 0)
            return false;
        for (long long i = 0; i < got && i < PART; i++) {
            bool pair = i + 1 < got && part[i + 1] == '\n';

            if (part[i] == '\n' || part[i] == '\r') {
                *found = at + (uint64_t)i + (part[i] == '\r' && pair ? 2 : 1);
                return true;
            }
        }
    }
    return true;
}

bool csv_split(const char *path, const struct csv_dialect *dialect, size_t count, uint64_t *offsets,
               struct err *err)
{
    uint64_t size, begin = dialect->data_offset;
    bool fine = true;
    int fd = csv_file_open(path, &size, err);

    if (fd < 0)
        return false;
    if (size < begin)
        size = begin;
    offsets[0] = begin;
    offsets[count] = size;
    for (size_t i = 1; i < count && fine; i++) {
        uint64_t near = begin + (size - begin) / count * i;

        if (near < offsets[i - 1])
            offsets[i] = offsets[i - 1];
        else
            fine = next_line(fd, near, size, &offsets[i], err);
    }
    close(fd);
    if (!fine)
        err_in_file(err, path);
    return fine;
}
