/*
 * Runs whose every text is hostile, shown in every view: nothing of it may command the terminal or
 * deceive the reader. The runs are those of sample_runs with common words of their values replaced.
 */
#include "check.h"
#include "driven.h"

#include <assay/base/utf8.h>
#include <assay/tui/present_text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Escape sequences, C1, overrides, joiners, bytes that are no UTF-8, wide and combining floods. */
#define RAW                                                                                        \
    "\x1b]0;owned\x07\x1b[2J\xc2\x9b"                                                              \
    "31m\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8b\xff\xc0\x80\xe7\x8c\xab\xf0\x9f\x91\xa8\xe2\x80\x8d"  \
    "\xf0\x9f\x91\xa9\xef\xbb\xbf"                                                                 \
    "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xc2\xad\x7f"
/* The same where a string of JSON or YAML stands, with the controls that must be escaped there. */
#define ESCAPED                                                                                    \
    "\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202e\\u2066\\u200b\\t\\n\\r\\u0000\\ufffe"       \
    "\xe2\x80\xae\xe2\x80\x8b\xc2\x9b\xff\xe7\x8c\xab\xf0\x9f\x91\xa8\xe2\x80\x8d"                 \
    "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xc2\xad"

static const char *const targets[] = {
    "happy",  "neutral", "Write a function", "return result", "All Clear", "Qwen", "person",
    "sblimp", "TTT",     "MER2023",          "expressed",
};

static bool is_escaped_format(const char *path)
{
    struct str name = str_of(path);

    return str_ends(name, ".json") || str_ends(name, ".yaml") || str_ends(name, ".jsonl");
}

static const char *target_at(const char *text)
{
    for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
        if (strncmp(text, targets[i], strlen(targets[i])) == 0)
            return targets[i];
    return NULL;
}

static void copy_hostile(struct temp_dir *dir, const char *from, const char *to)
{
    FILE *file = fopen(from, "rb");
    struct buf text = {0}, hostile = {0};

    if (!CHECK(file != NULL))
        return;
    for (int c; (c = fgetc(file)) != EOF;)
        buf_add_char(&text, (char)c);
    fclose(file);
    for (const char *at = text.ptr; at && *at; at++) {
        const char *target = target_at(at);

        if (target) {
            buf_add_c(&hostile, target);
            buf_add_c(&hostile, is_escaped_format(from) ? ESCAPED : RAW);
            at += strlen(target) - 1;
        } else {
            buf_add_char(&hostile, *at);
        }
    }
    temp_dir_write(dir, to, buf_str(&hostile));
    buf_release(&text);
    buf_release(&hostile);
}

struct source {
    const char *folder;
    const char *files[12];
};

/* The folder's name is hostile too; one that would be no path is not. */
#define FOLDER "run\x1b[31m\xe2\x80\xae\xff"

static void copy_run(struct temp_dir *dir, const struct source *source)
{
    for (size_t i = 0; source->files[i]; i++) {
        char from[512], to[512];

        snprintf(from, sizeof(from), "%s/%s", source->folder, source->files[i]);
        snprintf(to, sizeof(to), FOLDER "/%s", source->files[i]);
        copy_hostile(dir, from, to);
    }
}

static const struct source sources[] = {
    {"sample_runs/classification/mer2023_test3",
     {"predictions.csv", "metrics.json", "classification_report.json", "assay.yaml", NULL}},
    {"sample_runs/layer_probe/run_20260122_153920",
     {"summary.json", "dataset_info.json", "predictions_per_layer.csv", "metrics_per_layer.csv",
      "config.yaml", NULL}},
    {"sample_runs/paper_metrics/run_20251003_143022_ttt", {"results.json", "summary.txt", NULL}},
    {"sample_runs/mbpp/ModelRuns/01",
     {"evaluations/evaluation_results_all.json", "mbpp_results_final_test.json",
      "mbpp_results_final_train.json", "run_metadata_test.json", "run_metadata_train.json", NULL}},
};
enum { SOURCES = sizeof(sources) / sizeof(sources[0]) };

/* ---- what may be in a screen ---- */

/* Step over our own SGR; false at any other sequence. */
static bool skip_sgr(const char **at)
{
    size_t length;

    if ((*at)[1] != '[')
        return false;
    length = 2 + strspn(*at + 2, "0123456789;");
    if ((*at)[length] != 'm')
        return false;
    *at += length + 1;
    return true;
}

/* What of a screen may not be printed; NULL when all may. */
static const char *fault_of(const char *text, bool sgr)
{
    const char *end = text + strlen(text);
    int marks = 0;

    while (*text) {
        uint32_t code;
        size_t length;

        if (sgr && *text == '\x1b' && skip_sgr(&text))
            continue;
        length = utf8_decode((struct str){text, (size_t)(end - text)}, &code);
        if (length == 0)
            return "bytes that are no UTF-8";
        if (code != '\n' && (code < 0x20 || (code >= 0x7f && code < 0xa0)))
            return "a control";
        if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
            code == 0x200e || code == 0x200f || code == 0x61c)
            return "a control of direction";
        if ((code >= 0x200b && code <= 0x200d) || code == 0x2060 || code == 0xfeff || code == 0xad)
            return "something that has no width";
        marks = utf8_code_width(code) == 0 && code != '\n' ? marks + 1 : 0;
        if (marks > 4)
            return "a flood of marks";
        text += length;
    }
    return NULL;
}

TEST(the_judge_of_screens_knows_what_is_wrong)
{
    CHECK_STR(fault_of("plain é 猫\n", false), NULL);
    CHECK_STR(fault_of("\x1b[0;38;5;1mx\x1b[0m\n", true), NULL);
    CHECK(fault_of("\x1b[0mx", false) != NULL);
    CHECK(fault_of("\x1b[2J", true) != NULL);
    CHECK(fault_of("\x1b]0;x\x07", true) != NULL);
    CHECK(fault_of("\t", false) != NULL);
    CHECK(fault_of("\xe2\x80\xae", false) != NULL);
    CHECK(fault_of("\xe2\x80\x8b", false) != NULL);
    CHECK(fault_of("\xff", false) != NULL);
    CHECK(fault_of("\xc2\x9b", false) != NULL);
}

static void check_fault(const char *what, const char *view, const char *fault)
{
    char said[128];

    if (fault) {
        snprintf(said, sizeof(said), "%s of %s: %s", what, view, fault);
        CHECK_STR(said, NULL);
    }
}

static void check_screen(struct driven *driven, const char *view)
{
    struct buf text = {0};
    const char *fault;

    frame_draw(driven->frame, driven->canvas);
    present_txt(driven->canvas, &text);
    check_fault("text", view, fault_of(text.ptr, false));
    for (struct str rest = buf_str(&text), line; str_split(&rest, '\n', &line);)
        CHECK((int)utf8_width(line) <= canvas_width(driven->canvas));
    buf_clear(&text);
    present_ansi(driven->canvas, frame_theme(driven->frame), DEPTH_RGB, &text);
    check_fault("ansi", view, fault_of(text.ptr, true));
    buf_clear(&text);
    present_svg(driven->canvas, frame_theme(driven->frame), frame_title(driven->frame).ptr, &text);
    fault = fault_of(text.ptr, false);
    check_fault("svg", view, fault);
    buf_release(&text);
}

static const struct {
    int height, width;
} sizes[] = {{5, 20}, {24, 80}, {60, 200}};

/* What is opened, said and tried from a view; each is a screen. */
static const char *const steps[] = {
    "",        "j l",    "V",         "<bs> <enter>",  "i",       "w l <bs>", "} <tab> j", "e",
    "s S y y", "? <bs>", "& ( <esc>", "/ n e <enter>", "G $ h %", "b j"};

static void show_everything(const char *path)
{
    struct driven *driven = driven_new(path, DRIVEN_WAITS, 24, 80);

    for (int v = 0; driven && view_registry[v]; v++)
        for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
            frame_resize(driven->frame, sizes[s].height, sizes[s].width);
            driven_keys(driven, "2");
            frame_command(driven->frame, view_registry[v]->name);
            for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
                driven_keys(driven, steps[i]);
                check_screen(driven, view_registry[v]->name);
            }
            frame_take_request(driven->frame);
        }
    driven_free(driven);
}

static bool is_spelt_somewhere(struct driven *driven)
{
    for (int v = 0; view_registry[v]; v++) {
        frame_command(driven->frame, view_registry[v]->name);
        if (driven_has(driven, "\\x1b") && driven_has(driven, "\\u{202e}"))
            return true;
    }
    return false;
}

TEST(hostile_runs_are_shown_without_a_byte_that_commands)
{
    for (size_t i = 0; i < SOURCES; i++) {
        struct temp_dir dir = temp_dir_new();
        struct driven *driven;

        copy_run(&dir, &sources[i]);
        show_everything(dir.root);
        /* It is there, spelt out. */
        driven = driven_new(dir.root, DRIVEN_WAITS, 24, 120);
        CHECK(is_spelt_somewhere(driven));
        driven_free(driven);
        temp_dir_remove(&dir);
    }
}

TEST(hostile_runs_side_by_side_are_listed_safely)
{
    struct temp_dir dir = temp_dir_new();

    for (size_t i = 0; i < SOURCES; i++)
        for (size_t f = 0; sources[i].files[f]; f++) {
            char from[512], to[512];

            snprintf(from, sizeof(from), "%s/%s", sources[i].folder, sources[i].files[f]);
            snprintf(to, sizeof(to), "%zu" FOLDER "/%s", i, sources[i].files[f]);
            copy_hostile(&dir, from, to);
        }
    show_everything(dir.root);
    temp_dir_remove(&dir);
}

TEST(a_line_of_a_megabyte_is_shown_like_any_other)
{
    struct temp_dir dir = temp_dir_new();
    struct buf text = {0};

    buf_add_c(&text, "id,truth,prediction,raw_output\n" RAW "1,a,b,");
    for (int i = 0; i < 1 << 18; i++)
        buf_add_c(&text, i % 1000 ? "w\xc3\xb6 " : RAW);
    buf_add_c(&text, "\n2," RAW "a,\"x\t\ny\"," RAW "\n3,a,a,fine\n");
    temp_dir_write(&dir, "predictions.csv", buf_str(&text));
    buf_release(&text);
    show_everything(dir.root);
    temp_dir_remove(&dir);
}

TEST(hostile_text_that_is_typed_is_shown_safely)
{
    static const uint32_t typed[] = {0x202e, 0x200b,  0x9b,   0x301,  0x301, 0x301,    0x301,
                                     0x301,  0x1f468, 0x200d, 0xfeff, 0xad,  0x110000, 0xd800};
    static const char *const signs[] = {":", "/", "&", "*", "|"};
    struct driven *driven =
        driven_new("sample_runs/classification/mer2023_test3", DRIVEN_WAITS, 24, 60);

    driven_keys(driven, "7");
    for (size_t s = 0; s < sizeof(signs) / sizeof(signs[0]); s++) {
        driven_keys(driven, signs[s]);
        for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
            frame_key(driven->frame, typed[i]);
            check_screen(driven, "a prompt");
        }
        driven_keys(driven, "<enter>");
        check_screen(driven, "what came of it");
        driven_keys(driven, "<esc> & <c-u> <enter> * <c-u> <enter>");
    }
    driven_free(driven);
}
