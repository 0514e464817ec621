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
