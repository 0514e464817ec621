/*
 * Reads the records of one file with several threads, a section each.
 *
 * usage: json_sections FILE THREADS
 * Prints records and passed ones, and whether the sections joined.
 */
#include <assay/load/json_split.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS_MOST 16

static const char *const fields[] = {"mbpp_id",      "passed",         "error",
                                     "test_outputs", "generated_code", "test_cases"};
static const struct json_spec spec = {.fields = fields, .field_count = 6};

struct part {
    const char *path;
    struct json_section section;
    unsigned long long records;
    unsigned long long passed;
    bool joined;
};

static void *read_part(void *arg)
{
    struct part *part = arg;
    struct json_reader *reader = json_reader_open_section(part->path, &spec, &part->section, NULL);
    struct json_record record;
    enum json_status status;

    while (reader && ((status = json_reader_next(reader, &record, NULL)) == JSON_RECORD ||
                      status == JSON_BROKEN)) {
        part->records++;
        part->passed += status == JSON_RECORD && record.values[1].kind == JSON_TRUE;
    }
    part->joined = reader && json_reader_joined(reader);
    json_reader_close(reader);
    return NULL;
}

int main(int argc, char **argv)
{
    struct json_section sections[THREADS_MOST];
    struct part parts[THREADS_MOST] = {{.path = NULL}};
    pthread_t threads[THREADS_MOST];
    size_t most = argc > 2 ? strtoull(argv[2], NULL, 10) : 2, count;
    bool joined = true;

    count = argc > 1 && most <= THREADS_MOST ? json_split(argv[1], &spec, most, sections, NULL) : 0;
    for (size_t k = 0; k < count; k++) {
        parts[k].path = argv[1];
        parts[k].section = sections[k];
        if (pthread_create(&threads[k], NULL, read_part, &parts[k]) != 0)
            return 1;
    }
    for (size_t k = 0; k < count; k++) {
        pthread_join(threads[k], NULL);
        parts[0].records += k ? parts[k].records : 0;
        parts[0].passed += k ? parts[k].passed : 0;
        joined = joined && parts[k].joined;
    }
    printf("%zu sections, %llu records, %llu passed, %s\n", count, parts[0].records,
           parts[0].passed, joined ? "joined" : "not joined");
    return count == 0 || !joined;
}
