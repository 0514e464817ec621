#include "check.h"

#include <assay/load/json_split.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const fields[] = {"id"};
static const struct json_spec spec = {.fields = fields, .field_count = 1};

/* What is read, as numbers that order and any loss would change. */
struct sum {
    uint64_t records;
    uint64_t broken;
    uint64_t mix; /* of ids in their order */
};

static void add_all(struct json_reader *reader, struct sum *sum)
{
    struct json_record record;
    enum json_status status;

    while ((status = json_reader_next(reader, &record, NULL)) == JSON_RECORD ||
           status == JSON_BROKEN) {
        long long id = 0;

        if (status == JSON_RECORD)
            json_value_integer(&record.values[0], &id);
        sum->records += status == JSON_RECORD;
        sum->broken += status == JSON_BROKEN;
        sum->mix = sum->mix * 1000003 + (uint64_t)id;
    }
}

/* The file under a name that is free; the caller removes it. # in a record stands for its number.
 */
static void write_file(char path[64], const char *before, const char *record, const char *between,
                       const char *after, unsigned count)
{
    FILE *file;
    int fd;

    strcpy(path, "/tmp/json-split-XXXXXX");
    fd = mkstemp(path);
    file = fdopen(fd, "wb");
    fputs(before, file);
    for (unsigned i = 0; i < count; i++) {
        for (const char *at = record; *at; at++)
            if (*at == '#')
                fprintf(file, "%u", i);
            else
                fputc(*at, file);
        fputs(i + 1 < count ? between : "", file);
    }
    fputs(after, file);
    fclose(file);
}

static size_t read_in_sections(const char *path, size_t most, struct sum *sum, bool *joined)
{
    struct json_section sections[8];
    size_t count = json_split(path, &spec, most, sections, NULL);

    *joined = true;
    for (size_t k = 0; k < count; k++) {
        struct json_reader *reader = json_reader_open_section(path, &spec, &sections[k], NULL);

        add_all(reader, sum);
        *joined = *joined && json_reader_joined(reader);
        json_reader_close(reader);
    }
    return count;
}

static void check_sections(const char *path, size_t wanted)
{
    struct sum whole = {0, 0, 0};
    struct json_reader *reader = json_reader_open(path, &spec, NULL);

    add_all(reader, &whole);
    json_reader_close(reader);
    CHECK(whole.records > 0);
    for (size_t most = 1; most <= wanted; most++) {
        struct sum sum = {0, 0, 0};
        bool joined;

        CHECK_INT(read_in_sections(path, most, &sum, &joined), most);
        CHECK(joined);
        CHECK_INT(sum.records, whole.records);
        CHECK_INT(sum.broken, whole.broken);
        CHECK(sum.mix == whole.mix);
    }
}

static const char indented[] = "  {\n    \"id\": #,\n    \"text\": \"  {\\n \\\"id\\\": # \"\n  }";
static const char line[] = "{\"id\": #, \"text\": \"{\\\"id\\\": #\", \"list\": [{\"id\": 1}]}";

TEST(json_sections_of_arrays_and_lines_join_to_the_whole)
{
    char path[64];

    write_file(path, "[\n", indented, ",\n", "\n]\n", 150000);
    check_sections(path, 6);
    remove(path);
    write_file(path, "", line, "\n", "\n", 150000);
    check_sections(path, 6);
    remove(path);
    write_file(path, "[", line, ",\n", "]", 150000);
    check_sections(path, 6);
    remove(path);
}

TEST(json_sections_join_across_broken_records)
{
    char path[64];

    write_file(path, "", "{\"id\": #}\n{\"id\": \"open #", "\n", "\n", 200000);
    check_sections(path, 4);
    remove(path);
}

#define TWO "\n{\"id\": 1},\n{\"id\": 2},"
#define TEN TWO TWO TWO TWO TWO

TEST(json_wrong_guess_of_a_section_is_told)
{
    char path[64];
    struct sum sum = {0, 0, 0};
    bool joined;

    /* Records in records, at the same indentation and with the same first key. */
    write_file(path, "[\n", "{\"id\": #, \"sub\": [" TEN TEN TEN "\n{\"id\": 0}\n]}", ",\n",
               "\n]\n", 10000);
    CHECK(read_in_sections(path, 3, &sum, &joined) > 1);
    CHECK(!joined);
    remove(path);
}

TEST(json_small_and_single_line_files_are_one_section)
{
    struct json_section sections[4];
    char path[64];

    write_file(path, "[\n", indented, ",\n", "\n]\n", 100);
    CHECK_INT(json_split(path, &spec, 4, sections, NULL), 1);
    remove(path);
    write_file(path, "[", line, ",", "]", 100000);
    CHECK_INT(json_split(path, &spec, 4, sections, NULL), 1);
    remove(path);
    CHECK_INT(json_split("/nonexistent/file.json", &spec, 4, sections, NULL), 0);
}
