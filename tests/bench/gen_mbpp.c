/*
 * Writes a large file of MBPP evaluation records: gen_mbpp array|lines|other MEGABYTES OUT SRC...
 *
 * SRC are evaluation_results_all.json files (arrays of records). Their records, byte for byte save
 * for the id, are repeated in turn under new ids from 1000000 on; as many as an array needs to be
 * MEGABYTES long, so that both forms of one size hold the same records. `array`: as the evaluator
 * writes it, indented by two. `lines`: one record a line, blanks between tokens as Python writes
 * them. `other`: an array of the same ids in another order, each with the record that the next of
 * SRC has in that place, to be compared with the first. Prints records and bytes. The same
 * arguments always give the same file.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* OTHER_STEP is a prime: steps of it reach every place of all files but those of a multiple of it.
 */
enum { FIRST_ID = 1000000, OTHER_STEP = 1299709 };

enum form { ARRAY, LINES, OTHER };

static const char key[] = "\"mbpp_id\":";

/* A record without its id: what stands before and behind it. */
struct record {
    char *head, *tail;
    size_t head_length, tail_length;
};

struct records {
    struct record *all;
    size_t count, capacity;
    size_t first_count; /* of the first file */
    uint64_t bytes;     /* of all in the array form, ids of seven digits and ",\n" included */
};

static void fail(const char *what, const char *path)
{
    fprintf(stderr, "gen_mbpp: %s %s\n", what, path);
    exit(1);
}

static void *grown(void *old, size_t bytes)
{
    void *memory = realloc(old, bytes);

    if (!memory)
        fail("no memory for", "records");
    return memory;
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text;
    long end = 0;

    if (!file || fseek(file, 0, SEEK_END) != 0 || (end = ftell(file)) < 0)
        fail("cannot read", path);
    rewind(file);
    text = grown(NULL, (size_t)end + 1);
    if (fread(text, 1, (size_t)end, file) != (size_t)end)
        fail("cannot read", path);
    fclose(file);
    text[end] = '\0';
    *length = (size_t)end;
    return text;
}

/* Behind the string that opens at p. */
static const char *behind_string(const char *p)
{
    for (p++; *p && *p != '"'; p++)
        if (*p == '\\' && p[1])
            p++;
    return *p ? p + 1 : p;
}

/* Behind the object that opens at p; NULL when it does not end. */
static const char *behind_object(const char *p)
{
    int depth = 0;

    while (*p) {
        if (*p == '"') {
            p = behind_string(p);
            continue;
        }
        depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
        p++;
        if (depth == 0)
            return p;
    }
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Tokens with one blank after a comma or colon and none elsewhere. Returns the length. */
static size_t compact(char *to, const char *from, size_t length)
{
    const char *end = from + length;
    char *start = to;

    while (from < end) {
        const char *next = from + 1;

        if (*from == '"')
            next = behind_string(from);
        if (!is_blank(*from)) {
            memcpy(to, from, (size_t)(next - from));
            to += next - from;
        }
        if (*from == ',' || *from == ':')
            *to++ = ' ';
        from = next;
    }
    return (size_t)(to - start);
}

static char *copied(const char *from, size_t length, bool lines, size_t *kept)
{
    char *copy = grown(NULL, length * 2 + 1);

    *kept = length;
    if (lines)
        *kept = compact(copy, from, length);
    else
        memcpy(copy, from, length);
    return copy;
}

static void add_record(struct records *records, const char *from, const char *end, bool lines)
{
    const char *head_end = strstr(from, key), *tail;
    struct record *record;

    if (!head_end || head_end > end)
        return;
    head_end += sizeof(key) - 1;
    while (is_blank(*head_end))
        head_end++;
    tail = *head_end == '"' ? behind_string(head_end) : head_end + strcspn(head_end, ",} \r\n");
    if (records->count == records->capacity) {
        records->capacity = records->capacity ? records->capacity * 2 : 1024;
        records->all = grown(records->all, records->capacity * sizeof(*records->all));
    }
    record = &records->all[records->count++];
    record->head = copied(from, (size_t)(head_end - from), lines, &record->head_length);
    record->tail = copied(tail, (size_t)(end - tail), lines, &record->tail_length);
    /* Indent, head, id, tail, comma, line end. */
    records->bytes += 2 + (uint64_t)(head_end - from) + 7 + (uint64_t)(end - tail) + 2;
}

static void read_records(struct records *records, const char *path, bool lines)
{
    size_t length;
    char *text = read_file(path, &length);
    const char *p = text;

    while ((p = strchr(p, '{'))) {
        const char *end = behind_object(p);

        if (!end)
            fail("a record does not end in", path);
        add_record(records, p, end, lines);
        p = end;
    }
    free(text);
}

static uint64_t write_records(const struct records *records, uint64_t count, enum form form,
                              FILE *out)
{
    bool lines = form == LINES;
    uint64_t bytes = 0;

    for (uint64_t i = 0; i < count; i++) {
        uint64_t place = form == OTHER ? (i + 1) * OTHER_STEP % count : i;
        uint64_t origin = place + (form == OTHER ? records->first_count : 0);
        const struct record *record = &records->all[origin % records->count];

        if (!lines)
            bytes += fwrite(i ? ",\n  " : "[\n  ", 1, 4, out);
        bytes += fwrite(record->head, 1, record->head_length, out);
        bytes += (uint64_t)fprintf(out, "%llu", (unsigned long long)(FIRST_ID + place));
        bytes += fwrite(record->tail, 1, record->tail_length, out);
        if (lines)
            bytes += fwrite("\n", 1, 1, out);
    }
    if (!lines)
        bytes += fwrite("\n]\n", 1, 3, out);
    return bytes;
}

int main(int argc, char **argv)
{
    struct records records = {NULL, 0, 0, 0, 0};
    enum form form;
    uint64_t count, bytes;
    FILE *out;

    if (argc < 5)
        fail("usage: gen_mbpp array|lines|other MEGABYTES OUT", "SRC...");
    form = strcmp(argv[1], "lines") == 0 ? LINES : strcmp(argv[1], "other") == 0 ? OTHER : ARRAY;
    for (int i = 4; i < argc; i++) {
        read_records(&records, argv[i], form == LINES);
        if (i == 4)
            records.first_count = records.count;
    }
    if (records.count == 0)
        fail("no records in", argv[4]);
    count = (uint64_t)(strtod(argv[2], NULL) * 1e6 * (double)records.count / (double)records.bytes);
    out = fopen(argv[3], "wb");
    if (!out)
        fail("cannot write", argv[3]);
    bytes = write_records(&records, count, form, out);
    if (fclose(out) != 0)
        fail("cannot write", argv[3]);
    printf("%llu records, %llu bytes\n", (unsigned long long)count, (unsigned long long)bytes);
    for (size_t i = 0; i < records.count; i++) {
        free(records.all[i].head);
        free(records.all[i].tail);
    }
    free(records.all);
    return 0;
}
