#include <assay/load/classification_answers.h>

#include <ctype.h>

void answers_init(struct answers *answers, struct arena *arena)
{
    memset(answers, 0, sizeof(*answers));
    answers->texts = intern_new(arena);
}

void answers_release(struct answers *answers)
{
    intern_free(answers->texts);
    answers->texts = NULL;
}

uint32_t answers_add(struct answers *answers, struct str text, uint64_t key, size_t slot)
{
    uint32_t number = intern_add(answers->texts, text);

    answers->slots[slot] = (struct answer_slot){key, intern_text(answers->texts, number).ptr,
                                                (uint32_t)text.len, number};
    return number;
}

/* Bytes of a word: ASCII letters and digits, what joins them, and anything beyond ASCII. */
static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

struct str answer_last_word(struct str answer, struct arena *arena)
{
    size_t end = answer.len, start;
    char *word;

    while (end && !is_word_byte(answer.ptr[end - 1]))
        end--;
    start = end;
    while (start && (is_word_byte(answer.ptr[start - 1]) || answer.ptr[start - 1] == '-' ||
                     answer.ptr[start - 1] == '_' || answer.ptr[start - 1] == '\''))
        start--;
    while (start < end && !is_word_byte(answer.ptr[start]))
        start++;
    word = arena_strndup(arena, end > start ? answer.ptr + start : "", end - start);
    for (size_t i = 0; i < end - start; i++)
        if (word[i] >= 'A' && word[i] <= 'Z')
            word[i] = (char)(word[i] - 'A' + 'a');
    return (struct str){word, end - start};
}

static uint16_t find_nocase(const struct label_set *labels, struct str text)
{
    for (size_t k = 0; k < labels->count; k++)
        if (str_eq_nocase(str_of(labels->names[k]), text))
            return (uint16_t)k;
    return LABEL_INVALID;
}

uint16_t answer_label(const struct label_set *labels, struct str answer, struct arena *arena)
{
    uint16_t found = LABEL_INVALID;

    for (size_t k = 0; k < labels->count; k++)
        if (str_eq_c(answer, labels->names[k]))
            return (uint16_t)k;
    found = find_nocase(labels, answer);
    if (found == LABEL_INVALID)
        found = find_nocase(labels, answer_last_word(answer, arena));
    return found;
}
