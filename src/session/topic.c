#include <assay/session/topic.h>

#include <assay/session/sheet_compare.h>
#include <assay/session/sheet_gate.h>

#include <stdint.h>

enum { SHEETS_OF_PAIR = 6 + COMPARE_FAMILIES, SHEETS_OF_MANY = 6 };

struct topic topic_of_run(const struct assessed *run, struct arena *arena)
{
    const struct figures *figures = figures_new(run, arena);

    return (struct topic){
        .kind = TOPIC_RUN, .arena = arena, .figures = figures, .sheets = sheets_of(figures)};
}

struct topic topic_of_pair(const struct comparison *comparison, const struct gate *gate,
                           struct arena *arena)
{
    return (struct topic){
        .kind = TOPIC_PAIR, .arena = arena, .comparison = comparison, .gate = gate};
}

struct topic topic_of_many(const struct many_runs *many, struct arena *arena)
{
    return (struct topic){.kind = TOPIC_MANY, .arena = arena, .many = many};
}

static struct sheets sheets_in(const struct sheets *sheets, struct arena *arena)
{
    const struct sheet **all = arena_zalloc(arena, sheets->count + 1, sizeof(*all));

    for (size_t i = 0; i < sheets->count; i++) {
        struct sheet *sheet = arena_copy(arena, sheets->all[i], 1, sizeof(*sheet));

        sheet->arena = arena;
        all[i] = sheet;
    }
    return (struct sheets){all, sheets->count};
}

struct topic topic_in(const struct topic *topic, struct arena *arena)
{
    struct topic own = *topic;

    own.arena = arena;
    if (topic->kind == TOPIC_RUN) {
        struct figures *figures = arena_copy(arena, topic->figures, 1, sizeof(*figures));

        figures->arena = arena;
        own.figures = figures;
        own.sheets = sheets_in(&topic->sheets, arena);
    }
    return own;
}

const char *topic_title(const struct topic *topic)
{
    switch (topic->kind) {
    case TOPIC_PAIR:
        return arena_printf(topic->arena, "%s and %s", topic->comparison->name_a,
                            topic->comparison->name_b);
    case TOPIC_MANY:
        return arena_printf(topic->arena, "%zu runs in %zu %s", topic->many->groups->run_count,
                            topic->many->groups->group_count,
                            topic->many->groups->group_count == 1 ? "group" : "groups");
    default:
        return run_title(topic->figures->input->run);
    }
}

/* ---- its tables ---- */

static void add_sheet(struct sheets *sheets, const struct sheet **all, const struct sheet *sheet)
{
    if (sheet && sheet_rows(sheet))
        all[sheets->count++] = sheet;
}

static struct sheets sheets_of_pair(const struct topic *topic)
{
    const struct comparison *comparison = topic->comparison;
    struct arena *arena = topic->arena;
    const struct sheet **all = arena_zalloc(arena, SHEETS_OF_PAIR, sizeof(*all));
    struct sheets sheets = {all, 0};

    add_sheet(&sheets, all, sheet_compare_findings(comparison, arena));
    add_sheet(&sheets, all, sheet_gate(topic->gate, arena));
    for (int family = 0; family < COMPARE_FAMILIES; family++)
        add_sheet(&sheets, all, sheet_compare_rows(comparison, (enum compare_family)family, arena));
    add_sheet(&sheets, all, sheet_compare_sets(comparison, arena));
    add_sheet(&sheets, all, sheet_compare_flips(comparison, SIZE_MAX, arena));
    add_sheet(&sheets, all, sheet_compare_unmatched(comparison, SIZE_MAX, arena));
    add_sheet(&sheets, all, sheet_compare_settings(comparison, COMPARE_ALL, arena));
    return sheets;
}

static struct sheets sheets_of_many(const struct topic *topic)
{
    const struct many_runs *many = topic->many;
    struct arena *arena = topic->arena;
    const struct sheet **all = arena_zalloc(arena, SHEETS_OF_MANY, sizeof(*all));
    struct sheets sheets = {all, 0};

    add_sheet(&sheets, all, sheet_grouped_runs(many->groups, arena));
    add_sheet(&sheets, all, sheet_groups(many->groups, arena));
    add_sheet(&sheets, all, sheet_boards(many, arena));
    add_sheet(&sheets, all, sheet_leaders(many, arena));
    add_sheet(&sheets, all, sheet_trends(many, arena));
    add_sheet(&sheets, all, sheet_outliers(many, arena));
    return sheets;
}

struct sheets topic_sheets(const struct topic *topic)
{
    switch (topic->kind) {
    case TOPIC_PAIR:
        return sheets_of_pair(topic);
    case TOPIC_MANY:
        return sheets_of_many(topic);
    default:
        return topic->sheets;
    }
}
