#include <assay/session/tag_identity.h>

#include <assay/base/path.h>
#include <assay/load/record_find.h>
#include <assay/session/sample_field.h>

#include <stdlib.h>
#include <string.h>

enum { NAME_MOST = 64, IDENTITY_BYTES = 1 << 20 };

uint64_t tag_hash_text(uint64_t hash, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
    return (hash ^ 0xff) * 0x100000001b3u; /* 0xff is in no UTF-8: parts do not run together */
}

uint64_t tag_hash_number(uint64_t hash, long long number)
{
    return (hash ^ (uint64_t)number) * 0x100000001b3u;
}

uint64_t tag_identity_seen(const struct run *run, const struct samples *samples, size_t row)
{
    static const char *const fields[] = {"truth", "pred", "outcome"};
    uint64_t hash = TAG_HASH_START;
    char room[SAMPLE_FIELD_ROOM];

    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        hash = tag_hash_text(hash,
                             sample_field_find(str_of(fields[i]))->text(run, samples, row, room));
    return hash;
}

/* ---- which run ---- */

static bool hash_first_record(const struct run *run, uint64_t *hash, struct err *err)
{
    const struct samples *samples = NULL;
    struct arena *arena;
    struct record_ref ref;
    struct str bytes;
    char room[SAMPLE_ID_ROOM];
    bool done;

    for (size_t i = 0; i < run_samples_count(run) && !(samples && samples->count); i++)
        samples = run_samples(run, i);
    if (!samples || samples->count == 0)
        return err_set(err, ERR_USAGE, "the run has no samples");
    if (samples->rows.count == 0 && !(samples->record && samples->record[0].length)) {
        *hash = tag_hash_number(tag_hash_text(*hash, samples_id(samples, 0, room)),
                                (long long)tag_identity_seen(run, samples, 0));
        return true;
    }
    arena = arena_new();
    done = record_find(run, samples, 0, &ref, err) &&
           record_read_at(run, &ref, IDENTITY_BYTES, arena, &bytes, err);
    if (done)
        *hash = tag_hash_text(*hash, bytes);
    arena_free(arena);
    return done;
}

static const char *run_name(const struct run *run, struct arena *arena)
{
    const char *name = path_base(arena, run_id(run));
    char *real;

    if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
        return name;
    real = realpath(run_root(run), NULL);
    if (real)
        name = path_base(arena, real);
    free(real);
    return name;
}

static const char *file_name(const char *name, uint64_t hash, struct arena *arena)
{
    char *safe = arena_strndup(arena, name, strlen(name) < NAME_MOST ? strlen(name) : NAME_MOST);

    for (char *p = safe; *p; p++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", *p) ||
            (p == safe && *p == '.'))
            *p = '_';
    return arena_printf(arena, "%s-%016llx.jsonl", safe, (unsigned long long)hash);
}

const char *tag_identity_path(const struct run *run, struct arena *arena, const char **why_not)
{
    const char *state = path_xdg(arena, "STATE"), *name = run_name(run, arena);
    uint64_t hash = tag_hash_text(TAG_HASH_START, str_of(name));
    struct err err;

    *why_not = NULL;
    if (!state) {
        *why_not = "neither XDG_STATE_HOME nor HOME is set";
        return NULL;
    }
    hash = tag_hash_text(hash, str_of(run_format(run)));
    if (!hash_first_record(run, &hash, &err)) {
        *why_not = arena_printf(arena, "the run cannot be told from others: %s", err.text);
        return NULL;
    }
    return path_join(arena, path_join(arena, state, "tags"), file_name(name, hash, arena));
}
