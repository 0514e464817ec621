/*
 * What all paths of json_index share: from the masks of one block to its marks. Only for the files
 * that implement a path. Bit i of a mask speaks of byte i of the block. Nothing here fails.
 */
#ifndef ASSAY_LOAD_JSON_BLOCK_H
#define ASSAY_LOAD_JSON_BLOCK_H

#include <assay/load/json_index.h>

#define JSON_INLINE static inline __attribute__((always_inline))

struct json_masks {
    uint64_t quote;
    uint64_t backslash;
    uint64_t newline;
    uint64_t bracket;
};

/* The bytes behind an odd run of backslashes. */
JSON_INLINE uint64_t json_escaped(uint64_t backslash, struct json_carry *carry)
{
    const uint64_t odd = 0xAAAAAAAAAAAAAAAAu;
    uint64_t potential, run, escaped;

    if (backslash == 0) {
        escaped = carry->escaped;
        carry->escaped = 0;
        return escaped;
    }
    /* A backslash that is itself escaped starts no run. */
    potential = backslash & ~carry->escaped;
    run = (((potential << 1) | odd) - potential) ^ odd;
    escaped = run ^ (backslash | carry->escaped);
    carry->escaped = (run & backslash) >> 63;
    return escaped;
}

/* Bit i = parity of the bits 0..i. */
JSON_INLINE uint64_t json_prefix_xor(uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

/*
 * quotes: the unescaped ones; inside: parity of them up to each byte. Returns the marks; *broken is
 * where newlines stand inside strings.
 */
JSON_INLINE uint64_t json_block_marks(const struct json_masks *masks, uint64_t quotes,
                                      uint64_t parity, struct json_carry *carry, uint64_t *broken)
{
    uint64_t inside = parity ^ carry->inside;

    carry->inside = 0 - (inside >> 63);
    *broken = masks->newline & inside;
    return ((masks->bracket | masks->backslash) & ~inside) | (quotes & inside);
}

/* Of a block with a newline inside a string only the marks up to the first such newline hold. */
JSON_INLINE uint64_t json_until(uint64_t marks, uint64_t broken)
{
    uint64_t first = broken & (0 - broken);

    return (marks & (first - 1)) | first;
}

JSON_INLINE uint32_t *json_put_marks(uint32_t *out, uint64_t marks, size_t base)
{
    for (; marks; marks &= marks - 1)
        *out++ = (uint32_t)(base + (size_t)__builtin_ctzll(marks));
    return out;
}

/*
 * The loop of every path. CLASSIFY(text) gives the masks of a block, PREFIX(bits) the parity,
 * PUT(out, marks, base) writes the marks and returns where the next ones go.
 */
#define JSON_INDEX_PATH(NAME, ATTRIBUTE, CLASSIFY, PREFIX, PUT)                                    \
    ATTRIBUTE struct json_marks NAME(const char *text, size_t blocks, struct json_carry *carry,    \
                                     uint32_t *out) {                                              \
        struct json_carry state = *carry;                                                          \
        uint32_t *at = out;                                                                        \
                                                                                                   \
        for (size_t i = 0; i < blocks; i++) {                                                      \
            struct json_masks masks = CLASSIFY(text + i * JSON_BLOCK);                             \
            uint64_t quotes = masks.quote & ~json_escaped(masks.backslash, &state);                \
            uint64_t broken;                                                                       \
            uint64_t marks = json_block_marks(&masks, quotes, PREFIX(quotes), &state, &broken);    \
                                                                                                   \
            if (__builtin_expect(broken != 0, 0)) {                                                \
                at = json_put_marks(at, json_until(marks, broken), i * JSON_BLOCK);                \
                *carry = (struct json_carry){0, 0};                                                \
                return (struct json_marks){(size_t)(at - out), (size_t)at[-1] + 1};                \
            }                                                                                      \
            at = PUT(at, marks, i * JSON_BLOCK);                                                   \
        }                                                                                          \
        *carry = state;                                                                            \
        return (struct json_marks){(size_t)(at - out), blocks *JSON_BLOCK};                        \
    }

#endif
