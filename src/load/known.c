#include <assay/load/known.h>

#include <assay/base/path.h>

#include <string.h>

struct known {
    const char *name;
    enum file_shape shape;
    const char *pattern;     /* of the file's name */
    const char *const *keys; /* all must be there */
};

#define KEYS(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct known formats[] = {
    {"a compressed file", SHAPE_COMPRESSED, "*", NULL},
    {"an lm-evaluation-harness result", SHAPE_OBJECT, "*", KEYS("results", "versions", "n-shot")},
    {"an lm-evaluation-harness result", SHAPE_OBJECT, "results_*", KEYS("results", "configs")},
    {"lm-evaluation-harness samples", SHAPE_LINES, "*", KEYS("doc_id", "doc", "resps")},
    {"an EvalPlus result", SHAPE_OBJECT, "*eval_results*", KEYS("eval")},
    {"an EvalPlus result", SHAPE_OBJECT, "*", KEYS("hash", "eval")},
    {"an EvalPlus result", SHAPE_OBJECT, "*", KEYS("date", "hash")},
    {"EvalPlus samples", SHAPE_LINES, "*", KEYS("task_id", "solution")},
    {"HumanEval results", SHAPE_LINES, "*", KEYS("task_id", "completion")},
    {"an Inspect log", SHAPE_OBJECT, "*", KEYS("version", "status", "eval")},
    {"an Inspect log", SHAPE_OBJECT, "*", KEYS("status", "eval", "plan")},
    {"an HF Trainer state", SHAPE_OBJECT, "trainer_state.json", NULL},
    {"an HF Trainer result", SHAPE_OBJECT, "*_results.json", KEYS("eval_loss")},
    {"an HF Trainer result", SHAPE_OBJECT, "*_results.json", KEYS("train_runtime")},
    {"an HF Trainer result", SHAPE_OBJECT, "*_results.json", KEYS("predict_loss")},
};

static bool has_all(const struct sniff *sniff, const char *const *keys)
{
    for (; keys && *keys; keys++)
        if (!sniff_has(sniff, *keys))
            return false;
    return true;
}

const char *known_format(const struct sniff *sniff)
{
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        if (formats[i].shape == sniff->shape && path_match(formats[i].pattern, sniff->name) &&
            has_all(sniff, formats[i].keys))
            return strcmp(sniff->suffix, "eval") == 0 ? "an Inspect log" : formats[i].name;
    return NULL;
}

static bool named_before(size_t row)
{
    for (size_t i = 0; i < row; i++)
        if (strcmp(formats[i].name, formats[row].name) == 0)
            return true;
    return false;
}

const char *known_name(size_t index)
{
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        if (!named_before(i) && index-- == 0)
            return formats[i].name;
    return NULL;
}
