#include <assay/load/json_split.h>

#include <assay/load/json_between.h>

#include <sys/stat.h>
#include <unistd.h>

/* Smaller parts are not worth a thread. */
#define SECTION_LEAST ((uint64_t)1 << 20)

/* Records looked at to learn how they begin. */
#define FIRST_ONES 4

/* Read on from `offset`, where records are expected. */
static bool go_to(struct json_reader *reader, const struct json_section *section, uint64_t offset)
{
    if (lseek(reader->fd, (off_t)offset, SEEK_SET) < 0)
        return false;
    reader->walk.window.base = offset;
    reader->head = section->head;
    reader->comma = COMMA_UNKNOWN;
    reader->where = section->member ? IN_MEMBER : section->array ? IN_ARRAY : IN_SEQUENCE;
    return true;
}

struct json_reader *json_reader_open_section(const char *path, const struct json_spec *spec,
                                             const struct json_section *section, struct err *err)
{
    struct json_reader *reader = json_reader_open(path, spec, err);

    if (!reader)
        return NULL;
    reader->section_end = section->end;
    if (section->begin == 0 || go_to(reader, section, section->begin))
        return reader;
    err_set_file(err, ERR_IO, path, "cannot be read from its middle");
    json_reader_close(reader);
    return NULL;
}

bool json_reader_joined(const struct json_reader *reader)
{
    bool last = reader->section_end == UINT64_MAX;

    return last ? reader->where == IS_OVER && reader->ended != JSON_ERROR : reader->to_section_end;
}

/* How the records of the file begin, from its first ones. False when they do not begin lines. */
static bool learn(struct json_reader *reader, struct json_section *section)
{
    struct json_record record;

    for (int i = 0; i < FIRST_ONES; i++) {
        enum json_status status = json_reader_next(reader, &record, NULL);

        if (status != JSON_RECORD && status != JSON_BROKEN)
            return false;
    }
    *section = (struct json_section){
        .end = UINT64_MAX,
        .array = json_in_array(reader),
        .member = reader->where == IN_MEMBER,
        .head = reader->head,
    };
    return reader->head.lines && reader->head.full && !reader->walk.first_key_varies;
}

/* The first record that begins behind `from`; UINT64_MAX: none. */
static uint64_t find_begin(const char *path, const struct json_section *section, uint64_t from)
{
    struct json_spec spec = {.window = (size_t)64 << 10};
    struct json_reader *reader = json_reader_open(path, &spec, NULL);
    uint64_t begin = UINT64_MAX;

    if (reader && go_to(reader, section, from) &&
        json_resync_between(&reader->walk, &reader->head, 0))
        begin = json_window_offset(&reader->walk.window, section->head.bare - 1);
    json_reader_close(reader);
    return begin;
}

static uint64_t size_of(const struct json_reader *reader)
{
    struct stat status;

    return fstat(reader->fd, &status) == 0 && S_ISREG(status.st_mode) ? (uint64_t)status.st_size
                                                                      : 0;
}

size_t json_split(const char *path, const struct json_spec *spec, size_t most,
                  struct json_section *sections, struct err *err)
{
    struct json_reader *reader = json_reader_open(path, spec, err);
    size_t count = 1;
    uint64_t size;

    if (!reader)
        return 0;
    sections[0] = (struct json_section){.end = UINT64_MAX};
    size = size_of(reader);
    if (size / SECTION_LEAST < most)
        most = (size_t)(size / SECTION_LEAST);
    if (most > 1 && !learn(reader, &sections[0]))
        most = 1;
    json_reader_close(reader);
    for (size_t k = 1; k < most; k++) {
        uint64_t from = size / most * k, begin;

        if (from <= sections[count - 1].begin)
            continue;
        begin = find_begin(path, &sections[0], from);
        if (begin == UINT64_MAX)
            break;
        sections[count] = sections[0];
        sections[count].begin = begin;
        sections[count].end = UINT64_MAX;
        sections[count - 1].end = begin;
        count++;
    }
    return count;
}
