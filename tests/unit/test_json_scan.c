#include "../fuzz/fuzz_json_events.h"
#include "check.h"

#include <assay/load/json_scan.h>

#include <stdio.h>
#include <string.h>

static const char *const fields[] = {"id", "a.b", "list", "list.1"};

/* Records as the test reads them: "1 -2- 3 ." is record, broken, record, end. */
struct seen {
    char ids[256];
    enum json_status ended;
    enum json_cause cause; /* of the last broken one */
    uint64_t fault;
    uint64_t number;
    uint64_t ended_at;
    struct json_oddities odd;
};

static struct seen read_all(const char *text, size_t length, const char *member, size_t limit)
{
    struct json_spec spec = {
        .fields = fields, .field_count = 4, .member = member, .record_max = limit};
    struct json_reader *reader =
        json_reader_open_memory((struct str){text, length}, "memory", &spec, NULL);
    struct seen seen = {.ids = ""};
    struct json_record record;
    enum json_status status;
    size_t used = 0;

    while ((status = json_reader_next(reader, &record, NULL)) == JSON_RECORD ||
           status == JSON_BROKEN) {
        struct str id = status == JSON_RECORD ? record.values[0].raw : STR("!");

        used += (size_t)snprintf(seen.ids + used, sizeof(seen.ids) - used, "%s%.*s",
                                 used ? " " : "", (int)id.len, id.ptr);
        if (status == JSON_BROKEN) {
            seen.cause = record.cause;
            seen.fault = record.fault;
            seen.number = record.number;
        }
        if (used > 200)
            break;
    }
    seen.ended = status;
    seen.ended_at = status == JSON_CUT ? record.offset : 0;
    seen.odd = *json_reader_oddities(reader);
    json_reader_close(reader);
    return seen;
}

static struct seen read_text(const char *text)
{
    return read_all(text, strlen(text), NULL, 0);
}

TEST(json_array_and_lines_give_the_same_records)
{
    struct seen seen = read_text("[{\"id\":1},{\"id\":2},\n{\"id\":3}]\n");

    CHECK_STR(seen.ids, "1 2 3");
    CHECK_INT(seen.ended, JSON_END);
    CHECK_STR(read_text("{\"id\":1}\n{\"id\":2}\n{\"id\":3}").ids, "1 2 3");
    CHECK_STR(read_text("{\"id\":1}{\"id\":2} {\"id\":3}\n").ids, "1 2 3");
    CHECK_STR(read_text("\xEF\xBB\xBF \r\n[\r\n{\"id\":1},\r\n{\"id\":2}\r\n]\r\n").ids, "1 2");
    CHECK_STR(read_text("{\"id\" : 1}\r\n\r\n{\r\n\"id\"\t: 2\r\n}\r\n").ids, "1 2");
}

TEST(json_file_without_records_is_no_fault)
{
    CHECK_INT(read_text("").ended, JSON_END);
    CHECK_INT(read_text(" \n\n ").ended, JSON_END);
    CHECK_INT(read_text("[]").ended, JSON_END);
    CHECK_INT(read_text("[ \n ]\n").ended, JSON_END);
    CHECK_STR(read_text("[]").ids, "");
}

TEST(json_member_array_is_found_behind_other_members)
{
    static const char text[] = "{\"meta\": {\"runs\": [{\"id\": 9}]}, \"n\": 2, \"s\": \"[{\","
                               " \"ru\\u006es\": [{\"id\": 1}, {\"id\": 2}], \"tail\": [";

    CHECK_STR(read_all(text, strlen(text), "runs", 0).ids, "1 2");
    CHECK_INT(read_all(text, strlen(text), "runs", 0).ended, JSON_END);
    CHECK_STR(read_all(text, strlen(text), "meta.runs", 0).ids, "9");
    CHECK_INT(read_all(text, strlen(text), "meta", 0).ended, JSON_ERROR);
    CHECK_INT(read_all(text, strlen(text), "nothing", 0).ended, JSON_ERROR);
}

TEST(json_broken_line_costs_one_record)
{
    static const struct {
        const char *line;
        enum json_cause cause;
    } faults[] = {
        {"{\"id\":\"open", JSON_CAUSE_STRING},
        {"{\"id\":2 \"x\":3}", JSON_CAUSE_COMMA},
        {"{\"id\":\"x\"y\"}", JSON_CAUSE_COMMA},
        {"{\"id\" 2}", JSON_CAUSE_COLON},
        {"{\"id\":}", JSON_CAUSE_VALUE},
        {"{\"id\":tru}", JSON_CAUSE_SCALAR},
        {"{\"id\":01}", JSON_CAUSE_SCALAR},
        {"{\"id\":1.}", JSON_CAUSE_SCALAR},
        {"{\"id\":.5}", JSON_CAUSE_SCALAR},
        {"{\"id\":+5}", JSON_CAUSE_SCALAR},
        {"{id:2}", JSON_CAUSE_KEY},
        {"{\"id\":2]", JSON_CAUSE_BRACKETS},
        {"{\"id\":[1,2}", JSON_CAUSE_BRACKETS},
        {"{\"id\":2", JSON_CAUSE_COMMA},
        {"{\"id\":\\\"2\"}", JSON_CAUSE_SCALAR},
        {"not json at all", JSON_CAUSE_BETWEEN},
        {"\"text\"", JSON_CAUSE_BETWEEN},
        {"}", JSON_CAUSE_BETWEEN},
    };

    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        struct seen seen;
        char text[200];

        snprintf(text, sizeof(text), "{\"id\":1}\n%s\n{\"id\":3}\n{\"id\":4}\n", faults[i].line);
        seen = read_text(text);
        if (!CHECK_STR(seen.ids, "1 ! 3 4") || !CHECK_INT(seen.cause, faults[i].cause))
            fprintf(stderr, "# in %s\n", faults[i].line);
        CHECK_INT(seen.ended, JSON_END);
        CHECK_INT(seen.number, 2);
        CHECK(seen.fault >= 9 && seen.fault <= 10 + strlen(faults[i].line));
    }
}

TEST(json_broken_record_costs_one_record_of_an_indented_array)
{
    static const char *const faults[] = {
        "{\"id\": \"open\n  }",    "{\"id\": 2\n   \"x\": 3\n  }", "{\"id\": \"x\"y\"\n  }",
        "{\n    \"id\": tru\n  }", "{\n    \"id\": [\n  }",        "{\n    \"id\": {\n  }",
        "{\n    \"id\": 2\n  ]",   "{\n    \"id\": 2\n",           "{\n \"id\": {\"a\":1}}\n  }",
    };

    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        char text[300];

        snprintf(text, sizeof(text),
                 "[\n  {\n    \"id\": 1\n  },\n  %s,\n  {\n    \"id\": 3\n  },\n"
                 "  {\n    \"id\": 4\n  }\n]\n",
                 faults[i]);
        /* A bracket too many ends the record early: then the rest of its line is stray text. */
        if (!CHECK(strcmp(read_text(text).ids, "1 ! 3 4") == 0 || i == 8))
            fprintf(stderr, "# in %s: %s\n", faults[i], read_text(text).ids);
        CHECK_INT(read_text(text).ended, JSON_END);
    }
}

TEST(json_broken_record_costs_one_record_of_an_array_on_one_line)
{
    CHECK_STR(read_text("[{\"id\":1},{\"id\":tru},{\"id\":3}]").ids, "1 ! 3");
    CHECK_STR(read_text("[{\"id\":1},{\"id\":\"x\"y\"},{\"id\":3}]").ids, "1 ! 3");
    CHECK_STR(read_text("[{\"id\":1},{\"id\":\"x\",\"a\":\"y\"z\"},{\"id\":3}]").ids, "1 ! 3");
    CHECK_STR(read_text("[{\"id\":1},{\"id\":[1,2},{\"id\":3}]").ids, "1 ! 3");
    CHECK_STR(read_text("[{\"id\":1},{\"x\":{\"id\":[]},\"id\":nul},{\"id\":3}]").ids, "1 ! 3");
    CHECK_STR(read_text("[{\"id\":tru},{\"id\":2}]").ids, "! 2");
    CHECK_STR(read_text("[{\"id\":1},{\"id\":[{\"id\":7},{\"id\":8}] 9},{\"id\":3}]").ids, "1 ! 3");
}

TEST(json_first_record_may_be_the_broken_one)
{
    CHECK_STR(read_text("[{\"id\":\"x\"y\"},{\"id\":2},{\"id\":3}]").ids, "! 2 3");
    CHECK_STR(read_text("{\"id\":\"x\n{\"id\":2}\n{\"id\":3}\n").ids, "! 2 3");
    CHECK_STR(read_text("[\n {\"id\": tru},\n {\"id\":2}\n]").ids, "! 2");
}

/* Elements without marks are given one by one, in time and memory that do not grow with their
 * square. */
TEST(json_long_array_of_numbers_is_passed_over_number_by_number)
{
    struct buf text = {0};
    struct json_spec spec = {.window = 4096};
    struct json_reader *reader;
    struct json_record record;
    uint64_t broken = 0;
    enum json_status status;

    buf_add_c(&text, "[0");
    for (int i = 0; i < 300000; i++)
        buf_add_c(&text, ", 12345");
    buf_add_c(&text, ",{}]");
    reader = json_reader_open_memory(buf_str(&text), "memory", &spec, NULL);
    while ((status = json_reader_next(reader, &record, NULL)) == JSON_BROKEN)
        broken++;
    CHECK_INT(broken, 300001);
    CHECK_INT(status, JSON_RECORD);
    CHECK_INT(record.number, 300002);
    json_reader_close(reader);
    buf_release(&text);
}

TEST(json_elements_that_are_no_objects_are_broken_records)
{
    CHECK_STR(read_text("[1, {\"id\":1}, \"x\", [1,[2]], null, {\"id\":2}, true]").ids,
              "! 1 ! ! ! 2 !");
    CHECK_INT(read_text("[1, {\"id\":1}]").cause, JSON_CAUSE_NOT_AN_OBJECT);
    CHECK_INT(read_text("[1, {\"id\":1}]").odd.missing_commas, 0);
}

TEST(json_commas_missing_or_too_many_are_counted_and_let_pass)
{
    struct seen seen = read_text("[{\"id\":1} {\"id\":2},,{\"id\":3,},]");

    CHECK_STR(seen.ids, "1 2 3");
    CHECK_INT(seen.odd.missing_commas, 1);
    CHECK_INT(seen.odd.extra_commas, 2);
    CHECK_INT(read_text("[{\"id\":1},{\"id\":2}]").odd.extra_commas, 0);
    CHECK_STR(read_text("{\"id\":1},\n{\"id\":2},\n").ids, "1 2");
}

TEST(json_text_after_the_array_is_noted)
{
    struct seen seen = read_text("[{\"id\":1}] \n x");

    CHECK(seen.odd.text_after_end);
    CHECK_INT(seen.odd.after_end, 13);
    CHECK(!read_text("[{\"id\":1}] \n").odd.text_after_end);
    CHECK(read_text("\xEF\xBB\xBF[]").odd.byte_order_mark);
}

TEST(json_cut_file_gives_the_records_before_the_cut)
{
    static const char array[] = "[\n  {\n    \"id\": 1,\n    \"list\": [\"x\", \"y\"]\n  },\n"
                                "  {\n    \"id\": 2,\n    \"list\": [\"x\\\"\", \"y\"]\n  }\n]\n";
    size_t first = (size_t)(strstr(array, "},") - array) + 1, length = strlen(array);

    for (size_t cut = 1; cut < length - 1; cut++) {
        struct seen seen = read_all(array, cut, NULL, 0);
        const char *wanted = cut < first ? "" : cut < length - 3 ? "1" : "1 2";

        if (!CHECK_STR(seen.ids, wanted) || !CHECK_INT(seen.ended, JSON_CUT))
            fprintf(stderr, "# cut at %zu\n", cut);
    }
    CHECK_INT(read_all(array, first + 20, NULL, 0).ended_at, first + 4);
    CHECK_INT(read_text("{\"id\":1}\n{\"id\":2").ended, JSON_CUT);
    CHECK_STR(read_text("{\"id\":1}\n{\"id\":2").ids, "1");
}

TEST(json_line_that_was_never_closed_does_not_swallow_those_behind)
{
    struct seen seen = read_text("{\"id\":1}\n{\"id\":2,\"x\":[\"a\"\n{\"id\":3}\n{\"id\":4}\n");

    CHECK_STR(seen.ids, "1 ! 3 4");
    CHECK_INT(seen.cause, JSON_CAUSE_NOT_CLOSED);
}

TEST(json_depth_bomb_is_one_broken_record)
{
    size_t levels = 100000, length = 0;
    char *text = xmalloc(8 * levels);
    struct seen seen;

    length = (size_t)sprintf(text, "{\"id\":1}\n{\"x\":");
    memset(text + length, '[', levels);
    length += levels;
    length += (size_t)sprintf(text + length, "\n{\"id\":3}\n");
    seen = read_all(text, length, NULL, 0);
    CHECK_STR(seen.ids, "1 ! 3");
    CHECK_INT(seen.cause, JSON_CAUSE_DEPTH);

    length = (size_t)sprintf(text, "[{\"id\":1},{\"x\":");
    for (size_t i = 0; i < levels; i++, length += 5)
        memcpy(text + length, "{\"x\":", 5);
    text[length++] = '1';
    memset(text + length, '}', levels + 1);
    length += levels + 1;
    length += (size_t)sprintf(text + length, ",{\"id\":3}]");
    seen = read_all(text, length, NULL, 0);
    CHECK_STR(seen.ids, "1 ! 3");
    CHECK_INT(seen.cause, JSON_CAUSE_DEPTH);
    free(text);
}

TEST(json_levels_up_to_the_limit_are_read)
{
    size_t levels = JSON_DEPTH_MAX - 2, length = 0;
    char *text = xmalloc(2 * levels + 40);

    length = (size_t)sprintf(text, "{\"id\":7,\"x\":");
    memset(text + length, '[', levels);
    memset(text + length + levels, ']', levels);
    length += 2 * levels;
    text[length++] = '}';
    CHECK_STR(read_all(text, length, NULL, 0).ids, "7");
    free(text);
}

TEST(json_record_over_the_limit_is_passed_over)
{
    static const size_t limit = 1000;

    for (size_t size = 900; size < 1400; size += 7) {
        char *text = xmalloc(2 * size + 100);
        size_t length = (size_t)sprintf(text, "[{\"id\":1},{\"id\":2,\"x\":\"");
        struct seen seen;

        memset(text + length, 'x', size);
        length += size;
        length += (size_t)sprintf(text + length, "\"},{\"id\":3}]");
        seen = read_all(text, length, NULL, limit);
        CHECK_STR(seen.ids, size + 15 <= limit ? "1 2 3" : "1 ! 3");
        if (size + 15 > limit)
            CHECK_INT(seen.cause, JSON_CAUSE_TOO_LARGE);
        free(text);
    }
}

/* ---- values ---- */

static struct json_value value_of(const char *text, const char *path, struct buf *keep)
{
    static const char *names[1];
    struct json_spec spec = {.fields = names, .field_count = 1};
    struct json_reader *reader;
    struct json_record record;
    struct json_value value = {.kind = JSON_ABSENT};

    names[0] = path;
    reader = json_reader_open_memory(str_of(text), "memory", &spec, NULL);
    if (CHECK_INT(json_reader_next(reader, &record, NULL), JSON_RECORD)) {
        value = record.values[0];
        buf_clear(keep);
        if (value.raw.len)
            buf_add_str(keep, value.raw);
        buf_add_char(keep, '\0');
        value.raw.ptr = keep->ptr;
    }
    json_reader_close(reader);
    return value;
}

TEST(json_wanted_fields_are_found_at_any_depth)
{
    static const char text[] =
        "{\"response\": {\"usage\": {\"total_tokens\": 17, \"x\": [1, {\"total_tokens\": 5}]},"
        "\"choices\": [{\"message\": {\"finish_reason\": \"stop\"}}, {\"message\": 2}]},"
        "\"total_tokens\": 3, \"a.b\": 4, \"0\": {\"1\": true}}";
    struct buf keep = {0};

    CHECK_STR(value_of(text, "response.usage.total_tokens", &keep).raw.ptr, "17");
    CHECK_STR(value_of(text, "response.choices.0.message.finish_reason", &keep).raw.ptr, "stop");
    CHECK_STR(value_of(text, "response.choices.1.message", &keep).raw.ptr, "2");
    CHECK_INT(value_of(text, "response.choices.2.message", &keep).kind, JSON_ABSENT);
    CHECK_STR(value_of(text, "total_tokens", &keep).raw.ptr, "3");
    CHECK_STR(value_of(text, "a\\.b", &keep).raw.ptr, "4");
    CHECK_INT(value_of(text, "a.b", &keep).kind, JSON_ABSENT);
    CHECK_INT(value_of(text, "0.1", &keep).kind, JSON_TRUE);
    CHECK_STR(value_of(text, "response.usage.x", &keep).raw.ptr, "[1, {\"total_tokens\": 5}]");
    buf_release(&keep);
}

TEST(json_counted_elements_are_those_that_the_iterator_gives)
{
    static const struct {
        const char *array;
        size_t elements;
    } cases[] = {
        {"[]", 0},
        {"[ \n ]", 0},
        {"[1]", 1},
        {"[\"a,b\", \"c]\"]", 2},
        {"[[1,2],{\"k\":[3,4]},5]", 3},
        {"[1, 2 , ]", 2},
        {"[[]]", 1},
        {"[\"\", \"\\\"\", \"\\\\\"]", 3},
    };
    struct buf keep = {NULL, 0, 0}, text = {NULL, 0, 0};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json_value value, element;
        struct json_iter it;
        size_t steps = 0;

        buf_clear(&text);
        buf_addf(&text, "[{\"a\": %s, \"b\": [7, 8, 9]}]", cases[i].array);
        value = value_of(text.ptr, "a", &keep);
        CHECK_INT(value.counted, cases[i].elements + 1);
        it = json_iter_of(&value);
        while (json_iter_next(&it, NULL, &element))
            steps++;
        CHECK_INT(steps, cases[i].elements);
    }
    buf_release(&keep);
    buf_release(&text);
}

TEST(json_of_equal_keys_the_last_counts)
{
    struct buf keep = {0};

    CHECK_STR(value_of("{\"id\":1,\"x\":0,\"id\":2}", "id", &keep).raw.ptr, "2");
    CHECK_STR(value_of("{\"id\":1,\"\\u0069d\":3}", "id", &keep).raw.ptr, "3");
    CHECK_INT(value_of("{\"a\":{\"b\":1},\"a\":{\"c\":2}}", "a.b", &keep).kind, JSON_ABSENT);
    CHECK_INT(value_of("{\"a\":{\"b\":1},\"a\":5}", "a.b", &keep).kind, JSON_ABSENT);
    CHECK_STR(value_of("{\"a\":5,\"a\":{\"b\":1}}", "a.b", &keep).raw.ptr, "1");
    buf_release(&keep);
}

TEST(json_keys_in_another_order_or_spelling_are_the_same_keys)
{
    static const char text[] = "{\"id\":1,\"a\":{\"b\":10}}\n{\"a\":{\"b\":20},\"id\":2}\n"
                               "{ \"id\" : 3 , \"a\" : { \"b\" : 30 } }\n"
                               "{\"i\\u0064\":4,\"a\":{\"\\u0062\":40}}\n{\"idx\":9,\"id\":5}\n"
                               "{\"i\":9,\"id\":6}\n";

    CHECK_STR(read_text(text).ids, "1 2 3 4 5 6");
}

TEST(json_words_of_python_are_numbers)
{
    struct buf keep = {0};
    struct json_value value = value_of("{\"x\": NaN}", "x", &keep);
    double number = 0;

    CHECK(json_value_number(&value, &number));
    CHECK_NEAR(number, 0.0 / 0.0, 0);
    value = value_of("{\"x\": -Infinity}", "x", &keep);
    CHECK(json_value_number(&value, &number));
    CHECK_NEAR(number, -1.0 / 0.0, 0);
    value = value_of("{\"x\": 1e999 }", "x", &keep);
    CHECK(json_value_number(&value, &number));
    CHECK_NEAR(number, 1.0 / 0.0, 0);
    value = value_of("{\"x\":-0.5E+1}", "x", &keep);
    CHECK(json_value_number(&value, &number));
    CHECK_NEAR(number, -5.0, 0);
    buf_release(&keep);
}

TEST(json_bytes_in_strings_are_handed_out_as_they_are)
{
    static const char text[] = "{\"id\":\"a\0b\xFF\xC3\x28\t\"}";
    struct json_spec spec = {.fields = fields, .field_count = 1};
    struct json_reader *reader =
        json_reader_open_memory((struct str){text, sizeof(text) - 1}, "memory", &spec, NULL);
    struct json_record record;

    CHECK_INT(json_reader_next(reader, &record, NULL), JSON_RECORD);
    CHECK_INT(record.values[0].raw.len, 7);
    CHECK(!record.values[0].escaped);
    CHECK(memcmp(record.values[0].raw.ptr, "a\0b\xFF\xC3\x28\t", 7) == 0);
    json_reader_close(reader);
}

TEST(json_string_of_200_megabytes_is_read_and_given_back)
{
    size_t size = (size_t)200 << 20, head;
    char *text = xmalloc(size + 100);
    struct json_spec spec = {.fields = fields, .field_count = 3};
    struct json_reader *reader;
    struct json_record record;

    head = (size_t)sprintf(text, "{\"id\":1}\n{\"list\":\"");
    memset(text + head, 'x', size);
    memcpy(text + head + size, "\"}\n{\"id\":3}\n", 12);
    reader = json_reader_open_memory((struct str){text, head + size + 12}, "memory", &spec, NULL);
    CHECK_INT(json_reader_next(reader, &record, NULL), JSON_RECORD);
    CHECK_INT(json_reader_next(reader, &record, NULL), JSON_RECORD);
    CHECK_INT(record.values[2].raw.len, size);
    CHECK_INT(json_reader_next(reader, &record, NULL), JSON_RECORD);
    CHECK_INT(record.values[0].raw.len, 1);
    CHECK_INT(json_reader_next(reader, &record, NULL), JSON_END);
    json_reader_close(reader);
    free(text);
}

TEST(json_missing_file_and_bad_paths_are_errors)
{
    static const char *const deep[] = {"a.b.c.d.e.f.g.h.i"}, *const empty[] = {"a..b"};
    struct json_spec spec = {.fields = deep, .field_count = 1};
    struct err err = {0};

    CHECK(!json_reader_open("/nonexistent/file.json", &spec, &err));
    CHECK_INT(err.code, ERR_IO);
    CHECK(!json_reader_open_memory(STR("[]"), "memory", &spec, &err));
    CHECK_INT(err.code, ERR_USAGE);
    spec.fields = empty;
    CHECK(!json_reader_open_memory(STR("[]"), "memory", &spec, &err));
}
