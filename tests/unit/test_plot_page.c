#include "check.h"
#include "loaded.h"

#include <assay/metrics/results.h>
#include <assay/plot/pen.h>
#include <assay/plot/plot_draw.h>
#include <assay/plot/plot_kind.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Every kind of plot of every sample run, of runs next to each other and of all of a format
 * together, on pages of several sizes: what holds of any page.
 */

/* Boxes of letters leave room that ink does not take. */
#define TOUCHING (-0.3)

static const struct plot_size sizes[] = {
    {0, 0, 0}, {0, 0, 14}, {300, 200, 0}, {420, 300, 10}, {1600, 900, 0}};

struct page {
    const char *what, *kind;
    const struct plot_size *size;
    const struct drawing *drawing;
};

static void say(const struct page *page, const char *fault, const char *a, const char *b)
{
    printf("  %s, %s at %gx%g, text %g: %s: \"%s\" \"%s\"\n", page->what, page->kind,
           page->size->width, page->size->height, page->size->text, fault, a, b);
}

static struct plot_area box_of(const struct shape *shape)
{
    return pen_text_box(shape->x, shape->y, shape->text, shape->style);
}

static size_t overlaps_of(const struct page *page)
{
    const struct drawing *drawing = page->drawing;
    size_t count = 0;

    for (size_t i = 0; i < drawing->count; i++)
        for (size_t k = 0; k < i && drawing->shapes[i].kind == DRAWN_TEXT; k++) {
            const struct shape *a = &drawing->shapes[k], *b = &drawing->shapes[i];

            if (a->kind != DRAWN_TEXT || !plot_area_overlaps(box_of(a), box_of(b), TOUCHING))
                continue;
            say(page, "overlap", a->text, b->text);
            count++;
        }
    return count;
}

static size_t outside_of(const struct page *page)
{
    struct plot_area all = {-0.5, -0.5, page->drawing->width + 1.0, page->drawing->height + 1.0};
    size_t count = 0;

    for (size_t i = 0; i < page->drawing->count; i++) {
        const struct shape *shape = &page->drawing->shapes[i];

        if (shape->kind != DRAWN_TEXT || plot_area_holds(all, box_of(shape)))
            continue;
        say(page, "outside", shape->text, "");
        count++;
    }
    return count;
}

static void check_topic(const struct topic *topic, const char *what)
{
    struct plot_list list = plot_list_of(topic);

    for (size_t i = 0; i < list.count; i++)
        for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
            struct page page = {what, list.kinds[i]->name, &sizes[s],
                                plot_draw(list.plots[i], &sizes[s], topic->arena)};

            CHECK_INT(overlaps_of(&page), 0);
            CHECK_INT(outside_of(&page), 0);
        }
}

static struct assessed *assess(const struct loaded *loaded)
{
    struct assessed *out = arena_zalloc(loaded->arena, loaded->runs.count + 1, sizeof(*out));

    for (size_t i = 0; i < loaded->runs.count; i++)
        out[i] = (struct assessed){loaded->runs.runs[i],
                                   results_new(loaded->runs.runs[i], NULL, loaded->arena),
                                   loaded->audits[i]};
    return out;
}

static void check_runs(const struct loaded *loaded, const struct assessed *runs)
{
    for (size_t i = 0; i < loaded->runs.count; i++) {
        struct topic topic = topic_of_run(&runs[i], loaded->arena);

        check_topic(&topic, run_id(runs[i].run));
    }
}

static void check_pairs(const struct loaded *loaded, const struct assessed *runs)
{
    struct compare_options options = compare_options_default();

    options.resamples = 50;
    for (size_t i = 1; i < loaded->runs.count; i++) {
        struct err err = {0};
        struct comparison *comparison = comparison_new(&runs[i - 1], &runs[i], &options, &err);
        struct topic topic;

        if (!comparison)
            continue;
        topic = topic_of_pair(comparison, NULL, loaded->arena);
        check_topic(&topic, arena_printf(loaded->arena, "%s against %s", run_id(runs[i].run),
                                         run_id(runs[i - 1].run)));
        comparison_free(comparison);
    }
}

static void check_many(const struct loaded *loaded, const struct assessed *runs, const char *what)
{
    struct run_groups *groups = run_groups_new(NULL, loaded->arena);
    struct run_boards *boards = run_boards_new(loaded->arena);
    struct many_runs many;
    struct topic topic;

    for (size_t i = 0; i < loaded->runs.count; i++) {
        run_groups_add(groups, &runs[i]);
        run_boards_add(boards, &runs[i]);
    }
    run_groups_finish(groups);
    run_boards_finish(boards, LEADERBOARD_ALPHA);
    many =
        (struct many_runs){groups, group_findings_new(groups, .05, loaded->arena), boards, false};
    topic = topic_of_many(&many, loaded->arena);
    check_topic(&topic, what);
}

static void check_loaded(struct loaded *loaded, const char *what)
{
    const struct assessed *runs = assess(loaded);

    if (CHECK(loaded->runs.count > 0)) {
        check_runs(loaded, runs);
        check_pairs(loaded, runs);
        check_many(loaded, runs, what);
    }
    loaded_free(loaded);
}

TEST(texts_of_plots_of_sample_runs_stand_apart_and_on_the_page)
{
    static const char *const formats[][2] = {
        {"classification", "sample_runs/classification"},
        {"layer-probe", "sample_runs/layer_probe"},
        {"mbpp", "sample_runs/mbpp"},
        {"paper-metrics", "sample_runs/paper_metrics"},
    };

    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        check_loaded(loaded_path(formats[i][0], formats[i][1]), formats[i][1]);
}

TEST(texts_of_plots_of_real_runs_stand_apart_and_on_the_page)
{
    static const char *const formats[][2] = {
        {"classification", "emotion-emotiontalk"},
        {"classification", "predictions-lc25000"},
        {"classification", "report-trajectory"},
        {"layer-probe", "layer_probe"},
        {"mbpp", "mbpp-turing"},
        {"paper-metrics", "moshi-paper-metrics"},
    };
    char room[512];

    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        const char *path = loaded_real(formats[i][1], room);

        if (path)
            check_loaded(loaded_path(formats[i][0], path), formats[i][1]);
    }
}

/* ---- odd runs ---- */

/* Predictions of that many labels; the name of each is words and its number. */
static char *predictions(size_t labels, size_t samples, const char *words)
{
    struct buf out = {.ptr = NULL};

    buf_add_c(&out, "id,truth,pred\n");
    for (size_t i = 0; i < samples; i++)
        buf_addf(&out, "%zu,%s%zu,%s%zu\n", i, words, i % labels, words,
                 i % 3 ? i % labels : (i * 7 + 1) % labels);
    return out.ptr;
}

TEST(texts_of_plots_of_odd_labels_stand_apart_and_on_the_page)
{
    static const struct {
        size_t labels, samples;
        const char *words;
    } odd[] = {
        {2, 40, "l"},
        {1, 1, "only"},
        {64, 640, "label_"},
        {300, 900, "x"},
        {9, 90, "a name of a label that is longer than any has a right to be, in words "},
        {5, 50, "onewordthatcannotbebrokenbutiswiderthanmanypagesarewide"},
        {7, 70, "\u65e5\u672c\u8a9e\u306e\u9577\u3044\u540d\u524d"},
        {4, 40, "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"},
    };

    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        char *a = predictions(odd[i].labels, odd[i].samples, odd[i].words);
        char *b = predictions(odd[i].labels, odd[i].samples / 2 + 1, odd[i].words);

        check_loaded(
            loaded_files("classification", (const struct loaded_file[]){{"a/predictions.csv", a},
                                                                        {"b/predictions.csv", b},
                                                                        {NULL, NULL}}),
            odd[i].words);
        free(a);
        free(b);
    }
}
