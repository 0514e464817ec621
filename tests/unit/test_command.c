#include "check.h"

#include "temp_dir.h"

#include <assay/cmd/command.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- options ---- */

static const struct option format = {"format", 'f', "NAME", "help"};
static const struct option filter = {"filter", 'w', "TERMS", "help"};
static const struct option quiet = {"quiet", 'q', NULL, "help"};
static const struct option json = {"json", 'j', NULL, "help"};
static const struct option form = {"form", '\0', "X", "help"};
static const struct option *const known[] = {&format, &filter, &quiet, &json, &form, NULL};

/* "name=value name … | path path"; or the error. */
static void check_options(const char *const *words, const char *wanted)
{
    struct arena *arena = arena_new();
    struct arguments a;
    struct err err;
    char *argv[16] = {NULL};
    int argc = 0;
    const char *text = "";

    for (; words[argc]; argc++)
        argv[argc] = arena_strdup(arena, words[argc]);
    if (!options_parse(known, argc, argv, arena, &a, &err)) {
        CHECK_INT(err.code, ERR_USAGE);
        text = err.text;
    } else {
        for (size_t i = 0; i < a.option_count; i++)
            text = arena_printf(arena, "%s%s%s%s ", text, a.options[i]->name,
                                a.values[i] ? "=" : "", a.values[i] ? a.values[i] : "");
        text = arena_printf(arena, "%s|", text);
        for (size_t i = 0; i < a.path_count; i++)
            text = arena_printf(arena, "%s %s", text, a.paths[i]);
    }
    CHECK_STR(text, wanted);
    arena_free(arena);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

TEST(options_and_paths_may_stand_in_any_order)
{
    check_options(WORDS("a", "--quiet", "b", "--format", "mbpp", "c"), "quiet format=mbpp | a b c");
    check_options((const char *const[]){NULL}, "|");
}

TEST(values_follow_as_a_word_or_after_an_equals_sign)
{
    check_options(WORDS("--format=mbpp", "--filter", "is:fail x=1"),
                  "format=mbpp filter=is:fail x=1 |");
    check_options(WORDS("--filter=a=b"), "filter=a=b |");
    check_options(WORDS("--format="), "format= |");
    check_options(WORDS("--format", "--quiet"), "format=--quiet |");
}

TEST(long_options_may_be_cut_while_they_stay_unique)
{
    check_options(WORDS("--qui", "--fi", "x"), "quiet filter=x |");
    check_options(WORDS("--fo", "x"), "--fo could be --format or --form");
    check_options(WORDS("--f", "x"), "--f could be --format or --filter");
    check_options(WORDS("--form", "x"), "form=x |");
    check_options(WORDS("--forma", "x"), "format=x |");
}

TEST(letters_may_be_joined_and_take_their_value_with_them)
{
    check_options(WORDS("-qj"), "quiet json |");
    check_options(WORDS("-qfmbpp", "a"), "quiet format=mbpp | a");
    check_options(WORDS("-jf", "mbpp", "a"), "json format=mbpp | a");
    check_options(WORDS("-fq"), "format=q |");
}

TEST(two_dashes_end_the_options_and_one_is_a_path)
{
    check_options(WORDS("-q", "--", "-j", "--format", "--"), "quiet | -j --format --");
    check_options(WORDS("-", "-q"), "quiet | -");
}

TEST(wrong_options_are_named)
{
    check_options(WORDS(""), "a path is empty");
    check_options(WORDS("--colour"), "unknown option --colour");
    check_options(WORDS("--colour=x"), "unknown option --colour");
    check_options(WORDS("-x"), "unknown option -x");
    check_options(WORDS("-qx"), "unknown option -x");
    check_options(WORDS("--format"), "--format wants NAME");
    check_options(WORDS("-qf"), "--format wants NAME");
    check_options(WORDS("--quiet=yes"), "--quiet takes no value");
}

TEST(option_given_twice_counts_as_given_last)
{
    struct arena *arena = arena_new();
    char a[] = "-fa", b[] = "-fb", c[] = "-q";
    char *argv[] = {a, b, c, NULL};
    struct arguments arguments;
    struct err err;

    if (CHECK(options_parse(known, 3, argv, arena, &arguments, &err))) {
        CHECK_STR(option_value(&arguments, &format, "x"), "b");
        CHECK_STR(option_value(&arguments, &filter, "x"), "x");
        CHECK(option_given(&arguments, &quiet) && !option_given(&arguments, &json));
    }
    arena_free(arena);
}

static bool number_of(const char *text, long long *number, struct err *err)
{
    const struct option *option = &format;
    struct arguments arguments = {.options = &option, .values = &text, .option_count = 1};

    return option_number(&arguments, &format, 1, 64, 8, number, err);
}

TEST(numbers_of_options_are_whole_and_in_range)
{
    static const char *const wrong[] = {"0", "65", "3.5", "", "x", "99999999999999999999"};
    struct arguments none = {.option_count = 0};
    long long number = 0;
    struct err err;

    CHECK(number_of("64", &number, &err) && number == 64);
    CHECK(option_number(&none, &format, 1, 64, 8, &number, &err) && number == 8);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        if (!CHECK(!number_of(wrong[i], &number, &err) && err.code == ERR_USAGE))
            CHECK_STR(wrong[i], "");
}

/* ---- exit codes ---- */

TEST(worse_exit_code_is_the_first_of_2_1_3_4_5_6)
{
    static const int order[] = {2, 1, 3, 4, 5, 6, 0};

    for (size_t i = 0; i < 7; i++)
        for (size_t k = i; k < 7; k++) {
            CHECK_INT(exit_code_worse((enum exit_code)order[i], (enum exit_code)order[k]),
                      order[i]);
            CHECK_INT(exit_code_worse((enum exit_code)order[k], (enum exit_code)order[i]),
                      order[i]);
        }
}

TEST(errors_mean_usage_or_an_unreadable_run)
{
    CHECK_INT(exit_code_of(&(struct err){.code = ERR_NONE}), 0);
    CHECK_INT(exit_code_of(&(struct err){.code = ERR_USAGE}), 2);
    CHECK_INT(exit_code_of(&(struct err){.code = ERR_IO}), 6);
    CHECK_INT(exit_code_of(&(struct err){.code = ERR_SYNTAX}), 6);
    CHECK_INT(exit_code_of(&(struct err){.code = ERR_NO_EVIDENCE}), 6);
}

TEST(commands_have_names_and_options_of_their_own)
{
    for (size_t i = 0; command_registry[i]; i++) {
        const struct command *command = command_registry[i];

        CHECK(command_find(command->name) == command);
        CHECK(command->summary[0] && command->run);
        for (size_t a = 0; command->options[a]; a++)
            for (size_t b = 0; b < a; b++)
                if (!CHECK(strcmp(command->options[a]->name, command->options[b]->name) != 0 &&
                           (!command->options[a]->letter ||
                            command->options[a]->letter != command->options[b]->letter)))
                    CHECK_STR(command->name, command->options[a]->name);
    }
    CHECK(command_find("lis") == NULL);
}

/* ---- writing ---- */

static bool write_text(const char *path, const char *text, struct err *err)
{
    return command_write_file(path, text, strlen(text), err);
}

static void check_content(const char *path, const char *wanted)
{
    char text[64];
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(text, 1, sizeof(text) - 1, file) : 0;

    text[length] = '\0';
    if (file)
        fclose(file);
    CHECK_STR(text, wanted);
}

TEST(written_file_replaces_the_old_one_and_leaves_nothing_beside_it)
{
    struct temp_dir dir = temp_dir_new();
    const char *path = temp_dir_path(&dir, "out.md");
    struct err err;

    CHECK(write_text(path, "a long first text", &err));
    CHECK(write_text(path, "second", &err));
    check_content(path, "second");
    CHECK_INT(temp_dir_count(&dir), 1);
    temp_dir_remove(&dir);
}

TEST(written_file_is_as_open_as_the_user_lets_files_be)
{
    struct temp_dir dir = temp_dir_new();
    const char *path = temp_dir_path(&dir, "out.md");
    mode_t old = umask(0077);
    struct stat status;
    struct err err;

    CHECK(write_text(path, "x", &err) && stat(path, &status) == 0);
    CHECK_INT(status.st_mode & 0777, 0600);
    umask(0022);
    CHECK(write_text(path, "x", &err) && stat(path, &status) == 0);
    CHECK_INT(status.st_mode & 0777, 0644);
    umask(old);
    temp_dir_remove(&dir);
}

TEST(file_that_cannot_take_all_keeps_the_old_text_and_no_part_stays)
{
    struct temp_dir dir = temp_dir_new();
    const char *path = temp_dir_path(&dir, "out.md");
    struct rlimit old, small;
    static char text[5000];
    void (*handler)(int);
    struct err err;

    memset(text, 'x', sizeof(text) - 1);
    CHECK(write_text(path, "old", &err));
    getrlimit(RLIMIT_FSIZE, &old);
    small = old;
    small.rlim_cur = 1000;
    handler = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    CHECK(!write_text(path, text, &err));
    setrlimit(RLIMIT_FSIZE, &old);
    signal(SIGXFSZ, handler);
    CHECK_INT(err.code, ERR_IO);
    CHECK_STR(err.file, path);
    check_content(path, "old");
    CHECK_INT(temp_dir_count(&dir), 1);
    temp_dir_remove(&dir);
}

TEST(folder_cannot_be_written_over)
{
    struct temp_dir dir = temp_dir_new();
    struct err err;

    temp_dir_write(&dir, "folder/in.txt", STR("x"));
    CHECK(!write_text(temp_dir_path(&dir, "folder"), "x", &err));
    CHECK_INT(err.code, ERR_IO);
    CHECK(!write_text(temp_dir_path(&dir, "gone/out.md"), "x", &err));
    CHECK(strstr(err.file, "gone/out.md") != NULL);
    CHECK_INT(temp_dir_count(&dir), 1);
    temp_dir_remove(&dir);
}

TEST(device_is_written_and_not_replaced_by_a_file)
{
    struct temp_dir dir = temp_dir_new();
    const char *path = temp_dir_path(&dir, "pipe");
    char text[16] = "";
    struct stat status;
    struct err err;
    int reader;

    /* A FIFO stands for all devices: replacing a real one would spoil the machine. */
    CHECK(mkfifo(path, 0600) == 0);
    reader = open(path, O_RDONLY | O_NONBLOCK);
    CHECK(reader >= 0);
    CHECK(write_text(path, "text", &err));
    CHECK_INT(read(reader, text, sizeof(text) - 1), 4);
    CHECK_STR(text, "text");
    close(reader);
    CHECK(stat(path, &status) == 0 && S_ISFIFO(status.st_mode));
    CHECK_INT(temp_dir_count(&dir), 1);
    temp_dir_remove(&dir);
}

TEST(full_disk_is_a_failure_with_its_cause)
{
    struct temp_dir dir = temp_dir_new();
    const char *path = temp_dir_path(&dir, "full");
    struct stat status;
    struct err err = {.code = ERR_NONE};

    /* By way of a link, so that a mistake here replaces the link and not the device. */
    if (stat("/dev/full", &status) != 0 || !S_ISCHR(status.st_mode)) {
        SKIP("there is no /dev/full");
    } else {
        CHECK(symlink("/dev/full", path) == 0);
        CHECK(!write_text(path, "text", &err));
        CHECK_INT(err.code, ERR_IO);
        CHECK(strstr(err.text, "cannot be written") != NULL);
        CHECK_INT(temp_dir_count(&dir), 1);
    }
    temp_dir_remove(&dir);
}
