#include <assay/load/json_index.h>

#include <assay/load/json_block.h>
#include <assay/load/json_index_x86.h>

#include <string.h>

/* Eight bytes at a time: bit 8i+7 of the result is set when byte i of the word is zero. */
JSON_INLINE uint64_t zero_bytes(uint64_t word)
{
    const uint64_t low = 0x7F7F7F7F7F7F7F7Fu;

    return ~(((word & low) + low) | word | low);
}

/* Gather the top bits of the eight bytes into eight bits, byte 0 first. */
JSON_INLINE uint64_t gather(uint64_t tops)
{
    return ((tops >> 7) * 0x0102040810204080u) >> 56;
}

JSON_INLINE uint64_t load_word(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

JSON_INLINE uint64_t spread(char c)
{
    return 0x0101010101010101u * (uint64_t)(unsigned char)c;
}

JSON_INLINE struct json_masks classify_portable(const char *text)
{
    struct json_masks masks = {0, 0, 0, 0};

    for (unsigned i = 0; i < 8; i++) {
        uint64_t word = load_word(text + 8 * i), folded = word | spread(0x20);
        uint64_t bracket = zero_bytes(folded ^ spread('{')) | zero_bytes(folded ^ spread('}'));

        masks.quote |= gather(zero_bytes(word ^ spread('"'))) << (8 * i);
        masks.backslash |= gather(zero_bytes(word ^ spread('\\'))) << (8 * i);
        masks.newline |= gather(zero_bytes(word ^ spread('\n'))) << (8 * i);
        masks.bracket |= gather(bracket) << (8 * i);
    }
    return masks;
}

JSON_INDEX_PATH(json_index_portable, , classify_portable, json_prefix_xor, json_put_marks)

json_index_fn *json_index_for(enum json_path path)
{
    json_index_fn *fn;

    if (path == JSON_PATH_PORTABLE)
        return json_index_portable;
    if (path != JSON_PATH_BEST)
        return json_index_x86(path);
    for (int p = JSON_PATH_COUNT - 1; p > JSON_PATH_PORTABLE; p--)
        if ((fn = json_index_x86((enum json_path)p)))
            return fn;
    return json_index_portable;
}

const char *json_path_name(enum json_path path)
{
    static const char *const names[JSON_PATH_COUNT] = {
        [JSON_PATH_BEST] = "best", [JSON_PATH_PORTABLE] = "portable", [JSON_PATH_SSE2] = "sse2",
        [JSON_PATH_AVX2] = "avx2", [JSON_PATH_AVX512] = "avx512",
    };

    return path < JSON_PATH_COUNT ? names[path] : "unknown";
}
