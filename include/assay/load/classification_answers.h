/*
 * From what a file says to a label: the texts of one column, each different one kept once.
 *
 * Rows are first stored as numbers of texts, since the label set may be known only when all truths
 * have been read. answers_find is the hot path: a cache of slots in pairs, keyed on length and
 * first eight bytes, in front of an intern table.
 *
 * A raw answer of a model ("I would say: Happy.") is read as its last word, without regard to case
 * and without punctuation around it, as the programs that ask models for a label do.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_ANSWERS_H
#define ASSAY_LOAD_CLASSIFICATION_ANSWERS_H

#include <assay/base/arena.h>
#include <assay/base/intern.h>
#include <assay/base/str.h>
#include <assay/model/labels.h>

#include <stdint.h>
#include <string.h>

enum { ANSWER_SLOT_BITS = 11, ANSWER_SLOTS = 1 << ANSWER_SLOT_BITS };

struct answer_slot {
    uint64_t key;
    const char *text; /* NULL: free */
    uint32_t length;
    uint32_t number;
};

/* Init with answers_init; answers_release frees what is not the arena's. */
struct answers {
    struct intern *texts;
    struct answer_slot slots[ANSWER_SLOTS];
};

void answers_init(struct answers *answers, struct arena *arena);
void answers_release(struct answers *answers);
/* The number of a text that the cache does not hold; the cache does afterwards. */
uint32_t answers_add(struct answers *answers, struct str text, uint64_t key, size_t slot);

/* The last word of an answer, lower-case letters, no punctuation around it; may be empty. */
struct str answer_last_word(struct str answer, struct arena *arena);
/* The label that an answer names: exactly, but for case, or as its last word; else LABEL_INVALID.
 */
uint16_t answer_label(const struct label_set *labels, struct str answer, struct arena *arena);

/* The first bytes of a text, up to eight, without reading beyond it. */
static inline uint64_t answer_key(struct str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    uint64_t word;
    uint32_t low, high;

    if (text.len >= 8) {
        memcpy(&word, p, 8);
        return word;
    }
    if (text.len >= 4) {
        memcpy(&low, p, 4);
        memcpy(&high, p + text.len - 4, 4);
        return (uint64_t)high << 32 | low;
    }
    if (text.len == 0)
        return 0;
    return (uint64_t)p[0] << 16 | (uint64_t)p[text.len / 2] << 8 | p[text.len - 1];
}

/* The same bytes where eight may be read: no branch hangs on a length that varies by row. */
static inline uint64_t answer_key_padded(struct str text)
{
    uint64_t word;

    memcpy(&word, text.ptr, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return text.len >= 8 ? word : word & (((uint64_t)1 << 8 * text.len) - 1);
}

static inline bool answer_slot_is(const struct answer_slot *slot, struct str text, uint64_t key)
{
    return slot->key == key && slot->length == text.len && slot->text &&
           (text.len <= 8 || memcmp(slot->text + 8, text.ptr + 8, text.len - 8) == 0);
}

static inline uint32_t answers_find_key(struct answers *answers, struct str text, uint64_t key)
{
    size_t slot = (size_t)((key ^ text.len) * 0x9e3779b97f4a7c15u >> (64 - ANSWER_SLOT_BITS));

    if (answer_slot_is(&answers->slots[slot], text, key))
        return answers->slots[slot].number;
    slot ^= 1;
    if (answer_slot_is(&answers->slots[slot], text, key))
        return answers->slots[slot].number;
    return answers_add(answers, text, key, slot ^ (answers->slots[slot].text != NULL));
}

/*
 * The number of a text, which is added if it is new. White space around it must be gone. One set of
 * answers is asked in one of the two ways: answers_find_padded wants eight readable bytes from the
 * text's first on, as cells of csv_in.h have them.
 */
static inline uint32_t answers_find(struct answers *answers, struct str text)
{
    return answers_find_key(answers, text, answer_key(text));
}

static inline uint32_t answers_find_padded(struct answers *answers, struct str text)
{
    return answers_find_key(answers, text, answer_key_padded(text));
}

#endif
