#include <assay/session/tags.h>

#include <assay/base/utf8.h>
#include <assay/load/text_in.h>
#include <assay/session/sample_field.h>
#include <assay/session/tag_file.h>
#include <assay/session/tag_identity.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NO_ENTRY UINT32_MAX

/* Last word on one sample. */
struct entry {
    struct tag tag; /* row SIZE_MAX: no sample of the run */
    uint32_t which;
    uint32_t next; /* entry of the same key */
    uint64_t seen;
};

/* What samples of one key share. */
struct key {
    struct str set, id;
    long long attempt, fold, layer;
    uint32_t first; /* entry */
    uint32_t met;   /* samples so far, while rows are gone through */
};

struct tags {
    const struct run *run;
    struct arena *arena; /* path, reason */
    struct arena *texts; /* of keys and notes */
    const char *path, *why_not;
    struct entry *entries;
    struct key *keys;
    size_t entry_count, entry_capacity, key_count, key_capacity;
    uint32_t *slots; /* key + 1, 0 when free */
    size_t slot_count;
    uint32_t **of_row; /* a set: entry + 1 a row; NULL: none in it */
    size_t set_count;
    size_t per_kind[TAG_KINDS], unmatched, broken;
    uint64_t known; /* bytes of the file that were read or written here */
};

/* ---- keys and entries ---- */

static uint64_t hash_key(const struct key *key)
{
    uint64_t hash = tag_hash_text(tag_hash_text(TAG_HASH_START, key->set), key->id);

    return tag_hash_number(tag_hash_number(tag_hash_number(hash, key->attempt), key->fold),
                           key->layer);
}

static bool key_equal(const struct key *a, const struct key *b)
{
    return a->attempt == b->attempt && a->fold == b->fold && a->layer == b->layer &&
           str_eq(a->id, b->id) && str_eq(a->set, b->set);
}

static void take_slot(struct tags *tags, size_t key)
{
    size_t slot = hash_key(&tags->keys[key]) & (tags->slot_count - 1);

    while (tags->slots[slot])
        slot = (slot + 1) & (tags->slot_count - 1);
    tags->slots[slot] = (uint32_t)key + 1;
}

static void rehash(struct tags *tags)
{
    size_t count = tags->slot_count ? tags->slot_count * 2 : 64;

    free(tags->slots);
    tags->slots = xcalloc(count, sizeof(*tags->slots));
    tags->slot_count = count;
    for (size_t k = 0; k < tags->key_count; k++)
        take_slot(tags, k);
}

/* NULL when it is not known. */
static struct key *find_key(const struct tags *tags, const struct key *wanted)
{
    size_t slot = tags->slot_count ? hash_key(wanted) & (tags->slot_count - 1) : 0;

    for (; tags->slot_count && tags->slots[slot]; slot = (slot + 1) & (tags->slot_count - 1))
        if (key_equal(&tags->keys[tags->slots[slot] - 1], wanted))
            return &tags->keys[tags->slots[slot] - 1];
    return NULL;
}

static struct str keep_text(struct tags *tags, struct str text)
{
    return text.len ? (struct str){arena_strndup(tags->texts, text.ptr, text.len), text.len}
                    : STR("");
}

static struct key *add_key(struct tags *tags, const struct key *wanted)
{
    struct key *key = find_key(tags, wanted);

    if (key)
        return key;
    tags->keys =
        array_grow(tags->keys, &tags->key_capacity, tags->key_count + 1, sizeof(*tags->keys));
    key = &tags->keys[tags->key_count++];
    *key = *wanted;
    key->set = keep_text(tags, wanted->set);
    key->id = keep_text(tags, wanted->id);
    key->first = NO_ENTRY;
    if (tags->key_count * 2 > tags->slot_count)
        rehash(tags);
    else
        take_slot(tags, tags->key_count - 1);
    return key;
}

static uint32_t find_entry(const struct tags *tags, const struct key *key, uint32_t which)
{
    uint32_t at = key->first;

    while (at != NO_ENTRY && tags->entries[at].which != which)
        at = tags->entries[at].next;
    return at;
}

static uint32_t add_entry(struct tags *tags, struct key *key, uint32_t which)
{
    uint32_t at = find_entry(tags, key, which);

    if (at != NO_ENTRY)
        return at;
    tags->entries = array_grow(tags->entries, &tags->entry_capacity, tags->entry_count + 1,
                               sizeof(*tags->entries));
    at = (uint32_t)tags->entry_count++;
    tags->entries[at] =
        (struct entry){.tag = {.row = SIZE_MAX}, .which = which, .next = key->first};
    key->first = at;
    return at;
}

/* ---- reading the file ---- */

static void take_line(struct tags *tags, struct str text)
{
    struct tag_line line;
    struct key *key;
    struct entry *entry;
    uint32_t at;

    if (str_trim(text).len == 0)
        return;
    if (!tag_line_parse(text, tags->texts, &line)) {
        tags->broken++;
        return;
    }
    key =
        add_key(tags, &(struct key){line.set, line.id, line.attempt, line.fold, line.layer, 0, 0});
    at = add_entry(tags, key, (uint32_t)line.which);
    entry = &tags->entries[at];
    entry->seen = line.seen;
    entry->tag.kind = line.kind;
    entry->tag.note = line.note;
    entry->tag.time = line.time;
}

static bool read_lines(struct tags *tags)
{
    struct arena *scratch = arena_new();
    struct stat status;
    struct str bytes, line;
    struct err err;
    bool read = false;

    tags->known = 0;
    if (stat(tags->path, &status) != 0) {
        read = errno == ENOENT || errno == ENOTDIR;
        err_set(&err, ERR_IO, "%s", strerror(errno));
    } else if (file_read(tags->path, DOCUMENT_LIMIT, scratch, &bytes, &err)) {
        read = true;
        tags->known = bytes.len;
        while (str_split(&bytes, '\n', &line))
            take_line(tags, line);
    }
    if (!read) {
        tags->why_not = arena_printf(tags->arena, "%s cannot be used: %s", tags->path, err.text);
        tags->path = NULL;
    }
    arena_free(scratch);
    return read;
}

/* ---- samples ---- */

static struct key key_of(const struct samples *samples, size_t row, char *room)
{
    uint16_t fold = samples->fold ? samples->fold[row] : UINT16_MAX;
    uint16_t layer = samples->step ? samples->step[row] : UINT16_MAX;

    return (struct key){
        .set = str_of(samples->name),
        .id = samples_id(samples, row, room),
        .attempt = samples->attempt ? samples->attempt[row] : 0,
        .fold = fold == UINT16_MAX ? -1 : fold,
        .layer = layer == UINT16_MAX ? -1 : layer,
    };
}

static void place_entry(struct tags *tags, size_t set, size_t row, uint32_t at)
{
    struct entry *entry = &tags->entries[at];

    entry->tag.set = set;
    entry->tag.row = row;
    if (!tags->of_row[set])
        tags->of_row[set] = xcalloc(run_samples(tags->run, set)->count, sizeof(*tags->of_row[set]));
    tags->of_row[set][row] = at + 1;
    tags->per_kind[entry->tag.kind]++;
}

static void match_row(struct tags *tags, size_t set, const struct samples *samples, size_t row)
{
    char room[SAMPLE_ID_ROOM];
    struct key wanted = key_of(samples, row, room), *key = find_key(tags, &wanted);
    uint32_t at;

    if (!key)
        return;
    at = find_entry(tags, key, key->met++);
    if (at == NO_ENTRY || tags->entries[at].seen != tag_identity_seen(tags->run, samples, row))
        return;
    place_entry(tags, set, row, at);
}

static bool any_of_set(const struct tags *tags, const char *set)
{
    for (size_t k = 0; k < tags->key_count; k++)
        if (str_eq_c(tags->keys[k].set, set))
            return true;
    return false;
}

static void match_samples(struct tags *tags)
{
    for (size_t s = 0; s < tags->set_count; s++) {
        const struct samples *samples = run_samples(tags->run, s);

        if (!any_of_set(tags, samples->name))
            continue;
        for (size_t row = 0; row < samples->count; row++)
            match_row(tags, s, samples, row);
    }
    for (size_t i = 0; i < tags->entry_count; i++)
        tags->unmatched +=
            tags->entries[i].tag.row == SIZE_MAX && tags->entries[i].tag.kind != TAG_NONE;
}

/* ---- opening ---- */

static void forget(struct tags *tags)
{
    for (size_t s = 0; s < tags->set_count; s++) {
        free(tags->of_row[s]);
        tags->of_row[s] = NULL;
    }
    free(tags->slots);
    tags->slots = NULL;
    tags->slot_count = tags->entry_count = tags->key_count = 0;
    memset(tags->per_kind, 0, sizeof(tags->per_kind));
    tags->unmatched = tags->broken = 0;
    arena_reset(tags->texts);
}

struct tags *tags_open(const struct run *run)
{
    struct tags *tags = xcalloc(1, sizeof(*tags));

    tags->run = run;
    tags->arena = arena_new();
    tags->texts = arena_new();
    tags->set_count = run_samples_count(run);
    tags->of_row = xcalloc(tags->set_count + 1, sizeof(*tags->of_row));
    tags->path = tag_identity_path(run, tags->arena, &tags->why_not);
    if (tags->path && read_lines(tags))
        match_samples(tags);
    return tags;
}

void tags_free(struct tags *tags)
{
    if (!tags)
        return;
    forget(tags);
    free(tags->of_row);
    free(tags->entries);
    free(tags->keys);
    arena_free(tags->texts);
    arena_free(tags->arena);
    free(tags);
}

bool tags_refresh(struct tags *tags)
{
    struct stat status;

    if (!tags->path)
        return false;
    if ((stat(tags->path, &status) == 0 ? (uint64_t)status.st_size : 0) == tags->known)
        return false;
    forget(tags);
    if (read_lines(tags))
        match_samples(tags);
    return true;
}

const char *tags_path(const struct tags *tags)
{
    return tags->path;
}

const char *tags_why_not(const struct tags *tags)
{
    return tags->why_not;
}

/* ---- asking ---- */

const struct tag *tags_get(const struct tags *tags, size_t set, size_t row)
{
    const struct entry *entry;

    if (set >= tags->set_count || !tags->of_row[set] || row >= run_samples(tags->run, set)->count ||
        tags->of_row[set][row] == 0)
        return NULL;
    entry = &tags->entries[tags->of_row[set][row] - 1];
    return entry->tag.kind == TAG_NONE ? NULL : &entry->tag;
}

size_t tags_count(const struct tags *tags)
{
    size_t sum = 0;

    for (size_t k = TAG_NONE + 1; k < TAG_KINDS; k++)
        sum += tags->per_kind[k];
    return sum;
}

size_t tags_unmatched(const struct tags *tags)
{
    return tags->unmatched;
}

size_t tags_broken(const struct tags *tags)
{
    return tags->broken;
}

const struct tag *tags_next(const struct tags *tags, size_t set, size_t row)
{
    const struct samples *samples = run_samples(tags->run, set);

    if (!samples || !tags->of_row[set])
        return NULL;
    for (; row < samples->count; row++)
        if (tags_get(tags, set, row))
            return tags_get(tags, set, row);
    return NULL;
}

/* ---- changing ---- */

/* Which of the samples with this key the row is, from 0. */
static uint32_t which_of(const struct samples *samples, size_t row, const struct key *key)
{
    char room[SAMPLE_ID_ROOM];
    uint32_t before = 0;

    for (size_t i = samples_find_id(samples, key->id); i < row; i++) {
        struct key other = key_of(samples, i, room);

        before += key_equal(&other, key);
    }
    return before;
}

static struct str cut_note(struct str note)
{
    uint32_t code;
    size_t at = 0, length;

    while (at < note.len) {
        length = utf8_decode((struct str){note.ptr + at, note.len - at}, &code);
        length = length ? length : 1;
        if (at + length > TAG_NOTE_MOST)
            break;
        at += length;
    }
    return (struct str){note.ptr, at};
}

static void remember(struct tags *tags, size_t set, size_t row, const struct key *wanted,
                     const struct tag_line *line)
{
    struct key *key = add_key(tags, wanted);
    uint32_t at = add_entry(tags, key, (uint32_t)line->which);
    struct entry *entry = &tags->entries[at];

    if (entry->tag.row != SIZE_MAX)
        tags->per_kind[entry->tag.kind]--;
    else
        tags->unmatched -= entry->tag.kind != TAG_NONE;
    entry->seen = line->seen;
    entry->tag.kind = line->kind;
    entry->tag.note = keep_text(tags, line->note);
    entry->tag.time = line->time;
    place_entry(tags, set, row, at);
}

bool tags_set(struct tags *tags, size_t set, size_t row, enum tag_kind kind, struct str note,
              long long time, struct err *err)
{
    const struct samples *samples = run_samples(tags->run, set);
    char room[SAMPLE_ID_ROOM];
    uint64_t before, after;
    struct tag_line line;
    struct key key;

    if (!samples || row >= samples->count)
        return err_set(err, ERR_USAGE, "there is no sample %zu in set %zu", row + 1, set + 1);
    key = key_of(samples, row, room);
    line = (struct tag_line){
        .set = key.set,
        .id = key.id,
        .note = kind == TAG_NONE ? STR("") : cut_note(note),
        .attempt = key.attempt,
        .fold = key.fold,
        .layer = key.layer,
        .which = which_of(samples, row, &key),
        .time = time > 0 ? time : 0,
        .seen = tag_identity_seen(tags->run, samples, row),
        .kind = kind,
    };
    if (tags->path) {
        if (!tag_file_append(tags->path, &line, &before, &after, err))
            return false;
        /* Else someone wrote in between, which the next refresh must find. */
        if (before == tags->known)
            tags->known = after;
    }
    remember(tags, set, row, &key, &line);
    return true;
}

/* ---- what if ---- */

static struct tags_score score_of(size_t right, size_t n)
{
    return (struct tags_score){right, n, n ? (double)right / (double)n : NAN};
}

struct tags_what_if tags_what_if(const struct tags *tags, size_t set)
{
    const struct samples *samples = run_samples(tags->run, set);
    size_t right = 0, n = 0, removed_right = 0;
    struct tags_what_if sums = {.removed = 0};

    for (size_t row = 0; samples && row < samples->count; row++) {
        enum outcome outcome = sample_outcome(samples, row);
        const struct tag *tag = tags_get(tags, set, row);

        sums.tagged += tag != NULL;
        if (outcome == OUTCOME_UNSCORED)
            continue;
        n++;
        right += outcome == OUTCOME_PASS;
        if (tag && tag->kind == TAG_LABEL_ERROR) {
            sums.to_right += outcome == OUTCOME_FAIL;
            sums.to_wrong += outcome == OUTCOME_PASS;
        } else if (tag && tag->kind == TAG_HARNESS_ERROR) {
            sums.removed++;
            removed_right += outcome == OUTCOME_PASS;
        }
    }
    sums.official = score_of(right, n);
    sums.what_if =
        score_of(right + sums.to_right - sums.to_wrong - removed_right, n - sums.removed);
    return sums;
}
