#include "fuzz.h"

#include <assay/model/run_builder.h>
#include <assay/session/pairing.h>

/* The input is read as rows of two sets; where it ends, so do they. */
struct reading {
    const uint8_t *data;
    size_t size;
};

static unsigned take(struct reading *reading)
{
    if (reading->size == 0)
        return 0;
    reading->size--;
    return *reading->data++;
}

/* Few different parts, so that ids meet. */
static void make_id(struct reading *reading, struct buf *id)
{
    static const char *const parts[] = {"",  "0", "1", "00", "-",    "+",  "/",      "\\",
                                        ".", "a", "b", ".0", ".wav", ".x", "clips/", " "};
    unsigned count = take(reading) % 5;

    buf_clear(id);
    for (unsigned i = 0; i < count; i++)
        buf_add_c(id, parts[take(reading) % 16]);
}

static void add_row(struct run_builder *builder, struct sample_writer *writer,
                    struct reading *reading, unsigned columns, struct buf *id)
{
    static const char *const splits[] = {"train", "test", "val"};
    size_t row = sample_writer_add(writer, 1);
    unsigned key = take(reading);

    make_id(reading, id);
    sample_writer_id(writer, columns & 16 ? str_of(key & 1 ? "1" : "2") : buf_str(id));
    if (columns & 1)
        sample_writer_split(writer)[row] = builder_split(builder, str_of(splits[key % 3]));
    if (columns & 2)
        sample_writer_attempt(writer)[row] = key >> 2 & 3;
    if (columns & 4)
        sample_writer_step(writer)[row] = key >> 4 & 1;
    if (columns & 8)
        sample_writer_fold(writer)[row] = key >> 5 & 1;
}

static struct run *make_run(struct reading *reading)
{
    struct run_builder *builder = run_builder_new("r", ".", "test");
    struct sample_writer *writer = builder_samples(builder, "");
    unsigned rows = take(reading) % 40, columns = take(reading);
    struct buf id = {.ptr = NULL};

    for (unsigned i = 0; i < rows; i++)
        add_row(builder, writer, reading, columns, &id);
    buf_release(&id);
    return run_builder_finish(builder);
}

/* Each row of a side is in one pair, unmatched, or repeated. */
static void check_side(const uint32_t *pairs, size_t pair_count, const uint32_t *only,
                       size_t only_count, uint64_t repeated, size_t rows)
{
    unsigned char seen[64] = {0};

    FUZZ_HOLDS(pair_count + only_count + repeated == rows);
    for (size_t i = 0; i < pair_count; i++)
        FUZZ_HOLDS(pairs[i] < rows && !seen[pairs[i]]++);
    for (size_t i = 0; i < only_count; i++) {
        FUZZ_HOLDS(only[i] < rows && !seen[only[i]]++);
        FUZZ_HOLDS(i == 0 || only[i - 1] < only[i]);
    }
}

static void check_pairing(const struct pairing *p, const struct samples *a, const struct samples *b)
{
    uint64_t by_rule = 0;

    check_side(p->a, p->count, p->only_a, p->only_a_count, p->repeated_a, a->count);
    check_side(p->b, p->count, p->only_b, p->only_b_count, p->repeated_b, b->count);
    for (size_t i = 0; i < p->count; i++) {
        FUZZ_HOLDS(i == 0 || p->a[i - 1] < p->a[i]);
        FUZZ_HOLDS(!(a->step && b->step) || a->step[p->a[i]] == b->step[p->b[i]]);
        FUZZ_HOLDS(!(a->attempt && b->attempt) || a->attempt[p->a[i]] == b->attempt[p->b[i]]);
    }
    for (unsigned rule = 0; rule < PAIR_RULES; rule++)
        by_rule += p->by_rule[rule];
    FUZZ_HOLDS(by_rule == p->count && p->split_differs <= p->count);
}

/* With the sides changed it is the same pairs. */
static void check_mirrored(const struct pairing *p, const struct pairing *mirrored)
{
    FUZZ_HOLDS(p->count == mirrored->count && p->by_split == mirrored->by_split);
    for (size_t i = 0; i < p->count; i++) {
        size_t j = 0;

        while (j < p->count && mirrored->b[j] != p->a[i])
            j++;
        FUZZ_HOLDS(j < p->count && mirrored->a[j] == p->b[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reading reading = {data, size};
    struct run *x = make_run(&reading), *y = make_run(&reading);
    const struct samples *a = run_samples(x, 0), *b = run_samples(y, 0);
    struct arena *arena = arena_new();
    struct pairing pairing, mirrored;

    FUZZ_HOLDS(pairing_new(x, a, y, b, arena, &pairing, NULL));
    check_pairing(&pairing, a, b);
    FUZZ_HOLDS(pairing_new(y, b, x, a, arena, &mirrored, NULL));
    check_mirrored(&pairing, &mirrored);
    arena_free(arena);
    run_free(x);
    run_free(y);
    return 0;
}
