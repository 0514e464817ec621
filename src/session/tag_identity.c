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

/* The first set that has samples, or NULL. */
static const struct samples *first_samples(const struct run *run)
{
    const struct samples *samples;

    for (size_t i = 0; (samples = run_samples(run, i)); i++)
        if (samples->count)
            return samples;
    return NULL;
}

static bool has_record(const struct samples *samples)
{
    return samples->rows.count || (samples->record && samples->record[0].length);
}

/* What a run's files are often put in; the folder above has the run's name. */
static bool is_common_folder(const char *name)
{
    static const char *const common[] = {"evaluations", "evaluation", "eval",        "results",
                                         "outputs",     "output",     "predictions", "preds"};

    for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
        if (str_eq_nocase(str_of(name), str_of(common[i])))
            return true;
    return false;
}

/* The folder that a file is in, links and ".." resolved. */
static const char *folder_name(const char *path, struct arena *arena)
{
    char *real = realpath(path, NULL);
    const char *folder = path_dir(arena, real ? real : path);

    free(real);
    while (is_common_folder(path_base(arena, folder)))
        folder = path_dir(arena, folder);
    return path_base(arena, folder);
}

static bool hash_record(const struct run *run, const struct samples *samples, struct arena *arena,
                        const char **name, uint64_t *hash, struct err *err)
{
    struct record_ref ref;
    struct str bytes;

    if (!record_find(run, samples, 0, &ref, err) ||
        !record_read_at(run, &ref, IDENTITY_BYTES, arena, &bytes, err))
        return false;
    *name = folder_name(record_path(run, ref.file, arena), arena);
    *hash = tag_hash_text(*hash, bytes);
    return true;
}

static bool hash_first(const struct run *run, struct arena *arena, const char **name,
                       uint64_t *hash, struct err *err)
{
    const struct samples *samples = first_samples(run);
    char room[SAMPLE_ID_ROOM];

    if (!samples)
        return err_set(err, ERR_USAGE, "it has no samples");
    if (has_record(samples))
        return hash_record(run, samples, arena, name, hash, err);
    *name = path_base(arena, run_id(run));
    *hash = tag_hash_text(*hash, samples_id(samples, 0, room));
    *hash = tag_hash_number(*hash, (long long)tag_identity_seen(run, samples, 0));
    return true;
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
    const char *state = path_xdg(arena, "STATE"), *name = "";
    uint64_t hash = tag_hash_text(TAG_HASH_START, str_of(run_format(run)));
    struct err err;

    *why_not = NULL;
    if (!state) {
        *why_not = "neither XDG_STATE_HOME nor HOME is set";
        return NULL;
    }
    if (!hash_first(run, arena, &name, &hash, &err)) {
        *why_not = arena_printf(arena, "the run cannot be told from others: %s", err.text);
        return NULL;
    }
    hash = tag_hash_text(hash, str_of(name));
    return path_join(arena, path_join(arena, state, "tags"), file_name(name, hash, arena));
}
