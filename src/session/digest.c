#include <assay/session/digest.h>

#include <assay/session/headline.h>

#include <math.h>
#include <string.h>

enum { TEXT_MOST = 1000 }; /* bytes; a file may call its model anything */

static const char *copy(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strnlen(text, TEXT_MOST)) : NULL;
}

static struct run_digest digest_of(const struct assessed *of, struct arena *arena)
{
    struct run_digest digest = {
        .id = arena_strdup(arena, run_id(of->run)),
        .title = copy(arena, run_title(of->run)),
        .format = copy(arena, run_format(of->run)),
        .model = copy(arena, run_model(of->run)),
        .time = copy(arena, run_time(of->run, arena)),
        .samples = headline_samples(of),
        .value = NAN,
        .content = run_content(of->run),
    };

    digest.metric = headline_metric(of, &digest.value);
    if (!digest.metric)
        digest.value = NAN;
    run_notes(of->run, &digest.notes);
    for (size_t v = 0; v < VERDICT_COUNT; v++)
        digest.verdicts[v] = of->audit->tally[v];
    return digest;
}

struct digest_list digest_runs(struct computed *computed, const struct metric_options *options)
{
    struct digest_list list = {.arena = arena_new(), .count = computed->runs.count};
    struct run_digest *digests = arena_zalloc(list.arena, list.count, sizeof(*digests));

    for (size_t i = 0; i < list.count; i++) {
        struct assessed of = computed_assessed(computed, i, options);

        digests[i] = digest_of(&of, list.arena);
    }
    list.digests = digests;
    return list;
}

struct digest_list digest_failure(const struct discovered *found, const struct err *err)
{
    struct digest_list list = {.arena = arena_new(), .count = 1};
    struct run_digest *digest = arena_zalloc(list.arena, 1, sizeof(*digest));

    digest->id = digest->title = arena_strdup(list.arena, found->group.id);
    digest->format = found->loader->name;
    digest->value = NAN;
    digest->error = arena_strdup(list.arena, err->text);
    list.digests = digest;
    return list;
}

void digest_release(struct digest_list *list)
{
    arena_free(list->arena);
    *list = (struct digest_list){.arena = NULL};
}
