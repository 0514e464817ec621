#include <assay/cmd/export_tags.h>

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/base/utf8.h>
#include <assay/session/sample_field.h>

#include <stdio.h>
#include <time.h>

/* Of the sample, beside what the tag says. */
static const char *const key_fields[] = {"id", "attempt", "layer", "fold"};
static const char *const judged_fields[] = {"truth", "pred", "outcome", "error", "split", "raw"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef void add_column(struct buf *out, const char *name, struct str text);

/* "2026-11-22T08:09:26Z", empty when it is not known. */
static struct str time_text(long long seconds, char room[32])
{
    time_t when = (time_t)seconds;
    struct tm utc;

    if (seconds <= 0 || !gmtime_r(&when, &utc))
        return STR("");
    return (struct str){room, strftime(room, 32, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

static void add_fields(struct buf *out, const struct run *run, const struct tag *tag,
                       const char *const *names, size_t count, add_column *add)
{
    char room[SAMPLE_FIELD_ROOM];

    for (size_t i = 0; i < count; i++)
        add(out, names[i],
            sample_field_find(str_of(names[i]))
                ->text(run, run_samples(run, tag->set), tag->row, room));
}

static void add_row(struct buf *out, const struct run *run, const struct tag *tag, add_column *add)
{
    char room[32];

    add(out, "run", str_of(run_id(run)));
    add(out, "set", str_of(run_samples(run, tag->set)->name));
    add_fields(out, run, tag, key_fields, COUNT(key_fields), add);
    add(out, "kind", str_of(tag_kind_name(tag->kind)));
    add(out, "note", tag->note);
    add(out, "time", time_text(tag->time, room));
    add_fields(out, run, tag, judged_fields, COUNT(judged_fields), add);
}

static bool begins_line(const struct buf *out)
{
    return out->len == 0 || out->ptr[out->len - 1] == '\n';
}

static void add_csv(struct buf *out, const char *name, struct str text)
{
    (void)name;
    /* The first column is the run's id, which is never empty. */
    if (!begins_line(out))
        buf_add_char(out, ',');
    quote_csv(out, text);
}

static void add_json(struct buf *out, const char *name, struct str text)
{
    if (text.len == 0)
        return;
    buf_add_c(out, begins_line(out) ? "{" : ", ");
    quote_json(out, str_of(name));
    buf_add_c(out, ": ");
    quote_json(out, text);
}

void export_tags_csv_head(struct buf *out)
{
    buf_add_c(out, "run,set");
    for (size_t i = 0; i < COUNT(key_fields); i++)
        buf_addf(out, ",%s", key_fields[i]);
    buf_add_c(out, ",kind,note,time");
    for (size_t i = 0; i < COUNT(judged_fields); i++)
        buf_addf(out, ",%s", judged_fields[i]);
    buf_add_char(out, '\n');
}

void export_tags_csv_row(struct buf *out, const struct run *run, const struct tag *tag)
{
    add_row(out, run, tag, add_csv);
    buf_add_char(out, '\n');
}

void export_tags_json_row(struct buf *out, const struct run *run, const struct tag *tag)
{
    add_row(out, run, tag, add_json);
    buf_add_c(out, "}\n");
}

/* ---- what the tags would make of it ---- */

static void add_score(struct buf *out, const struct tags_score *score, struct arena *arena)
{
    buf_addf(out, "%s (%zu of %zu)", fmt_share(arena, score->share), score->right, score->n);
}

static void add_set(struct buf *out, const struct run *run, const struct tags *tags, size_t set,
                    struct arena *arena)
{
    struct tags_what_if sums = tags_what_if(tags, set);
    const char *name = run_samples(run, set)->name;

    buf_add_c(out, "assay: ");
    utf8_make_safe(out, str_of(run_id(run)));
    if (name[0]) {
        buf_add_c(out, ": ");
        utf8_make_safe(out, str_of(name));
    }
    buf_add_c(out, ": ");
    add_score(out, &sums.official, arena);
    buf_add_c(out, " as evaluated, ");
    add_score(out, &sums.what_if, arena);
    buf_addf(out, " if the tags are right: %zu to right, %zu to wrong, %zu taken out\n",
             sums.to_right, sums.to_wrong, sums.removed);
}

static void add_count(struct buf *out, const struct run *run, size_t count, const char *what)
{
    if (count == 0)
        return;
    buf_add_c(out, "assay: ");
    utf8_make_safe(out, str_of(run_id(run)));
    buf_addf(out, ": %s: %zu\n", what, count);
}

void export_tags_summary(struct buf *out, const struct run *run, const struct tags *tags)
{
    struct arena *arena = arena_new();

    for (size_t set = 0; set < run_samples_count(run); set++)
        if (tags_next(tags, set, 0))
            add_set(out, run, tags, set, arena);
    add_count(out, run, tags_unmatched(tags),
              "tags of samples that are gone or were judged anew since");
    add_count(out, run, tags_broken(tags), "lines of the tags that could not be read");
    arena_free(arena);
}
