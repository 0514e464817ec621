#include <assay/session/suite_finetune.h>

#include <assay/base/path.h>
#include <assay/base/quote.h>
#include <assay/load/json_value.h>
#include <assay/load/text_in.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct suite_mix suite_mixes[] = {
    {"easy-heavy", {0.70, 0.20, 0.10}},
    {"medium-heavy", {0.10, 0.70, 0.20}},
    {"hard-heavy", {0.10, 0.20, 0.70}},
    {"balanced", {0.33, 0.33, 0.34}},
    {NULL, {0, 0, 0}},
};

const struct suite_mix *suite_mix_find(const char *name)
{
    for (const struct suite_mix *mix = suite_mixes; mix->name; mix++)
        if (strcmp(mix->name, name) == 0)
            return mix;
    return NULL;
}

/* ---- drawing ---- */

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* Below n, without the bias of a plain remainder. */
static uint64_t random_below(uint64_t *state, uint64_t n)
{
    uint64_t least = (0 - n) % n, drawn;

    do
        drawn = next_random(state);
    while (drawn < least);
    return drawn % n;
}

static void shuffle(size_t *items, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)random_below(state, i), kept = items[i - 1];

        items[i - 1] = items[j];
        items[j] = kept;
    }
}

/* ---- choosing ---- */

/* 1 for every item that may be chosen. */
static uint8_t *pool_of(const struct suite *suite, const struct suite_choice *choice, size_t *size)
{
    uint8_t *pool = xcalloc(suite->item_count, 1);

    *size = 0;
    for (size_t i = 0; choice->pool && i < choice->pool_count; i++) {
        size_t item = suite_find_item(suite, choice->pool[i]);

        if (item != SIZE_MAX)
            pool[item] = 1;
    }
    for (size_t i = 0; i < suite->item_count; i++) {
        if (!choice->pool)
            pool[i] = 1;
        /* What was never tried has no difficulty. */
        pool[i] = pool[i] && suite->items[i].band != DIFFICULTY_NONE;
        *size += pool[i];
    }
    return pool;
}

/* floor(share * total); 1e-9 keeps .7 * 10 from becoming 6. */
static size_t wanted_of(double share, size_t total)
{
    return (size_t)floor(share * (double)total + 1e-9);
}

void suite_choose(const struct suite *suite, const struct suite_choice *choice, struct arena *arena,
                  struct suite_set *set)
{
    size_t pool_size;
    uint8_t *pool = pool_of(suite, choice, &pool_size);
    size_t total = choice->total ? choice->total : pool_size;
    size_t *chosen = arena_zalloc(arena, pool_size, sizeof(*chosen));
    size_t *band = xcalloc(pool_size, sizeof(*band));
    uint64_t state = choice->seed;

    *set = (struct suite_set){.items = chosen};
    for (unsigned d = DIFFICULTY_EASY; d < DIFFICULTY_COUNT; d++) {
        size_t wanted = wanted_of(choice->mix->shares[d - DIFFICULTY_EASY], total), there = 0;

        for (size_t i = 0; i < suite->item_count; i++)
            if (pool[i] && suite->items[i].band == d)
                band[there++] = i;
        shuffle(band, there, &state);
        set->bands[d] = wanted < there ? wanted : there;
        if (set->bands[d])
            memcpy(chosen + set->count, band, set->bands[d] * sizeof(*band));
        set->count += set->bands[d];
    }
    shuffle(chosen, set->count, &state);
    free(pool);
    free(band);
}

/* ---- writing ---- */

/* A sample's response as it stands in its file; false when the run has none for the item. */
static bool read_response(const struct run *run, struct str id, struct arena *arena,
                          struct str *record, struct err *err)
{
    const struct samples *samples = run_samples(run, 0);
    size_t row = samples && samples->response ? samples_find_id(samples, id) : SIZE_MAX, files;
    const struct run_file *all = run_files(run, &files);
    const struct record_ref *ref = row == SIZE_MAX ? NULL : &samples->response[row];
    const char *path;

    if (!ref || ref->length == 0 || ref->file >= files)
        return false;
    path = path_join(arena, run_root(run), all[ref->file].path);
    return file_read_range(path, ref->offset, ref->length, arena, record, err);
}

static void put_member(struct buf *out, const char *key, const struct json_value *value)
{
    struct buf text = {.ptr = NULL};

    json_value_text(value, &text);
    buf_addf(out, "\"%s\": ", key);
    quote_json(out, buf_str(&text));
    buf_release(&text);
}

static bool put_item(const struct suite *suite, size_t item, struct arena *scratch, struct buf *out)
{
    for (size_t r = 0; r < suite->run_count; r++) {
        struct str record;
        struct json_value code, prompt;

        if (!read_response(suite->runs[r].run, suite->items[item].id, scratch, &record, NULL))
            continue;
        code = json_raw_find(record, "problem.code");
        prompt = json_raw_find(record, "prompt");
        if (code.kind != JSON_STRING || prompt.kind != JSON_STRING)
            continue;
        buf_add_char(out, '{');
        put_member(out, "instruction", &prompt);
        buf_add_c(out, ", ");
        put_member(out, "output", &code);
        buf_add_c(out, "}\n");
        return true;
    }
    return false;
}

bool suite_finetune(const struct suite *suite, const struct suite_set *set, struct buf *out,
                    struct err *err)
{
    struct arena *scratch = arena_new();
    bool good = true;

    for (size_t i = 0; good && i < set->count; i++) {
        good = put_item(suite, set->items[i], scratch, out);
        if (!good)
            err_set(err, ERR_NO_EVIDENCE,
                    "no run has the prompt and reference code of problem %s "
                    "(they stand in mbpp_results_final_*.json)",
                    suite->items[set->items[i]].id.ptr);
        arena_reset(scratch);
    }
    arena_free(scratch);
    return good;
}
