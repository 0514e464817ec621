#include "mbpp_internal.h"

#include <assay/model/tests.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct file_kind mbpp_evaluation = {
    .name = "evaluation",
    .role = ROLE_EVIDENCE,
    .reason = "has records of problems that passed or not",
};
const struct file_kind mbpp_responses = {
    .name = "responses",
    .role = ROLE_SUPPORT,
    .reason = "has the model's answers by problem",
    .repeats = true,
};
const struct file_kind mbpp_analysis = {
    .name = "analysis",
    .role = ROLE_SUPPORT,
    .reason = "states totals over problems",
    .repeats = true,
};
const struct file_kind mbpp_metadata = {
    .name = "run metadata",
    .role = ROLE_SUPPORT,
    .reason = "holds the settings of a run",
    .repeats = true,
};

/* ---- which file is which ---- */

static bool is_evaluation(const struct sniff *sniff)
{
    bool scored = sniff_has(sniff, "passed");

    if (sniff_has(sniff, "test_outputs"))
        return scored || sniff_has(sniff, "mbpp_id");
    return scored && (sniff_has(sniff, "mbpp_id") || sniff_has(sniff, "error_message"));
}

static const struct file_kind *classify_records(const struct sniff *sniff)
{
    if (is_evaluation(sniff))
        return &mbpp_evaluation;
    if (sniff_has(sniff, "mbpp_id") &&
        (sniff_has(sniff, "model_response") || sniff_has(sniff, "response")))
        return &mbpp_responses;
    return NULL;
}

static const struct file_kind *classify_object(const struct sniff *sniff)
{
    if (sniff_has(sniff, "total_problems") &&
        (sniff_has(sniff, "mbpp_ids") || sniff_has(sniff, "success_rate") ||
         sniff_has(sniff, "passed_problems") || sniff_has(sniff, "pass_rate")))
        return &mbpp_analysis;
    if (sniff_has(sniff, "run_config") && sniff_has(sniff, "dataset_info"))
        return &mbpp_metadata;
    return strncmp(sniff->name, "run_metadata", 12) == 0 ? &mbpp_metadata : NULL;
}

static const struct file_kind *classify(const struct sniff *sniff, const struct run_hints *hints)
{
    const struct file_kind *kind;

    (void)hints;
    switch (sniff->shape) {
    case SHAPE_RECORDS:
    case SHAPE_LINES:
        return classify_records(sniff);
    case SHAPE_OBJECT:
        /* A file of one line is a list of one record. */
        kind = classify_records(sniff);
        return kind ? kind : classify_object(sniff);
    default:
        return NULL;
    }
}

/* ---- splits ---- */

static const struct {
    const char *name;
    size_t size;
} published[] = {{"test", 500}, {"validation", 90}, {"train", 374}, {"prompt", 10}};

/* Sizes of MBPP's splits in words; *as_published says whether all are MBPP's. */
static void describe_splits(struct mbpp_load *load, struct buf *text, bool *as_published)
{
    const uint16_t *splits = sample_writer_split(load->writer);

    *as_published = true;
    for (size_t k = 0; k < sizeof(published) / sizeof(published[0]); k++) {
        uint16_t split = builder_split(load->builder, str_of(published[k].name));
        size_t size = 0;

        for (size_t i = 0; i < sample_writer_count(load->writer); i++)
            size += splits[i] == split;
        if (size == 0)
            continue;
        buf_addf(text, "%s%s %zu", text->len ? ", " : "", published[k].name, size);
        if (size == published[k].size)
            continue;
        *as_published = false;
        buf_addf(text, " (MBPP has %zu)", published[k].size);
    }
}

static void note_sizes(struct mbpp_load *load)
{
    struct buf text = {NULL, 0, 0};
    bool as_published;

    if (load->split_origin == MBPP_SPLIT_NONE)
        return;
    describe_splits(load, &text, &as_published);
    if (text.len)
        builder_note(load->builder, NOTE_ODD, load->evaluation, 0, "split sizes %s: %s", text.ptr,
                     as_published ? "as published" : "not all of MBPP");
    buf_release(&text);
}

static void note_origin(struct mbpp_load *load)
{
    static const char *const origins[] = {
        [MBPP_SPLIT_RECORD] = NULL,
        [MBPP_SPLIT_RESPONSE] = "splits are those of the files that hold the responses",
        [MBPP_SPLIT_RANGE] = "splits are guessed from the ids by MBPP's published ranges: test "
                             "11-510, validation 511-600, train 601-974",
    };

    if (load->split_origin == MBPP_SPLIT_NONE)
        builder_note(load->builder, NOTE_ODD, load->evaluation, 0,
                     "nothing tells the split of a problem: figures are over all of them");
    else if (origins[load->split_origin])
        builder_note(load->builder, NOTE_GUESSED, load->evaluation, 0, "%s",
                     origins[load->split_origin]);
}

/* ---- does `passed` follow from the tests? ---- */

/*
 * Every record claims its outcome and, where tests are counted, brings the evidence: one claim of
 * all those records together. No output at all beside a pass is a note of its own.
 */
static void claim_outcomes(struct mbpp_load *load)
{
    char printed[24];

    if (load->comparable == 0)
        return;
    snprintf(printed, sizeof(printed), "%zu", load->comparable);
    builder_claim(load->builder, &(struct claim){
                                     .name = "passed",
                                     .what = QUANTITY("outcome_consistency"),
                                     .kind = CLAIM_NUMBER,
                                     .value = (double)load->comparable,
                                     .printed = printed,
                                     .file = load->evaluation,
                                 });
}

/* ---- a run ---- */

static bool needs_rows(const struct group *group)
{
    return group_file(group, &mbpp_responses, 0) || group_file(group, &mbpp_analysis, 0);
}

static void read_rest(struct mbpp_load *load)
{
    if (group_file(load->group, &mbpp_responses, 0))
        mbpp_read_responses(load);
    mbpp_read_documents(load);
    note_origin(load);
    note_sizes(load);
    claim_outcomes(load);
}

static bool load_run(const struct group *group, struct run_list *runs, struct err *err)
{
    const struct group_file *file = group_file(group, &mbpp_evaluation, 0);
    struct mbpp_load load = {.group = group};
    bool usable;

    if (!file)
        return err_set_file(err, ERR_NO_EVIDENCE, group->root, "has no evaluated records");
    load.builder = run_builder_new(group->id, group->root, "mbpp");
    load.evaluation = builder_file(load.builder, file->path, file->kind->name, file->bytes);
    load.writer = builder_samples(load.builder, "");
    load.rows = needs_rows(group) ? mbpp_rows_new() : NULL;
    if (group->hints->title)
        builder_title(load.builder, group->hints->title);
    if (group->hints->baseline)
        builder_baseline(load.builder, group->hints->baseline);
    usable = mbpp_read_evaluation(&load, file, err);
    if (usable)
        read_rest(&load);
    mbpp_rows_free(load.rows);
    buf_release(&load.left);
    buf_release(&load.right);
    if (usable)
        run_list_add(runs, run_builder_finish(load.builder));
    else
        run_builder_free(load.builder);
    return usable;
}

const struct loader loader_mbpp = {
    .name = "mbpp",
    .summary = "code generation: evaluated problems, with responses, analysis and metadata",
    .classify = classify, /* by keys: records with passed and mbpp_id, test_outputs or an error */
    .load = load_run,
};
