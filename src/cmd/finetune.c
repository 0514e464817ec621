#include <assay/cmd/finetune.h>

#include <assay/cmd/collect.h>
#include <assay/load/text_in.h>
#include <assay/session/suite_finetune.h>

#include <stdio.h>
#include <string.h>

enum { TOTAL_MOST = 10000000 };

const struct option option_finetune = {
    "finetune", '\0', "MIX",
    "Write problems with their reference code instead: easy-heavy, medium-heavy, hard-heavy or "
    "balanced"};
const struct option option_total = {
    "total", 'n', "N", "Problems the shares of --finetune are taken of (default: all there are)"};
const struct option option_ids = {
    "ids", '\0', "FILE", "Choose only among the problems whose ids stand in the file, one a line"};

/* One id a line; of a table the first cell, a head that is no problem's id does no harm. */
static bool read_pool(const char *path, struct arena *arena, struct suite_choice *choice,
                      struct err *err)
{
    enum text_encoding encoding;
    struct str text, line;
    struct str *ids;
    size_t lines = 1;

    if (!file_read(path, DOCUMENT_LIMIT, arena, &text, err))
        return false;
    text = text_to_utf8(arena, text, &encoding);
    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    ids = arena_zalloc(arena, lines, sizeof(*ids));
    while (str_split(&text, '\n', &line)) {
        struct str id = line;

        str_split(&line, ',', &id);
        id = str_trim(id);
        if (id.len)
            ids[choice->pool_count++] = id;
    }
    choice->pool = ids;
    return true;
}

static bool read_choice(const struct arguments *arguments, struct arena *arena,
                        struct suite_choice *choice, struct err *err)
{
    const char *mix = option_value(arguments, &option_finetune, "");
    const char *ids = option_value(arguments, &option_ids, NULL);
    long long total, seed;

    choice->mix = suite_mix_find(mix);
    if (!choice->mix)
        return err_set(err, ERR_USAGE,
                       "--finetune takes easy-heavy, medium-heavy, hard-heavy or balanced, not "
                       "\"%s\"",
                       mix);
    if (!option_number(arguments, &option_total, 1, TOTAL_MOST, 0, &total, err) ||
        !option_number(arguments, &option_seed, 0, INT32_MAX, 1, &seed, err))
        return false;
    choice->total = (size_t)total;
    choice->seed = (uint64_t)seed;
    return !ids || read_pool(ids, arena, choice, err);
}

static bool write_set(const struct arguments *arguments, const struct collection *runs,
                      const struct suite_choice *choice, struct arena *arena, struct err *err)
{
    const struct suite *suite = suite_new(runs->runs, runs->count, arena);
    const char *output = option_value(arguments, &option_output, "-");
    struct suite_set set;
    struct buf out = {.ptr = NULL};
    bool done;

    if (!suite)
        return err_set(err, ERR_NO_EVIDENCE, "none of the runs has outcomes to choose by");
    suite_choose(suite, choice, arena, &set);
    if (set.count == 0)
        return err_set(err, ERR_NO_EVIDENCE,
                       "no problem is left to choose for this mix and number");
    done = suite_finetune(suite, &set, &out, err) &&
           command_write_file(output, buf_str(&out).ptr, out.len, err);
    buf_release(&out);
    if (done && !option_given(arguments, &option_quiet))
        fprintf(stderr, "assay: %zu problems, seed %llu: %zu easy, %zu medium, %zu hard\n",
                set.count, (unsigned long long)choice->seed, set.bands[DIFFICULTY_EASY],
                set.bands[DIFFICULTY_MEDIUM], set.bands[DIFFICULTY_HARD]);
    return done;
}

enum exit_code finetune_export(const struct arguments *arguments, struct arena *arena)
{
    struct suite_choice choice = {.total = 0};
    struct collection runs;
    enum exit_code code;
    struct err err = {.code = ERR_NONE};

    if (!read_choice(arguments, arena, &choice, &err)) {
        command_complain(&err);
        return exit_code_of(&err);
    }
    code = collect_runs(arguments, arena, &runs);
    if (code == EXIT_USAGE)
        return code;
    if (!write_set(arguments, &runs, &choice, arena, &err)) {
        command_complain(&err);
        code = exit_code_worse(code, exit_code_of(&err));
    }
    collection_release(&runs);
    return code;
}
