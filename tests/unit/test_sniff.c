#include "check.h"

#include "temp_dir.h"

#include <assay/load/known.h>
#include <assay/load/sniff.h>

#include <stdlib.h>
#include <string.h>

struct sniffed {
    struct temp_dir dir;
    struct arena *arena;
    struct sniff sniff;
};

static struct sniffed sniff_text(const char *name, struct str text)
{
    struct sniffed s = {.dir = temp_dir_new(), .arena = arena_new()};
    struct err err;

    temp_dir_write(&s.dir, name, text);
    if (!CHECK(sniff_file(temp_dir_path(&s.dir, name), name, s.arena, &s.sniff, &err)))
        CHECK_STR(err.text, "");
    temp_dir_remove(&s.dir);
    return s;
}

static void sniffed_free(struct sniffed *s)
{
    arena_free(s->arena);
}

static void check_shape(const char *name, struct str text, enum file_shape shape)
{
    struct sniffed s = sniff_text(name, text);

    if (!CHECK(s.sniff.shape == shape))
        CHECK_STR(shape_name(s.sniff.shape), name);
    sniffed_free(&s);
}

TEST(every_shape_is_told_from_first_bytes_and_name)
{
    check_shape("a.json", STR(""), SHAPE_EMPTY);
    check_shape("a.csv", STR(" \n\r\n\t"), SHAPE_EMPTY);
    check_shape("a.json", STR("\xef\xbb\xbf\n"), SHAPE_EMPTY);
    check_shape("a",
                STR("\x7f"
                    "ELF\0\0\0\0\0\0\0\0"),
                SHAPE_BINARY);
    check_shape("a.json", STR("\x1f\x8b\x08\0\0"), SHAPE_COMPRESSED);
    check_shape("a.eval", STR("PK\x03\x04 and more"), SHAPE_COMPRESSED);
    check_shape("a.bz2", STR("BZh91AY"), SHAPE_COMPRESSED);
    check_shape("a.xz",
                STR("\xfd"
                    "7zXZ\0"),
                SHAPE_COMPRESSED);
    check_shape("a.zst", STR("\x28\xb5\x2f\xfd\x04"), SHAPE_COMPRESSED);
    check_shape("a.csv", STR("id,truth,pred\n1,a,b\n2,a,a\n"), SHAPE_TABLE);
    check_shape("a.tsv", STR("id\ttruth\n1\ta\n"), SHAPE_TABLE);
    check_shape("a", STR("id;truth;pred\n1;a;b\n2;a;a\n"), SHAPE_TABLE);
    check_shape("a.json", STR(" {\"a\": 1}"), SHAPE_OBJECT);
    check_shape("a", STR("{\"a\": 1}"), SHAPE_OBJECT);
    check_shape("a.json", STR("[ {\"a\": 1}, {\"a\": 2}]"), SHAPE_RECORDS);
    check_shape("a.jsonl", STR("{\"a\": 1}\n"), SHAPE_LINES);
    check_shape("a.json", STR("{\"a\": 1}\n{\"a\": 2}\n"), SHAPE_LINES);
    check_shape("a.json", STR("[1, 2]"), SHAPE_JSON);
    check_shape("a.json", STR("[]"), SHAPE_JSON);
    check_shape("a.yaml", STR("a: 1\n"), SHAPE_YAML);
    check_shape("a.yml", STR("{a: 1}\n"), SHAPE_YAML);
    check_shape("a.md", STR("text, more\n1, 2\n"), SHAPE_MARKDOWN);
    check_shape("SUMMARY", STR("# Results\n\nText\n"), SHAPE_MARKDOWN);
    check_shape("a.txt", STR("{not json}"), SHAPE_TEXT);
    check_shape("a.txt", STR("precision recall\n"), SHAPE_TEXT);
    check_shape("a.json", STR("NaN"), SHAPE_TEXT);
}

TEST(nul_bytes_far_into_a_text_do_not_make_it_binary)
{
    struct buf text = {.ptr = NULL};

    buf_add_c(&text, "id,truth,pred\n");
    for (int i = 0; i < 100; i++)
        buf_addf(&text, "%d,a,b\n", i);
    for (int i = 0; i < 600; i++)
        buf_add_char(&text, '\0');
    check_shape("a.csv", buf_str(&text), SHAPE_TABLE);
    buf_release(&text);
}

TEST(keys_are_header_cells_or_those_of_the_first_record)
{
    struct sniffed s = sniff_text("a.csv", STR("\xef\xbb\xbf"
                                               "id,\"y, true\",prob_a\n1,a,b\n2,a,c\n"));

    CHECK_INT(s.sniff.key_count, 3);
    CHECK(sniff_has(&s.sniff, "id") && sniff_has(&s.sniff, "y, true"));
    CHECK(!sniff_has(&s.sniff, "ID"));
    CHECK_STR(sniff_has_any(&s.sniff, (const char *const[]){"sample", "ID", NULL}), "id");
    CHECK(sniff_has_any(&s.sniff, (const char *const[]){"sample", NULL}) == NULL);
    CHECK_INT(sniff_count_suffix(&s.sniff, "_a"), 1);
    CHECK_INT(sniff_count_suffix(&s.sniff, "id"), 0);
    sniffed_free(&s);
    s = sniff_text("a.json", STR("[{\"a\\u0062\": {\"no\": 1}, \"c\": 2}, {\"d\": 3}]"));
    CHECK_INT(s.sniff.key_count, 2);
    CHECK(sniff_has(&s.sniff, "ab") && sniff_has(&s.sniff, "c"));
    CHECK(!sniff_has(&s.sniff, "no") && !sniff_has(&s.sniff, "d"));
    sniffed_free(&s);
}

TEST(keys_of_a_long_object_are_all_seen)
{
    struct buf text = {.ptr = NULL};
    struct sniffed s;

    buf_add_c(&text, "{\"config\": \"");
    for (int i = 0; i < 2 * SNIFF_BYTES; i++)
        buf_add_char(&text, 'x');
    buf_add_c(&text, "\", \"accuracy\": 0.5}");
    s = sniff_text("a.json", buf_str(&text));
    CHECK_INT(s.sniff.shape, SHAPE_OBJECT);
    CHECK(sniff_has(&s.sniff, "accuracy"));
    CHECK(!s.sniff.keys_cut);
    CHECK_INT(s.sniff.head.len, SNIFF_BYTES);
    sniffed_free(&s);
    buf_release(&text);
}

TEST(object_that_breaks_off_shows_its_keys_up_to_there)
{
    struct sniffed s = sniff_text("a.json", STR("{\"a\": 1, \"results\": {\"b\": 2, "));

    CHECK(sniff_has(&s.sniff, "a") && sniff_has(&s.sniff, "results"));
    CHECK(s.sniff.keys_cut);
    sniffed_free(&s);
}

TEST(file_that_cannot_be_read_is_an_error_with_its_name)
{
    struct arena *arena = arena_new();
    struct sniff sniff;
    struct err err;

    CHECK(!sniff_file("/nonexistent/a.json", "a.json", arena, &sniff, &err));
    CHECK_STR(err.file, "/nonexistent/a.json");
    CHECK(!sniff_file("/", "a.json", arena, &sniff, &err));
    CHECK_STR(err.text, "is a directory, not a file");
    arena_free(arena);
}

static void check_known(const char *name, const char *text, const char *wanted)
{
    struct sniffed s = sniff_text(name, str_of(text));

    CHECK_STR(known_format(&s.sniff), wanted);
    sniffed_free(&s);
}

TEST(formats_not_read_yet_are_known_by_their_keys)
{
    check_known("results_2025.json", "{\"results\": {}, \"configs\": {}}",
                "an lm-evaluation-harness result");
    check_known("samples.jsonl", "{\"doc_id\": 0, \"doc\": {}, \"resps\": []}\n",
                "lm-evaluation-harness samples");
    check_known("x_eval_results.json", "{\"eval\": {}}", "an EvalPlus result");
    check_known("s.jsonl", "{\"task_id\": \"HumanEval/0\", \"solution\": \"\"}\n",
                "EvalPlus samples");
    check_known("s.jsonl", "{\"task_id\": \"HumanEval/0\", \"completion\": \"\"}\n",
                "HumanEval results");
    check_known("log.json", "{\"version\": 2, \"status\": \"success\", \"eval\": {}}",
                "an Inspect log");
    check_known("log.json", "{\"status\": \"success\", \"eval\": {}, \"plan\": {}}",
                "an Inspect log");
    check_known("log.eval", "PK\x03\x04", "an Inspect log");
    check_known("data.gz", "\x1f\x8b\x08", "a compressed file");
    check_known("trainer_state.json", "{}", "an HF Trainer state");
    check_known("all_results.json", "{\"eval_loss\": 0.5}", "an HF Trainer result");
}

TEST(files_like_a_known_format_are_not_taken_for_it)
{
    check_known("results.json", "{\"results\": {}, \"metadata\": {}}", NULL);
    check_known("metrics.json", "{\"eval_loss\": 0.5}", NULL);
    check_known("eval.json", "{\"status\": \"ok\", \"eval\": {}}", NULL);
    check_known("p.csv", "doc_id,doc,resps\n1,a,b\n2,c,d\n", NULL);
    check_known("p.txt", "PK", NULL);
}

TEST(known_names_come_once_each_and_end)
{
    size_t count = 0;

    for (; known_name(count); count++)
        for (size_t i = 0; i < count; i++)
            CHECK(strcmp(known_name(i), known_name(count)) != 0);
    CHECK(count >= 8);
    CHECK(known_name(count + 5) == NULL);
}
