#include "frame_internal.h"

#include <stdio.h>
#include <string.h>

/* "name rest": the rest without blanks around it, NULL when there is none. */
static const char *argument_of(struct frame *frame, struct str rest)
{
    rest = str_trim(rest);
    return rest.len ? arena_strndup(frame->scratch, rest.ptr, rest.len) : NULL;
}

void frame_command(struct frame *frame, const char *line)
{
    struct str rest = str_trim(str_of(line)), name;
    enum action action;
    const char *argument;

    if (!str_split(&rest, ' ', &name) || name.len == 0)
        return;
    action = action_find(name);
    argument = argument_of(frame, rest);
    if (action == ACTION_NONE) {
        const struct view *view = view_find(name);

        if (view)
            frame_act(frame, ACTION_VIEW, view->name);
        else
            frame_fail(frame, "there is no command named %.*s; ? lists them",
                       (int)(name.len < 40 ? name.len : 40), name.ptr);
        return;
    }
    if (!argument && action_table[action].argument[0] && action_table[action].argument[0] != '[')
        frame_fail(frame, "%s needs %s", action_table[action].name, action_table[action].argument);
    else if (!argument && (action == ACTION_FILTER || action == ACTION_COLUMNS))
        frame_act(frame, action, "");
    else
        frame_act(frame, action, argument);
}

/* ---- completion ---- */

static bool begins(const char *word, struct str start)
{
    return strlen(word) >= start.len && memcmp(word, start.ptr, start.len) == 0;
}

static void add(struct completion *list, size_t *count, size_t most, const char *word,
                const char *help, struct str start)
{
    if (*count < most && word[0] && begins(word, start))
        list[(*count)++] = (struct completion){word, help};
}

static size_t complete_name(struct frame *frame, struct str start, struct completion *list,
                            size_t most)
{
    size_t count = 0;

    for (int i = 0; i < ACTION_COUNT; i++)
        if (frame_offers(frame, frame_place(frame)->view, (enum action)i))
            add(list, &count, most, action_table[i].name, action_table[i].help, start);
    for (size_t i = 0; view_registry[i]; i++)
        add(list, &count, most, view_registry[i]->name, view_registry[i]->summary, start);
    return count;
}

static size_t complete_argument(struct frame *frame, enum action action, struct str start,
                                struct completion *list, size_t most)
{
    size_t count = 0;
    struct grid_layout *layout;

    if (action == ACTION_THEME) {
        struct theme_list themes = theme_names(frame->scratch);

        for (size_t i = 0; i < themes.count; i++)
            add(list, &count, most, themes.names[i], "", start);
    } else if (action == ACTION_GLYPHS) {
        add(list, &count, most, "braille", "fine dots", start);
        add(list, &count, most, "block", "blocks", start);
        add(list, &count, most, "ascii", "letters and signs", start);
    } else if (action == ACTION_VIEW) {
        for (size_t i = 0; view_registry[i]; i++)
            add(list, &count, most, view_registry[i]->name, view_registry[i]->summary, start);
    } else if ((action == ACTION_SORT_UP || action == ACTION_SORT_DOWN) &&
               frame_grid(frame, &layout) && layout->source) {
        for (size_t i = 0; i < layout->source->column_count; i++)
            add(list, &count, most, layout->source->columns[i].key,
                layout->source->columns[i].title, start);
    }
    return count;
}

size_t frame_complete(struct frame *frame, const char *text, struct completion *list, size_t most)
{
    struct str rest = str_of(text), name;
    enum action action;

    if (!memchr(rest.ptr, ' ', rest.len))
        return complete_name(frame, rest, list, most);
    str_split(&rest, ' ', &name);
    action = action_find(name);
    return action == ACTION_NONE ? 0 : complete_argument(frame, action, rest, list, most);
}
