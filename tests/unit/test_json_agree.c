#include "../fuzz/fuzz_json_events.h"
#include "check.h"

#include <assay/load/json_scan.h>

#include <cjson/cJSON.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* ---- every window and every path say the same ---- */

static const char *const fields[] = {"id", "a", "a.b", "a.b.0.c", "list.1"};

/* Forty of them. */
#define EIGHT       "\\\\\\\\\\\\\\\\"
#define BACKSLASHES EIGHT EIGHT EIGHT EIGHT EIGHT

static const char *const nasty[] = {
    "",
    "[]",
    "[{}]",
    "{}",
    "[{\"id\":1},{\"id\":2}]",
    "{\"id\":1}\n{\"id\":2}\n",
    "\xEF\xBB\xBF[\r\n {\"id\" : \"\\\\\" , \"a\":{\"b\":[{\"c\":1e999}]}} ,\r\n "
    "{\"id\":\"\\\"\"}\r\n]",
    "[{\"id\":\"" BACKSLASHES BACKSLASHES BACKSLASHES "\"},{\"id\":\"]}\"}]",
    "[{\"id\":\"x" BACKSLASHES BACKSLASHES "\\\"\"},{\"id\":\"]}\"}]",
    "[{\"id\":\"{[]}:,{[]}:,{[]}:,{[]}:,{[]}:,{[]}:,{[]}:,{[]}:,{[]}:,{[]}:,{[]}:,\",\"a\":0}]",
    "[\n  {\n    \"id\": 1\n  },\n  {\n    \"id\": \"open\n  },\n  {\n    \"id\": 3\n  }\n]\n",
    "{\"id\":1}\n{\"id\":\"open\n{\"id\":3}\nstray \"text\n{\"id\":4}\n\\{\"id\":5}\n{\"id\":6}",
    "[{\"id\":1} {\"id\":2},,{\"id\":3,},] x",
    "[1,\"two\",[3,{\"id\":4}],{\"id\":5},null,\"\\\"\",{\"id\":6}",
    "{\"id\":1,\"x\":[1,2\n{\"id\":2}\n{\"id\":3}\n",
    "[{\"id\":[1,2},{\"id\":3},{\"id\":\"x\"y\"},{\"id\":5}]",
    "{\"id\":NaN,\"a\":-Infinity}{\"id\":01}{\"id\":tru}\n{\"id\":Infinity}",
    "{\"a\":{\"b\":[{\"c\":1},{\"c\":2}]},\"list\":[[1],[2,[3]],4],\"a\":{\"b\":7}}",
    "{\"\\u0069d\":1,\"\\u0061\":{\"\\u0062\":2}}\n{\"id\":1,\"\\u0069d\":{\"x\":[]}}\n",
    "]]]}}}",
    "\"just a string\"",
    "\f\x1a{\"id\":1}\n{\"id\":2\f}\n{\"id\":3}",
    "{\"id\":1}\\\"{\"id\":2}\n{\"id\":\"a\" \\\"}\n{\"id\":3}\n",
    "[ [ {\r\n \"c\": 3 } ],,\r\n  {\r\n    \"id\": 2,\r\n    a\": 0},{\"id\":3},{\"id\":4}]",
    "[1,2,3,\n 4 5, {\"id\":1}, 6, 7\n]",
    "[{\"id\":1}",
    "[{\"id\":1},",
    "[{\"id\":1},{\"id",
    "[{\"id\":1},{\"id\":\"x\\",
};

static void agree_on(struct str text, size_t limit)
{
    static const size_t windows[] = {64, 65, 80, 100, 127, 128, 129, 200, 500, 1000, 4096};
    struct json_spec spec = {.fields = fields, .field_count = 5, .record_max = limit};
    struct buf wanted = {0}, events = {0};

    spec.path = JSON_PATH_PORTABLE;
    spec.window = (size_t)1 << 16;
    json_events(text, &spec, &wanted);
    for (int path = JSON_PATH_PORTABLE; path < JSON_PATH_COUNT; path++)
        for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
            spec.path = (enum json_path)path;
            spec.window = windows[i];
            buf_clear(&events);
            if (json_events(text, &spec, &events) && !CHECK_STR(events.ptr, wanted.ptr))
                fprintf(stderr, "# window %zu, path %s, in %.*s\n", windows[i],
                        json_path_name(spec.path), (int)text.len, text.ptr);
        }
    buf_release(&wanted);
    buf_release(&events);
}

TEST(json_every_window_and_path_gives_the_same_events)
{
    for (size_t i = 0; i < sizeof(nasty) / sizeof(nasty[0]); i++) {
        agree_on(str_of(nasty[i]), 0);
        agree_on(str_of(nasty[i]), 40);
    }
}

TEST(json_place_in_a_block_changes_nothing)
{
    for (size_t i = 0; i < sizeof(nasty) / sizeof(nasty[0]); i++)
        for (size_t blanks = 1; blanks < 64; blanks += 9) {
            struct buf text = {0};

            for (size_t k = 0; k < blanks; k++)
                buf_add_char(&text, ' ');
            buf_add_c(&text, nasty[i]);
            agree_on(buf_str(&text), 0);
            buf_release(&text);
        }
}

/* Marks by the definition in json_index.h, one byte at a time. */
static size_t marks_by_hand(const char *text, size_t length, size_t *marks)
{
    bool inside = false, escaped = false;
    size_t count = 0;

    for (size_t i = 0; i < length; i++) {
        bool hidden = escaped;
        char c = text[i];

        escaped = !hidden && c == '\\';
        if (inside && c == '\n') {
            marks[count++] = i;
            inside = escaped = false;
        } else if (inside) {
            inside = c != '"' || hidden;
        } else if (c == '"' && !hidden) {
            marks[count++] = i;
            inside = true;
        } else if (c == '{' || c == '}' || c == '[' || c == ']' || c == '\\') {
            marks[count++] = i;
        }
    }
    return count;
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static bool same_marks(json_index_fn *index, const char *text, size_t length, const size_t *wanted,
                       size_t count)
{
    static uint32_t marks[4096 + JSON_MARK_SLACK];
    struct json_carry carry = {0, 0};
    size_t at = 0, seen = 0;

    while (at < length) {
        size_t whole = (length - at) / JSON_BLOCK;
        char last[JSON_BLOCK];
        struct json_marks made;

        memset(last, ' ', sizeof(last));
        if (!whole)
            memcpy(last, text + at, length - at);
        made = index(whole ? text + at : last, whole ? whole : 1, &carry, marks);
        for (size_t i = 0; i < made.count; i++)
            if (seen == count || wanted[seen++] != at + marks[i])
                return false;
        at += made.bytes;
    }
    return seen == count;
}

TEST(json_marks_are_those_of_the_definition_on_every_path)
{
    static const char alphabet[] = "\"\"\"\\\\\\{}[]:,\n ax\x7f\xfb\xfd\xdb\xdd\x0c\x1a\xa2\xdc";
    static size_t wanted[4096];
    uint64_t state = 88172645463325252u;
    char text[4096];

    for (int round = 0; round < 3000; round++) {
        size_t length = 1 + next_random(&state) % (round % 10 ? 300 : sizeof(text)), count;
        size_t letters = 3 + next_random(&state) % (sizeof(alphabet) - 4);

        for (size_t i = 0; i < length; i++)
            text[i] = next_random(&state) % 3 ? 'y' : alphabet[next_random(&state) % letters];
        count = marks_by_hand(text, length, wanted);
        for (int path = JSON_PATH_PORTABLE; path < JSON_PATH_COUNT; path++) {
            json_index_fn *index = json_index_for((enum json_path)path);

            if (index && !CHECK(same_marks(index, text, length, wanted, count)))
                return;
        }
    }
}

/* ---- the same records and values as cJSON finds ---- */

struct tally {
    size_t records;
    size_t values;
};

static bool same_value(const struct json_value *value, const cJSON *wanted)
{
    struct buf text = {0};
    double number;
    bool same = false;

    if (!wanted)
        return value->kind == JSON_ABSENT;
    switch (value->kind) {
    case JSON_ABSENT:
        return false;
    case JSON_NULL:
        return cJSON_IsNull(wanted);
    case JSON_TRUE:
        return cJSON_IsTrue(wanted);
    case JSON_FALSE:
        return cJSON_IsFalse(wanted);
    case JSON_NUMBER:
        return cJSON_IsNumber(wanted) && json_value_number(value, &number) &&
               number == wanted->valuedouble;
    case JSON_STRING:
        json_value_text(value, &text);
        buf_add_char(&text, '\0');
        /* cJSON's texts end at an escaped NUL. */
        same = cJSON_IsString(wanted) && strcmp(text.ptr, wanted->valuestring) == 0;
        buf_release(&text);
        return same;
    case JSON_ARRAY:
    case JSON_OBJECT: {
        struct json_iter it = json_iter_of(value);
        struct json_value key, element;
        const cJSON *child = wanted->child;

        if ((value->kind == JSON_ARRAY ? !cJSON_IsArray(wanted) : !cJSON_IsObject(wanted)))
            return false;
        while (json_iter_next(&it, &key, &element)) {
            if (!child || !same_value(&element, child) ||
                (child->string && !json_value_is(&key, str_of(child->string))))
                return false;
            child = child->next;
        }
        return !it.broken && !child;
    }
    }
    return false;
}

#define KEYS_MOST 12

/* The keys of all records, as paths of one part, up to KEYS_MOST. */
static size_t collect_keys(const cJSON *array, char keys[KEYS_MOST][JSON_KEY_MAX])
{
    size_t count = 0;

    for (const cJSON *record = array->child; record; record = record->next)
        for (const cJSON *member = record->child; member; member = member->next) {
            size_t k = 0;

            if (strlen(member->string) + 1 > JSON_KEY_MAX || strpbrk(member->string, ".\\") ||
                member->string[0] == '\0')
                continue;
            while (k < count && strcmp(keys[k], member->string) != 0)
                k++;
            if (k == count && count < KEYS_MOST)
                strcpy(keys[count++], member->string);
        }
    return count;
}

/* cJSON gives the first of equal keys; documents here have none. */
static bool agrees_with_tree(struct str text, const cJSON *array, size_t window, const char *member,
                             struct tally *tally)
{
    char keys[KEYS_MOST][JSON_KEY_MAX];
    const char *paths[KEYS_MOST];
    struct json_spec spec = {.fields = paths, .window = window, .member = member};
    struct json_reader *reader;
    struct json_record record;
    const cJSON *wanted = array->child;
    bool same = true;
    enum json_status status;

    spec.field_count = collect_keys(array, keys);
    for (size_t i = 0; i < spec.field_count; i++)
        paths[i] = keys[i];
    reader = json_reader_open_memory(text, "memory", &spec, NULL);
    while ((status = json_reader_next(reader, &record, NULL)) == JSON_RECORD && same && wanted) {
        tally->records++;
        for (size_t i = 0; i < spec.field_count && same; i++, tally->values++)
            same =
                same_value(&record.values[i], cJSON_GetObjectItemCaseSensitive(wanted, paths[i]));
        wanted = wanted->next;
    }
    json_reader_close(reader);
    return same && !wanted && status == JSON_END;
}

/* More than a block, and more than is remembered of a key. */
#define LONG_TEXT "long text over more than one block of sixty-four bytes, really \" so, and on"
#define LONG_KEY  "a key with a longer name, over forty-eight bytes"

static cJSON *random_value(uint64_t *state, int depth)
{
    static const char *const texts[] = {"",     "plain", "a\"b\\c", "\n\t",   "\xC3\xA9",
                                        "{[]}", "\x01",  "x,y:z",   "\\\\\"", LONG_TEXT};
    cJSON *value;

    switch (next_random(state) % (depth > 3 ? 5 : 7)) {
    case 0:
        return cJSON_CreateNull();
    case 1:
        return cJSON_CreateBool((int)(next_random(state) % 2));
    case 2:
        return cJSON_CreateNumber((double)(int64_t)next_random(state) / 1048576.0);
    case 3:
        return cJSON_CreateNumber((double)(next_random(state) % 1000));
    case 4:
        return cJSON_CreateString(texts[next_random(state) % (sizeof(texts) / sizeof(texts[0]))]);
    case 5:
        value = cJSON_CreateArray();
        for (uint64_t n = next_random(state) % 5; n; n--)
            cJSON_AddItemToArray(value, random_value(state, depth + 1));
        return value;
    default:
        value = cJSON_CreateObject();
        for (uint64_t n = next_random(state) % 5; n; n--) {
            char key[32];

            snprintf(key, sizeof(key), "k%u%s", (unsigned)n, n % 2 ? "\"" : "\n");
            cJSON_AddItemToObject(value, key, random_value(state, depth + 1));
        }
        return value;
    }
}

/* Mostly the same keys in the same order, now and then not. */
static cJSON *random_record(uint64_t *state)
{
    static const char *const keys[] = {"id",     "passed", "tab\tkey", "quote\"key",
                                       LONG_KEY, "list",   "\xC3\xBC", "last"};
    cJSON *record = cJSON_CreateObject();
    size_t shift = next_random(state) % 8 ? 0 : next_random(state) % 8;

    for (size_t i = 0; i < 8; i++)
        if (next_random(state) % 12)
            cJSON_AddItemToObject(record, keys[(i + shift) % 8], random_value(state, 0));
    return record;
}

TEST(json_random_documents_read_as_cjson_reads_them)
{
    static const size_t windows[] = {64, 100, 1000, 0};
    uint64_t state = 1181783497276652981u;
    struct tally tally = {0, 0};

    for (int round = 0; round < 400; round++) {
        cJSON *array = cJSON_CreateArray();
        char *text;

        /* Printing rounds numbers, so what counts is what cJSON makes of the text. */
        for (uint64_t n = next_random(&state) % 12; n; n--)
            cJSON_AddItemToArray(array, random_record(&state));
        text = round % 2 ? cJSON_Print(array) : cJSON_PrintUnformatted(array);
        cJSON_Delete(array);
        array = cJSON_Parse(text);
        if (!CHECK(agrees_with_tree(str_of(text), array, windows[round % 4], NULL, &tally)))
            fprintf(stderr, "# round %d: %s\n", round, text);
        cJSON_free(text);
        cJSON_Delete(array);
    }
    CHECK(tally.records > 1500 && tally.values > 10000);
}

/* ---- real files ---- */

static bool read_whole(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "rb");
    char bytes[65536];
    size_t got;

    if (!file)
        return false;
    while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
        buf_add(out, bytes, got);
    fclose(file);
    return out->len > 0;
}

static bool all_objects(const cJSON *array)
{
    const cJSON *element = cJSON_IsArray(array) ? array->child : NULL;

    while (element && cJSON_IsObject(element))
        element = element->next;
    return cJSON_IsArray(array) && !element;
}

/* The lines of a JSONL file as one array; NULL when it is none. */
static cJSON *parse_lines(struct str text)
{
    cJSON *array = cJSON_CreateArray(), *item;
    struct str line;

    while (str_split(&text, '\n', &line)) {
        if (str_trim(line).len == 0)
            continue;
        item = cJSON_ParseWithLength(line.ptr, line.len);
        if (!cJSON_IsObject(item)) {
            cJSON_Delete(item);
            cJSON_Delete(array);
            return NULL;
        }
        cJSON_AddItemToArray(array, item);
    }
    return array;
}

static void compare_file(const char *path, struct tally *tally)
{
    struct buf text = {0};
    cJSON *tree = NULL, *lines = NULL;

    /* cJSON knows no NaN: such files are left out. */
    if (read_whole(path, &text))
        tree = cJSON_ParseWithLength(text.ptr, text.len);
    if (tree && all_objects(tree) && tree->child) {
        if (!CHECK(agrees_with_tree(buf_str(&text), tree, 0, NULL, tally)))
            fprintf(stderr, "# %s\n", path);
        CHECK(agrees_with_tree(buf_str(&text), tree, 5000, NULL, tally));
    } else if (cJSON_IsObject(tree)) {
        for (const cJSON *member = tree->child; member; member = member->next)
            if (all_objects(member) && member->child && strlen(member->string) < JSON_KEY_MAX &&
                !CHECK(agrees_with_tree(buf_str(&text), member, 0, member->string, tally)))
                fprintf(stderr, "# %s: %s\n", path, member->string);
    } else if (text.len && (lines = parse_lines(buf_str(&text)))) {
        if (!CHECK(agrees_with_tree(buf_str(&text), lines, 0, NULL, tally)))
            fprintf(stderr, "# %s\n", path);
    }
    cJSON_Delete(tree);
    cJSON_Delete(lines);
    buf_release(&text);
}

static void compare_folder(const char *folder, int depth, struct tally *tally)
{
    DIR *dir = depth < 8 ? opendir(folder) : NULL;
    struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        char path[4096];
        struct stat status;

        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        if (stat(path, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            compare_folder(path, depth + 1, tally);
        else if (strstr(entry->d_name, ".json"))
            compare_file(path, tally);
    }
    if (dir)
        closedir(dir);
}

TEST(json_real_files_read_as_cjson_reads_them)
{
    const char *folder = getenv("ASSAY_REAL_RUNS");
    struct tally tally = {0, 0};

    if (!folder) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return;
    }
    compare_folder(folder, 0, &tally);
    fprintf(stderr, "# %zu records, %zu values compared\n", tally.records, tally.values);
    CHECK(tally.records > 0);
}
