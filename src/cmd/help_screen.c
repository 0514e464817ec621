#include <assay/cmd/help_screen.h>

#include <assay/report/table.h>
#include <assay/tui/view.h>

static const char *keys_of(enum action action, struct arena *arena)
{
    struct buf keys = {0};
    const char *copy;

    action_keys(&keys, action, true);
    copy = arena_strndup(arena, keys.ptr ? keys.ptr : "", keys.len);
    buf_release(&keys);
    return copy;
}

void help_keys(struct arena *arena, struct buf *out)
{
    for (int group = 0; group < GROUP_COUNT; group++) {
        struct table *table = table_new(arena, "lll", NULL);

        buf_addf(out, "%s%s\n", group ? "\n" : "", action_group_title((enum action_group)group));
        for (int i = 0; i < ACTION_COUNT; i++) {
            const struct action_row *row = &action_table[i];

            if ((int)row->group != group)
                continue;
            table_cell(table, keys_of((enum action)i, arena));
            table_cellf(table, "%s%s%s%s", row->name[0] ? ":" : "", row->name,
                        row->argument[0] ? " " : "", row->argument);
            table_cell(table, row->help);
        }
        table_write(table, 2, 0, out);
    }
}

void help_views(struct arena *arena, struct buf *out)
{
    struct table *table = table_new(arena, "lll", NULL);

    for (size_t i = 0; view_registry[i]; i++) {
        table_cellf(table, "%c", view_registry[i]->number ? view_registry[i]->number : '-');
        table_cell(table, view_registry[i]->name);
        table_cell(table, view_registry[i]->summary);
    }
    table_write(table, 0, 0, out);
}

void help_roles(struct arena *arena, struct buf *out)
{
    struct table *table = table_new(arena, "ll", NULL);

    for (int i = 0; i < ROLE_COUNT; i++) {
        table_cell(table, role_name((enum role)i));
        table_cell(table, role_help((enum role)i));
    }
    table_write(table, 0, 0, out);
}
