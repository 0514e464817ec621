#include <assay/load/csv_scan.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#define CSV_HAVE_X86 1
#include <immintrin.h>
#else
#define CSV_HAVE_X86 0
#endif

#define INLINE static inline __attribute__((always_inline))

enum { BLOCK = 64 };

/* One bit a byte of the block, the first byte in bit 0. */
struct masks {
    uint64_t delimiter, lf, cr, quote;
};

/* Room for the last block's positions, which are written eight at a time. */
enum { SLACK = 2 * BLOCK };

void csv_index_init(struct csv_index *index)
{
    *index = (struct csv_index){
        .seps = xmalloc((CSV_SCAN_MAX + SLACK) * sizeof(uint32_t)),
        .ends = xmalloc((CSV_SCAN_MAX + SLACK) * sizeof(uint32_t)),
    };
    index->seps[0] = UINT32_MAX;
    index->ends[0] = 0;
    index->sep_count = 1;
}

void csv_index_release(struct csv_index *index)
{
    free(index->seps);
    free(index->ends);
    *index = (struct csv_index){.seps = NULL};
}

static void index_start(struct csv_index *index, size_t length)
{
    index->seps[0] = UINT32_MAX;
    index->ends[0] = 0;
    index->sep_count = 1;
    index->end_count = 0;
    index->stop = length;
    index->quote = index->carriage = index->nonascii = false;
}

INLINE uint64_t emit_one(uint32_t *out, uint64_t bits, uint32_t at)
{
    /* bits may be 0; bit 63 keeps the count of trailing zeros defined. */
    *out = at + (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
    return bits & (bits - 1);
}

/* More positions are written than there are: the spare ones are overwritten by the next block. Rows
 * of short cells have 8 to 12 separators a block, so one branch is left that goes the same way. */
INLINE void emit_positions(uint32_t *out, uint64_t bits, size_t count, uint32_t at)
{
    for (size_t i = 0; i < 12; i++)
        bits = emit_one(out + i, bits, at);
    for (size_t i = 12; i < count; i += 4)
        for (size_t k = 0; k < 4; k++)
            bits = emit_one(out + i + k, bits, at);
}

/* How many separators stand at or below the lowest line end. */
INLINE uint64_t emit_end(uint32_t *out, uint64_t seps, uint64_t ends, size_t before)
{
    *out = (uint32_t)(before + (size_t)__builtin_popcountll(seps & (ends ^ (ends - 1))));
    return ends & (ends - 1);
}

/* The lines' ends as indexes into seps; spare ones as above. */
INLINE void emit_ends(struct csv_index *index, uint64_t seps, uint64_t ends)
{
    uint32_t *out = index->ends + index->end_count + 1;
    size_t count = (size_t)__builtin_popcountll(ends), before = index->sep_count - 1;

    for (size_t i = 0; i < 3; i++)
        ends = emit_end(out + i, seps, ends, before);
    for (size_t i = 3; i < count; i++)
        ends = emit_end(out + i, seps, ends, before);
    index->end_count += count;
}

/* What of a block counts, once the end of the text or a quote has cut it off. */
struct found {
    uint64_t seps, ends;
    bool more; /* neither has: go on with the next block */
};

INLINE struct found cut_block(struct csv_index *index, const char *text, size_t at, size_t length,
                              const struct masks *masks)
{
    uint64_t ends = masks->lf, keep = UINT64_MAX;
    size_t left = length - at;

    if (__builtin_expect(masks->cr != 0, 0)) {
        uint64_t next_lf = masks->lf >> 1 | (uint64_t)(text[at + BLOCK] == '\n') << 63;

        ends |= masks->cr & ~next_lf;
    }
    if (left < BLOCK)
        keep = ((uint64_t)1 << left) - 1;
    index->carriage |= (masks->cr & keep) != 0;
    if (__builtin_expect((masks->quote & keep) != 0, 0)) {
        uint64_t quote = masks->quote & keep;

        index->stop = at + (size_t)__builtin_ctzll(quote);
        index->quote = true;
        keep = (quote ^ (quote - 1)) >> 1;
    }
    ends &= keep;
    return (struct found){
        .seps = (masks->delimiter & keep) | ends,
        .ends = ends,
        .more = left > BLOCK && !index->quote,
    };
}

/* False when the scan ends in this block. */
INLINE bool emit_block(struct csv_index *index, const char *text, size_t at, size_t length,
                       const struct masks *masks)
{
    struct found found = cut_block(index, text, at, length, masks);
    size_t count = (size_t)__builtin_popcountll(found.seps);

    emit_positions(index->seps + index->sep_count, found.seps, count, (uint32_t)at);
    emit_ends(index, found.seps, found.ends);
    index->sep_count += count;
    return found.more;
}

INLINE void cells_from(struct str *out, const char *text, const uint32_t *seps, size_t from,
                       size_t count)
{
    for (size_t i = from; i < count; i++) {
        uint32_t start = seps[i] + 1;

        out[i] = (struct str){text + start, seps[i + 1] - start};
    }
}

static void cells_portable(struct str *out, const char *text, const uint32_t *seps, size_t count)
{
    cells_from(out, text, seps, 0, count);
}

#define LOW7  0x7f7f7f7f7f7f7f7fu
#define HIGHS 0x8080808080808080u
#define ONES  0x0101010101010101u

static uint64_t load_word(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof(word));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* One bit for each byte of the word that equals the repeated byte. */
static uint64_t equal_bits(uint64_t word, uint64_t repeated)
{
    uint64_t x = word ^ repeated;
    uint64_t zero = ~(((x & LOW7) + LOW7) | x | LOW7); /* 0x80 where x has a zero byte */

    return (zero >> 7) * 0x0102040810204080u >> 56;
}

static struct masks classify_portable(const char *text, uint64_t delimiter, uint64_t *high)
{
    struct masks masks = {0};

    for (unsigned i = 0; i < 8; i++) {
        uint64_t word = load_word(text + 8 * i);

        *high |= word;
        masks.delimiter |= equal_bits(word, delimiter) << 8 * i;
        masks.lf |= equal_bits(word, ONES * '\n') << 8 * i;
        masks.cr |= equal_bits(word, ONES * '\r') << 8 * i;
        masks.quote |= equal_bits(word, ONES * '"') << 8 * i;
    }
    return masks;
}

static void scan_portable(struct csv_index *index, const char *text, size_t length, char delimiter)
{
    uint64_t repeated = ONES * (unsigned char)delimiter, high = 0;

    index_start(index, length);
    for (size_t at = 0; at < length; at += BLOCK) {
        struct masks masks = classify_portable(text + at, repeated, &high);

        if (!emit_block(index, text, at, length, &masks))
            break;
    }
    index->nonascii = (high & HIGHS) != 0;
}

#if CSV_HAVE_X86

INLINE uint64_t bits16(__m128i bytes)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(bytes);
}

static struct masks classify_sse2(const char *text, __m128i delimiter, __m128i *high)
{
    const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r'), quote = _mm_set1_epi8('"');
    struct masks masks = {0};

    for (unsigned i = 0; i < 4; i++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * i));

        *high = _mm_or_si128(*high, bytes);
        masks.delimiter |= bits16(_mm_cmpeq_epi8(bytes, delimiter)) << 16 * i;
        masks.lf |= bits16(_mm_cmpeq_epi8(bytes, lf)) << 16 * i;
        masks.cr |= bits16(_mm_cmpeq_epi8(bytes, cr)) << 16 * i;
        masks.quote |= bits16(_mm_cmpeq_epi8(bytes, quote)) << 16 * i;
    }
    return masks;
}

static void scan_sse2(struct csv_index *index, const char *text, size_t length, char delimiter)
{
    __m128i repeated = _mm_set1_epi8(delimiter), high = _mm_setzero_si128();

    index_start(index, length);
    for (size_t at = 0; at < length; at += BLOCK) {
        struct masks masks = classify_sse2(text + at, repeated, &high);

        if (!emit_block(index, text, at, length, &masks))
            break;
    }
    index->nonascii = _mm_movemask_epi8(high) != 0;
}

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 INLINE uint64_t bits64(__m256i low, __m256i high)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(low) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 INLINE uint64_t equal64(__m256i low, __m256i high, char byte)
{
    __m256i repeated = _mm256_set1_epi8(byte);

    return bits64(_mm256_cmpeq_epi8(low, repeated), _mm256_cmpeq_epi8(high, repeated));
}

AVX2 static void scan_avx2(struct csv_index *index, const char *text, size_t length, char delimiter)
{
    __m256i seen = _mm256_setzero_si256();

    index_start(index, length);
    for (size_t at = 0; at < length; at += BLOCK) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(text + at));
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(text + at + 32));
        struct masks masks = {
            .delimiter = equal64(low, high, delimiter),
            .lf = equal64(low, high, '\n'),
            .cr = equal64(low, high, '\r'),
            .quote = equal64(low, high, '"'),
        };

        seen = _mm256_or_si256(seen, _mm256_or_si256(low, high));
        if (!emit_block(index, text, at, length, &masks))
            break;
    }
    index->nonascii = _mm256_movemask_epi8(seen) != 0;
}

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))

/* Sixteen positions a turn: the bytes' numbers are packed together, then widened. */
AVX512 INLINE void emit_packed(uint32_t *out, uint64_t bits, size_t count, uint32_t at,
                               __m512i numbers)
{
    __m512i packed = _mm512_maskz_compress_epi8(bits, numbers), base = _mm512_set1_epi32((int)at);
    size_t done = 0;

    do {
        __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));

        _mm512_storeu_si512(out + done, _mm512_add_epi32(wide, base));
        packed = _mm512_shuffle_i64x2(packed, packed, 0x39); /* the next sixteen to the front */
        done += 16;
    } while (done < count);
}

AVX512 static void scan_avx512(struct csv_index *index, const char *text, size_t length,
                               char delimiter)
{
    uint8_t order[BLOCK];
    __m512i numbers, seen = _mm512_setzero_si512();

    for (unsigned i = 0; i < BLOCK; i++)
        order[i] = (uint8_t)i;
    numbers = _mm512_loadu_si512(order);
    index_start(index, length);
    for (size_t at = 0; at < length; at += BLOCK) {
        __m512i bytes = _mm512_loadu_si512(text + at);
        struct masks masks = {
            .delimiter = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter)),
            .lf = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')),
            .cr = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r')),
            .quote = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
        };
        struct found found = cut_block(index, text, at, length, &masks);
        size_t count = (size_t)__builtin_popcountll(found.seps);

        seen = _mm512_or_si512(seen, bytes);
        emit_packed(index->seps + index->sep_count, found.seps, count, (uint32_t)at, numbers);
        emit_ends(index, found.seps, found.ends);
        index->sep_count += count;
        if (!found.more)
            break;
    }
    index->nonascii = _mm512_movepi8_mask(seen) != 0;
}

_Static_assert(sizeof(struct str) == 16, "cells_avx2 writes pairs of 64-bit words");

/* Four cells a turn: pointers and lengths are made apart and then interleaved. */
AVX2 static void cells_avx2(struct str *out, const char *text, const uint32_t *seps, size_t count)
{
    const __m256i base = _mm256_set1_epi64x((long long)(uintptr_t)text);
    size_t i = 0;

    for (; i + 4 <= count; i += 4) {
        __m128i before = _mm_loadu_si128((const __m128i *)(const void *)(seps + i));
        __m128i after = _mm_loadu_si128((const __m128i *)(const void *)(seps + i + 1));
        __m128i start = _mm_sub_epi32(before, _mm_set1_epi32(-1));
        __m256i ptr = _mm256_add_epi64(_mm256_cvtepu32_epi64(start), base);
        __m256i len = _mm256_cvtepu32_epi64(_mm_sub_epi32(after, start));
        __m256i even = _mm256_unpacklo_epi64(ptr, len), odd = _mm256_unpackhi_epi64(ptr, len);
        __m256i *to = (__m256i *)(void *)(out + i);

        _mm256_storeu_si256(to, _mm256_permute2x128_si256(even, odd, 0x20));
        _mm256_storeu_si256(to + 1, _mm256_permute2x128_si256(even, odd, 0x31));
    }
    cells_from(out, text, seps, i, count);
}

#endif

#if CSV_HAVE_X86

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

static bool has_avx512(void)
{
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}

static bool pick_x86(enum csv_path path, struct csv_scanner *scanner)
{
    if ((path == CSV_PATH_AUTO || path == CSV_PATH_AVX512) && has_avx512())
        *scanner = (struct csv_scanner){scan_avx512, cells_avx2, CSV_PATH_AVX512};
    else if ((path == CSV_PATH_AUTO || path == CSV_PATH_AVX2) && has_avx2())
        *scanner = (struct csv_scanner){scan_avx2, cells_avx2, CSV_PATH_AVX2};
    else if (path == CSV_PATH_AUTO || path == CSV_PATH_SSE2)
        *scanner = (struct csv_scanner){scan_sse2, cells_portable, CSV_PATH_SSE2};
    else
        return false;
    return true;
}

#else

static bool pick_x86(enum csv_path path, struct csv_scanner *scanner)
{
    (void)path;
    (void)scanner;
    return false;
}

#endif

bool csv_scanner_pick(enum csv_path path, struct csv_scanner *scanner)
{
    if (pick_x86(path, scanner))
        return true;
    if (path != CSV_PATH_AUTO && path != CSV_PATH_PORTABLE)
        return false;
    *scanner = (struct csv_scanner){scan_portable, cells_portable, CSV_PATH_PORTABLE};
    return true;
}
