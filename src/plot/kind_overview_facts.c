#include <assay/plot/kind_overview_facts.h>

#include <assay/base/fmt.h>
#include <assay/metrics/layer_results.h>
#include <assay/plot/plot_build.h>
#include <assay/plot/plot_signs.h>
#include <assay/session/headline.h>

#include <string.h>

enum { SETTINGS_MOST = 12, FIGURES_MOST = 13, DEPTH_MOST = 8 };

struct listing {
    const struct topic *topic;
    struct plot_panel panel;
    size_t most, seen; /* of a list that may be cut */
};

static void add(struct listing *listing, const char *name, const char *value)
{
    if (name && value && value[0])
        plot_add_fact(&listing->panel, (struct plot_fact){name, value}, listing->topic->arena);
}

/* One of a long list. */
static void add_some(struct listing *listing, const char *name, const char *value)
{
    if (listing->seen++ < listing->most)
        add(listing, name, value);
}

static void end_some(struct listing *listing)
{
    struct arena *arena = listing->topic->arena;

    if (listing->seen > listing->most)
        add(listing, "…", arena_printf(arena, "%zu more", listing->seen - listing->most));
}

/* ---- configuration ---- */

static const char *below(const char *path, const struct meta *node, struct arena *arena)
{
    const char *key = node->key ? node->key : "";

    return path[0] ? arena_printf(arena, "%s.%s", path, key) : key;
}

/* The first map called "config" or "…_config", not far down, and where it is. */
static const struct meta *find_config(const struct meta *node, int depth, const char **path,
                                      struct arena *arena)
{
    const char *above = *path;

    for (const struct meta *child = node->first; child; child = child->next)
        if (child->kind == META_MAP && child->key && str_ends(str_of(child->key), "config")) {
            *path = below(above, child, arena);
            return child;
        }
    for (const struct meta *child = node->first; child && depth > 0; child = child->next) {
        const struct meta *found = NULL;

        *path = below(above, child, arena);
        if (child->kind == META_MAP)
            found = find_config(child, depth - 1, path, arena);
        if (found)
            return found;
    }
    return NULL;
}

/* Every value below the node, named by its keys with dots between. */
static void add_settings(struct listing *listing, const struct meta *node, const char *path,
                         int depth)
{
    struct arena *arena = listing->topic->arena;

    for (const struct meta *child = node->first; child; child = child->next) {
        const char *name = below(path, child, arena);

        if (child->kind == META_MAP && depth > 0)
            add_settings(listing, child, name, depth - 1);
        else if (child->kind == META_LIST || child->kind == META_MAP)
            add_some(listing, name, fmt_counted(arena, child->count, "value"));
        else if (child->kind != META_NULL)
            add_some(listing, name, meta_scalar(child).ptr);
    }
}

/* Of metadata without such a map what is in words: numbers may be figures. */
static void add_words(struct listing *listing, const struct meta *root)
{
    for (const struct meta *child = root->first; child; child = child->next)
        if (child->key && (child->kind == META_TEXT || child->kind == META_BOOL))
            add_some(listing, child->key, meta_scalar(child).ptr);
}

struct plot_panel kind_overview_configuration(const struct topic *topic)
{
    const struct assessed *input = topic->figures->input;
    struct listing listing = {.topic = topic, .most = SETTINGS_MOST};
    const char *path = "";
    const struct meta *config = find_config(run_meta(input->run), 3, &path, topic->arena);
    const char *dialect = run_dialect(input->run);
    uint64_t samples = headline_samples(input);

    listing.panel.kind = PANEL_FACTS;
    listing.panel.title = "Configuration";
    add(&listing, "format",
        dialect[0] ? arena_printf(topic->arena, "%s (%s)", run_format(input->run), dialect)
                   : run_format(input->run));
    add(&listing, "model", run_model(input->run));
    add(&listing, "time", run_time(input->run, topic->arena));
    if (samples)
        add(&listing, "samples", fmt_count(topic->arena, samples));
    if (config && strchr(path, '.'))
        add(&listing, "settings of", path);
    if (config)
        add_settings(&listing, config, "", DEPTH_MOST);
    else
        add_words(&listing, run_meta(input->run));
    end_some(&listing);
    return listing.panel;
}

/* ---- summary ---- */

static const char *with_mark(const char *value, char mark, struct arena *arena)
{
    return mark ? arena_printf(arena, "%s %c", value, mark) : value;
}

/* "best layer, prosody": "0, .8420 =" */
static void add_best(struct listing *listing, const char *probe)
{
    struct arena *arena = listing->topic->arena;
    const struct figures *figures = listing->topic->figures;
    struct quantity layer = QUANTITY("probe_best_layer"), value = QUANTITY("probe_best_accuracy");

    layer.subject = value.subject = probe;
    if (figures_text(figures, &value)[0])
        add(listing, arena_printf(arena, "Best layer, %s", probe),
            with_mark(arena_printf(arena, "%s, %s", figures_text(figures, &layer),
                                   figures_text(figures, &value)),
                      figures_mark(figures, &value), arena));
}

/* Rows of the metrics sheet that are of the whole run. */
static void add_figures(struct listing *listing)
{
    struct arena *arena = listing->topic->arena;
    const struct sheet *sheet = sheets_find(&listing->topic->sheets, "metrics");
    struct plot_rows rows = plot_rows_all(sheet, arena);

    rows = plot_rows_where(rows, "subject", "", arena);
    rows = plot_rows_where(rows, "set", "", arena);
    rows = plot_rows_where(rows, "split", "", arena);
    for (size_t i = 0; i < rows.count; i++) {
        const struct cell *value = sheet_get(sheet, rows.rows[i], "value");

        add_some(listing, sheet_get_text(sheet, rows.rows[i], "title"),
                 with_mark(plot_signs(cell_format(value, arena), arena), value->mark, arena));
    }
    end_some(listing);
}

static void add_tally(struct listing *listing)
{
    struct arena *arena = listing->topic->arena;
    const struct audit *audit = listing->topic->figures->input->audit;

    if (!audit->count)
        return;
    plot_add_fact(&listing->panel, (struct plot_fact){"Claims of the files", NULL}, arena);
    for (int v = 0; v < VERDICT_NOT_CLAIMED; v++)
        if (audit->tally[v])
            add(listing,
                arena_printf(arena, "%c %s", verdict_mark((enum verdict)v),
                             verdict_name((enum verdict)v)),
                fmt_count(arena, audit->tally[v]));
}

struct plot_panel kind_overview_summary(const struct topic *topic)
{
    struct listing listing = {.topic = topic, .most = FIGURES_MOST};
    const struct layer_results *layers = topic->figures->input->results->layers;

    listing.panel.kind = PANEL_FACTS;
    listing.panel.title = "Summary";
    for (size_t p = 0; layers && p < layers->probe_count; p++)
        add_best(&listing, layers->probes[p].name);
    add_figures(&listing);
    add_tally(&listing);
    return listing.panel;
}
