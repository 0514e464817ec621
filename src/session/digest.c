#include <assay/session/digest.h>

#include <assay/metrics/curve_results.h>
#include <assay/metrics/layer_results.h>
#include <assay/session/headline.h>

#include <math.h>
#include <string.h>

enum { TEXT_MOST = 1000 }; /* bytes; a file may call its model anything */

static const char *copy(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strnlen(text, TEXT_MOST)) : NULL;
}

static double mean_of(const double *values, size_t from, size_t to)
{
    double sum = 0.0;

    for (size_t i = from; i < to; i++)
        sum += values[i];
    return sum / (double)(to - from);
}

static void set_curve(struct run_digest *digest, const double *values, size_t count,
                      struct arena *arena)
{
    size_t used = count < DIGEST_CURVE ? count : DIGEST_CURVE;
    double *curve = arena_alloc(arena, (used + 1) * sizeof(*curve));

    for (size_t i = 0; i < used; i++)
        curve[i] = mean_of(values, i * count / used, (i + 1) * count / used);
    digest->curve = curve;
    digest->curve_count = used;
}

static void find_curve(struct run_digest *digest, const struct results *results,
                       struct arena *arena)
{
    const struct curve_results *curve = results->curve;

    if (results->layers && results->layers->a && results->layers->count) {
        set_curve(digest, results->layers->dominance, results->layers->count, arena);
    } else if (curve && curve->losses.count) {
        struct arena *scratch = arena_new();
        double *means = arena_alloc(scratch, curve->losses.count * sizeof(*means));

        for (size_t i = 0; i < curve->losses.count; i++)
            means[i] = curve->losses.points[i].mean;
        set_curve(digest, means, curve->losses.count, arena);
        arena_free(scratch);
    }
}

/* ---- settings ---- */

struct settings {
    struct arena *arena;
    struct digest_setting *kept;
    size_t count;
};

static void keep_settings(struct settings *settings, const struct meta *map, const char *path,
                          int depth)
{
    for (const struct meta *node = map->first; node; node = node->next) {
        const char *key;
        struct str value;

        if (settings->count == DIGEST_SETTINGS)
            return;
        if (!node->key || node->kind == META_LIST || node->kind == META_NULL)
            continue;
        key = path[0] ? arena_printf(settings->arena, "%s.%s", path, node->key) : node->key;
        if (strlen(key) > DIGEST_SETTING)
            continue;
        if (node->kind == META_MAP) {
            if (depth > 0)
                keep_settings(settings, node, key, depth - 1);
            continue;
        }
        value = meta_scalar(node);
        settings->kept[settings->count++] = (struct digest_setting){
            arena_strdup(settings->arena, key),
            arena_strndup(settings->arena, value.ptr,
                          value.len < DIGEST_SETTING ? value.len : DIGEST_SETTING)};
    }
}

static void find_settings(struct run_digest *digest, const struct meta *meta, struct arena *arena)
{
    struct settings settings = {arena, arena_zalloc(arena, DIGEST_SETTINGS, sizeof(*settings.kept)),
                                0};

    keep_settings(&settings, meta, "", 6);
    digest->settings = settings.kept;
    digest->setting_count = settings.count;
}

const char *digest_setting(const struct run_digest *digest, const char *key)
{
    /* The last of equal keys, as meta_get finds it. */
    for (size_t i = digest->setting_count; i-- > 0;)
        if (strcmp(digest->settings[i].key, key) == 0)
            return digest->settings[i].value;
    return "";
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
    find_curve(&digest, of->results, arena);
    find_settings(&digest, run_meta(of->run), arena);
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
