#include "comparability_internal.h"

#include <stdint.h>
#include <string.h>

enum { WORD_ROOM = 96 };

struct word_kind {
    const char *words;
    uint8_t use, kind;
};

/*
 * A path is about the first row whose words its last part ends with; of "model.path" the words are
 * "path", then "model_path". Rows that come first win.
 */
static const struct word_kind LAST_WORDS[] = {
    {"seed", PATH_SETTING, DIFFERS_SEED},
    {"random_state", PATH_SETTING, DIFFERS_SEED},
    {"temperature", PATH_SETTING, DIFFERS_DECODING},
    {"top_p", PATH_SETTING, DIFFERS_DECODING},
    {"top_k", PATH_SETTING, DIFFERS_DECODING},
    {"min_p", PATH_SETTING, DIFFERS_DECODING},
    {"max_tokens", PATH_SETTING, DIFFERS_DECODING},
    {"max_new_tokens", PATH_SETTING, DIFFERS_DECODING},
    {"max_gen_toks", PATH_SETTING, DIFFERS_DECODING},
    {"max_length", PATH_SETTING, DIFFERS_DECODING},
    {"do_sample", PATH_SETTING, DIFFERS_DECODING},
    {"num_beams", PATH_SETTING, DIFFERS_DECODING},
    {"beam_size", PATH_SETTING, DIFFERS_DECODING},
    {"repetition_penalty", PATH_SETTING, DIFFERS_DECODING},
    {"length_penalty", PATH_SETTING, DIFFERS_DECODING},
    {"presence_penalty", PATH_SETTING, DIFFERS_DECODING},
    {"frequency_penalty", PATH_SETTING, DIFFERS_DECODING},
    {"stop", PATH_SETTING, DIFFERS_DECODING},
    {"stop_sequences", PATH_SETTING, DIFFERS_DECODING},
    {"prompt", PATH_SETTING, DIFFERS_PROMPT},
    {"instruction", PATH_SETTING, DIFFERS_PROMPT},
    {"instructions", PATH_SETTING, DIFFERS_PROMPT},
    {"template", PATH_SETTING, DIFFERS_PROMPT},
    {"system_message", PATH_SETTING, DIFFERS_PROMPT},
    {"few_shot", PATH_SETTING, DIFFERS_PROMPT},
    {"fewshot", PATH_SETTING, DIFFERS_PROMPT},
    {"num_shots", PATH_SETTING, DIFFERS_PROMPT},
    {"model", PATH_SETTING, DIFFERS_MODEL},
    {"model_path", PATH_SETTING, DIFFERS_MODEL},
    {"model_name", PATH_SETTING, DIFFERS_MODEL},
    {"model_id", PATH_SETTING, DIFFERS_MODEL},
    {"model_type", PATH_SETTING, DIFFERS_MODEL},
    {"model_args", PATH_SETTING, DIFFERS_MODEL},
    {"checkpoint", PATH_SETTING, DIFFERS_MODEL},
    {"checkpoint_path", PATH_SETTING, DIFFERS_MODEL},
    {"ckpt", PATH_SETTING, DIFFERS_MODEL},
    {"ckpt_path", PATH_SETTING, DIFFERS_MODEL},
    {"adapter", PATH_SETTING, DIFFERS_MODEL},
    {"adapter_path", PATH_SETTING, DIFFERS_MODEL},
    {"lora", PATH_SETTING, DIFFERS_MODEL},
    {"lora_path", PATH_SETTING, DIFFERS_MODEL},
    {"lora_rank", PATH_SETTING, DIFFERS_MODEL},
    {"variant", PATH_SETTING, DIFFERS_MODEL},
    {"revision", PATH_SETTING, DIFFERS_MODEL},
    {"tokenizer", PATH_SETTING, DIFFERS_MODEL},
    {"quantization", PATH_SETTING, DIFFERS_MODEL},
    {"dataset", PATH_SETTING, DIFFERS_DATA},
    {"dataset_name", PATH_SETTING, DIFFERS_DATA},
    {"dataset_path", PATH_SETTING, DIFFERS_DATA},
    {"dataset_version", PATH_SETTING, DIFFERS_DATA},
    {"data_path", PATH_SETTING, DIFFERS_DATA},
    {"split", PATH_SETTING, DIFFERS_DATA},
    {"subset", PATH_SETTING, DIFFERS_DATA},
    {"folds", PATH_SETTING, DIFFERS_DATA},
    {"n_splits", PATH_SETTING, DIFFERS_DATA},
    {"test_size", PATH_SETTING, DIFFERS_DATA},
    {"max_samples", PATH_SETTING, DIFFERS_DATA},
    {"num_samples", PATH_SETTING, DIFFERS_DATA},
    {"n_samples", PATH_SETTING, DIFFERS_DATA},
    {"max_problems", PATH_SETTING, DIFFERS_DATA},
    {"max_pairs", PATH_SETTING, DIFFERS_DATA},
    {"labels", PATH_SETTING, DIFFERS_LABELS},
    {"classes", PATH_SETTING, DIFFERS_LABELS},
    {"timestamp", PATH_OTHER, DIFFERS_SETTING},
    {"datetime", PATH_OTHER, DIFFERS_SETTING},
    {"date", PATH_OTHER, DIFFERS_SETTING},
    {"time", PATH_OTHER, DIFFERS_SETTING},
    {"created", PATH_OTHER, DIFFERS_SETTING},
    {"created_at", PATH_OTHER, DIFFERS_SETTING},
    {"started_at", PATH_OTHER, DIFFERS_SETTING},
    {"finished_at", PATH_OTHER, DIFFERS_SETTING},
    {"completed_at", PATH_OTHER, DIFFERS_SETTING},
    {"duration", PATH_OTHER, DIFFERS_SETTING},
    {"elapsed", PATH_OTHER, DIFFERS_SETTING},
    {"runtime", PATH_OTHER, DIFFERS_SETTING},
    {"seconds", PATH_OTHER, DIFFERS_SETTING},
    {"output", PATH_OTHER, DIFFERS_SETTING},
    {"output_path", PATH_OTHER, DIFFERS_SETTING},
    {"output_file", PATH_OTHER, DIFFERS_SETTING},
    {"output_dir", PATH_OTHER, DIFFERS_SETTING},
    {"output_directory", PATH_OTHER, DIFFERS_SETTING},
    {"out_dir", PATH_OTHER, DIFFERS_SETTING},
    {"results_directory", PATH_OTHER, DIFFERS_SETTING},
    {"results_dir", PATH_OTHER, DIFFERS_SETTING},
    {"results_path", PATH_OTHER, DIFFERS_SETTING},
    {"save_dir", PATH_OTHER, DIFFERS_SETTING},
    {"save_path", PATH_OTHER, DIFFERS_SETTING},
    {"log_dir", PATH_OTHER, DIFFERS_SETTING},
    {"log_file", PATH_OTHER, DIFFERS_SETTING},
    {"log_path", PATH_OTHER, DIFFERS_SETTING},
    {"cache_dir", PATH_OTHER, DIFFERS_SETTING},
    {"hostname", PATH_OTHER, DIFFERS_SETTING},
    {"host", PATH_OTHER, DIFFERS_SETTING},
    {"url", PATH_OTHER, DIFFERS_SETTING},
    {"username", PATH_OTHER, DIFFERS_SETTING},
    {"run_id", PATH_OTHER, DIFFERS_SETTING},
    {"run_name", PATH_OTHER, DIFFERS_SETTING},
    {"job_id", PATH_OTHER, DIFFERS_SETTING},
    {"uuid", PATH_OTHER, DIFFERS_SETTING},
    {"num_workers", PATH_OTHER, DIFFERS_SETTING},
};

/* Last words of numbers that are figures. */
static const char *const RESULT_WORDS[] = {
    "accuracy", "acc",       "f1",        "f1_score", "precision", "recall", "perplexity",
    "ppl",      "loss",      "slope",     "kappa",    "mcc",       "auc",    "auroc",
    "correct",  "pass_rate", "dominance", "std",      "stderr",    "bleu",   "rouge",
    "wer",      "score",     "samples",   "support",
};

/* All below such a part came out. */
static const char *const RESULT_PARTS[] = {
    "results",   "metrics",   "scores",           "summary",
    "aggregate", "per_class", "confusion_matrix", "classification_report",
    "overall",
};

/* All below such a part is about that. */
static const struct word_kind WHOLE_PARTS[] = {
    {"prompt", PATH_SETTING, DIFFERS_PROMPT},
    {"prompts", PATH_SETTING, DIFFERS_PROMPT},
    {"generation", PATH_SETTING, DIFFERS_DECODING},
    {"generation_config", PATH_SETTING, DIFFERS_DECODING},
    {"generation_kwargs", PATH_SETTING, DIFFERS_DECODING},
    {"gen_kwargs", PATH_SETTING, DIFFERS_DECODING},
    {"decoding", PATH_SETTING, DIFFERS_DECODING},
    {"sampling_params", PATH_SETTING, DIFFERS_DECODING},
    {"dataset", PATH_SETTING, DIFFERS_DATA},
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "maxNewTokens" and "max-new-tokens" as "max_new_tokens"; what is too long keeps its end. */
static size_t plain_word(const char *key, char *room, size_t at)
{
    size_t length = strlen(key);

    if (length > WORD_ROOM / 3)
        key += length - WORD_ROOM / 3;
    for (char before = '\0'; *key; before = *key++) {
        if (is_upper(*key) && before >= 'a' && before <= 'z')
            room[at++] = '_';
        if (is_upper(*key))
            room[at++] = (char)(*key - 'A' + 'a');
        else
            room[at++] = *key == '-' || *key == ' ' || *key == '.' ? '_' : *key;
    }
    room[at] = '\0';
    return at;
}

static bool ends_with_words(const char *text, const char *words)
{
    size_t length = strlen(text), wanted = strlen(words);

    if (length < wanted || strcmp(text + length - wanted, words) != 0)
        return false;
    return length == wanted || text[length - wanted - 1] == '_';
}

static const struct word_kind *by_last_words(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(LAST_WORDS); i++)
        if (ends_with_words(text, LAST_WORDS[i].words))
            return &LAST_WORDS[i];
    return NULL;
}

static bool is_result_word(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(RESULT_WORDS); i++)
        if (ends_with_words(text, RESULT_WORDS[i]))
            return true;
    return false;
}

static bool is_result_part(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(RESULT_PARTS); i++)
        if (strcmp(text, RESULT_PARTS[i]) == 0)
            return true;
    return false;
}

static const struct word_kind *by_whole_part(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(WHOLE_PARTS); i++)
        if (strcmp(text, WHOLE_PARTS[i].words) == 0)
            return &WHOLE_PARTS[i];
    return NULL;
}

struct path_kind path_kind_of(const char *const *parts, size_t count, bool is_number)
{
    char room[2 * WORD_ROOM];
    const struct word_kind *found = NULL, *above = NULL;

    for (size_t i = 0; i + 1 < count; i++) {
        plain_word(parts[i], room, 0);
        if (is_result_part(room))
            return (struct path_kind){PATH_RESULT, DIFFERS_SETTING};
        if (!above)
            above = by_whole_part(room);
    }
    plain_word(count ? parts[count - 1] : "", room, 0);
    found = by_last_words(room);
    if (!found && is_number && is_result_word(room))
        return (struct path_kind){PATH_RESULT, DIFFERS_SETTING};
    if (!found && count > 1) {
        size_t at = plain_word(parts[count - 2], room, 0);

        room[at] = '_';
        plain_word(parts[count - 1], room, at + 1);
        found = by_last_words(room);
    }
    found = found ? found : above;
    return found ? (struct path_kind){found->use, found->kind}
                 : (struct path_kind){PATH_SETTING, DIFFERS_SETTING};
}

const char *path_word(const char *key, struct arena *arena)
{
    char room[WORD_ROOM];

    return arena_strndup(arena, room, plain_word(key, room, 0));
}
