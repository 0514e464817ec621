#include <assay/load/json_index_x86.h>

#if defined(__x86_64__)

#include <assay/load/json_block.h>

#include <immintrin.h>

#define TARGET_AVX2   __attribute__((target("avx2,pclmul,bmi,popcnt")))
#define TARGET_AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,avx2,pclmul,bmi,popcnt")))

/* ---- SSE2 ---- */

JSON_INLINE uint64_t bits_sse2(__m128i equal, unsigned shift)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(equal) << shift;
}

JSON_INLINE struct json_masks classify_sse2(const char *text)
{
    struct json_masks masks = {0, 0, 0, 0};

    for (unsigned i = 0; i < JSON_BLOCK; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(text + i));
        __m128i folded = _mm_or_si128(x, _mm_set1_epi8(0x20));
        __m128i bracket = _mm_or_si128(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')),
                                       _mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));

        masks.quote |= bits_sse2(_mm_cmpeq_epi8(x, _mm_set1_epi8('"')), i);
        masks.backslash |= bits_sse2(_mm_cmpeq_epi8(x, _mm_set1_epi8('\\')), i);
        masks.newline |= bits_sse2(_mm_cmpeq_epi8(x, _mm_set1_epi8('\n')), i);
        masks.bracket |= bits_sse2(bracket, i);
    }
    return masks;
}

static json_index_fn index_sse2;
JSON_INDEX_PATH(index_sse2, static, classify_sse2, json_prefix_xor, json_put_marks)

/* ---- AVX2 ---- */

TARGET_AVX2 JSON_INLINE uint64_t bits_avx2(__m256i equal, unsigned shift)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(equal) << shift;
}

/* A byte picks, by its low four bits, the one bracket it could be after folding [ ] to { }. */
TARGET_AVX2 JSON_INLINE struct json_masks classify_avx2(const char *text)
{
    const __m256i brackets = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{', 0, '}', 0, 0, 0,
                                              0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{', 0, '}', 0, 0);
    struct json_masks masks = {0, 0, 0, 0};

    for (unsigned i = 0; i < JSON_BLOCK; i += 32) {
        __m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(text + i));
        __m256i folded = _mm256_or_si256(x, _mm256_set1_epi8(0x20));

        masks.quote |= bits_avx2(_mm256_cmpeq_epi8(x, _mm256_set1_epi8('"')), i);
        masks.backslash |= bits_avx2(_mm256_cmpeq_epi8(x, _mm256_set1_epi8('\\')), i);
        masks.newline |= bits_avx2(_mm256_cmpeq_epi8(x, _mm256_set1_epi8('\n')), i);
        masks.bracket |= bits_avx2(_mm256_cmpeq_epi8(folded, _mm256_shuffle_epi8(brackets, x)), i);
    }
    return masks;
}

/* Carry-less multiplication by all ones is the prefix xor. */
TARGET_AVX2 JSON_INLINE uint64_t prefix_clmul(uint64_t bits)
{
    __m128i product =
        _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0);

    return (uint64_t)_mm_cvtsi128_si64(product);
}

/* Groups of four without asking how many there are: most blocks have few marks. */
TARGET_AVX2 JSON_INLINE uint32_t *put_groups(uint32_t *out, uint64_t marks, size_t base)
{
    size_t count = (size_t)_mm_popcnt_u64(marks), done = 0;

    do {
        for (unsigned k = 0; k < 4; k++) {
            out[done + k] = (uint32_t)(base + _tzcnt_u64(marks));
            marks = _blsr_u64(marks);
        }
        done += 4;
    } while (__builtin_expect(done < count, 0));
    return out + count;
}

static json_index_fn index_avx2;
JSON_INDEX_PATH(index_avx2, TARGET_AVX2 static, classify_avx2, prefix_clmul, put_groups)

/* ---- AVX-512 ---- */

TARGET_AVX512 JSON_INLINE struct json_masks classify_avx512(const char *text)
{
    __m512i x = _mm512_loadu_si512((const void *)text);
    /* 0 for { and [, 2 for } and ]: } is { + 2, and 0x20 apart are the two kinds. */
    __m512i folded =
        _mm512_sub_epi8(_mm512_or_si512(x, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('{'));

    return (struct json_masks){
        .quote = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('"')),
        .backslash = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('\\')),
        .newline = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('\n')),
        .bracket = _mm512_testn_epi8_mask(folded, _mm512_set1_epi8((char)~2)),
    };
}

TARGET_AVX512 JSON_INLINE uint64_t prefix_clmul_512(uint64_t bits)
{
    return prefix_clmul(bits);
}

/* The positions 0..63 compressed to those of the marks, then widened sixteen at a time. */
TARGET_AVX512 JSON_INLINE uint32_t *put_compressed(uint32_t *out, uint64_t marks, size_t base)
{
    const __m512i identity = _mm512_set_epi64(
        0x3F3E3D3C3B3A3938, 0x3736353433323130, 0x2F2E2D2C2B2A2928, 0x2726252423222120,
        0x1F1E1D1C1B1A1918, 0x1716151413121110, 0x0F0E0D0C0B0A0908, 0x0706050403020100);
    const __m512i from = _mm512_set1_epi32((int)base);
    __m512i places = _mm512_maskz_compress_epi8(marks, identity);
    size_t count = (size_t)_mm_popcnt_u64(marks);

    _mm512_storeu_si512(
        out, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places))));
    if (__builtin_expect(count > 16, 0))
        json_put_marks(out, marks, base);
    return out + count;
}

static json_index_fn index_avx512;
JSON_INDEX_PATH(index_avx512, TARGET_AVX512 static, classify_avx512, prefix_clmul_512,
                put_compressed)

json_index_fn *json_index_x86(enum json_path path)
{
    __builtin_cpu_init();
    if (path == JSON_PATH_SSE2)
        return index_sse2;
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
        !__builtin_cpu_supports("pclmul") || !__builtin_cpu_supports("popcnt"))
        return NULL;
    if (path == JSON_PATH_AVX2)
        return index_avx2;
    if (path == JSON_PATH_AVX512 && __builtin_cpu_supports("avx512f") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2"))
        return index_avx512;
    return NULL;
}

#else

json_index_fn *json_index_x86(enum json_path path)
{
    (void)path;
    return NULL;
}

#endif
