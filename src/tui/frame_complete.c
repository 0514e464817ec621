#include "frame_internal.h"

#include <assay/session/filter_complete.h>

#include <string.h>

static void add(struct completions *out, const char *word, const char *help, struct str start)
{
    if (out->count < COMPLETIONS_MOST && word[0] && strlen(word) >= start.len &&
        memcmp(word, start.ptr, start.len) == 0)
        out->items[out->count++] = (struct completion){word, help};
}

static void add_views(struct completions *out, struct str start)
{
    for (size_t i = 0; view_registry[i]; i++)
        add(out, view_registry[i]->name, view_registry[i]->summary, start);
}

static void add_names(struct frame *frame, struct completions *out, struct str start)
{
    for (int i = 0; i < ACTION_COUNT; i++)
        if (frame_offers(frame, frame_place(frame)->view, (enum action)i))
            add(out, action_table[i].name, action_table[i].help, start);
    add_views(out, start);
}

static void add_columns(struct frame *frame, struct completions *out, struct str start)
{
    struct grid_layout *layout;

    if (!frame_grid(frame, &layout) || !layout->source)
        return;
    for (size_t i = 0; i < layout->source->column_count; i++)
        add(out, layout->source->columns[i].key, layout->source->columns[i].title, start);
}

static void add_themes(struct frame *frame, struct completions *out, struct str start)
{
    struct theme_list themes = theme_names(frame->scratch);

    for (size_t i = 0; i < themes.count; i++)
        add(out, themes.names[i], "", start);
}

static bool is_there(const struct completions *out, const char *word)
{
    for (size_t i = 0; i < out->count; i++)
        if (strcmp(out->items[i].word, word) == 0)
            return true;
    return false;
}

/* Keys of the runs that were read, as far as there is room. */
static void add_settings(struct frame *frame, struct completions *out, struct str start)
{
    size_t entries = session_entry_count(frame->session);

    add(out, "variant", "ttt, baseline, as the run or its name says", start);
    add(out, "model", "", start);
    add(out, "format", "", start);
    for (size_t e = 0; e < entries && out->count < COMPLETIONS_MOST; e++) {
        size_t count;
        const struct run_digest *digests = session_digests(frame->session, e, &count);

        for (size_t r = 0; r < count; r++)
            for (size_t i = 0; i < digests[r].setting_count; i++)
                if (!is_there(out, digests[r].settings[i].key))
                    add(out, digests[r].settings[i].key, digests[r].settings[i].value, start);
    }
}

static void add_runs(struct frame *frame, struct completions *out, struct str start)
{
    size_t count;
    const char *const *names = frame_run_names(frame, &count);

    for (size_t i = 0; i < count; i++)
        add(out, names[i], "", start);
}

static void add_filter(struct frame *frame, struct completions *out, struct str typed)
{
    struct filter_completions found;
    struct filter_vocabulary columns;
    const struct filter_vocabulary *vocabulary;
    struct grid_layout *layout;

    if (!frame_grid(frame, &layout) || !layout->source)
        return;
    columns = grid_vocabulary(layout->source, frame->scratch);
    vocabulary = layout->source->vocabulary ? layout->source->vocabulary : &columns;
    filter_complete(vocabulary, layout->source->row_count, typed, typed.len, frame->scratch,
                    &found);
    out->from += found.from;
    for (size_t i = 0; i < found.count && i < COMPLETIONS_MOST; i++)
        out->items[out->count++] = (struct completion){found.items[i].text, found.items[i].help};
}

/* What may follow the name of an action. */
static void add_argument(struct frame *frame, enum action action, struct str typed,
                         struct completions *out)
{
    static const char *const glyphs[] = {"braille", "block", "ascii"};

    switch (action) {
    case ACTION_THEME:
        add_themes(frame, out, typed);
        break;
    case ACTION_GLYPHS:
        for (int i = 0; i < 3; i++)
            add(out, glyphs[i], "", typed);
        break;
    case ACTION_VIEW:
        add_views(out, typed);
        break;
    case ACTION_MARK:
    case ACTION_BASELINE:
    case ACTION_COMPARE:
        add_runs(frame, out, typed);
        break;
    case ACTION_SORT_UP:
    case ACTION_SORT_DOWN:
        add_columns(frame, out, typed);
        break;
    case ACTION_GROUP:
        add_settings(frame, out, typed);
        break;
    case ACTION_TAG:
        for (int kind = TAG_NONE + 1; kind < TAG_KINDS; kind++)
            add(out, tag_kind_name((enum tag_kind)kind), tag_kind_help((enum tag_kind)kind), typed);
        add(out, "none", "take the tag away", typed);
        break;
    case ACTION_FILTER:
        add_filter(frame, out, typed);
        break;
    default:
        break;
    }
}

void frame_complete(struct frame *frame, enum action prompt, const char *text,
                    struct completions *out)
{
    struct str rest = str_of(text), name;

    *out = (struct completions){0};
    if (prompt != ACTION_COMMAND) {
        add_argument(frame, prompt, rest, out);
        return;
    }
    if (!memchr(rest.ptr, ' ', rest.len)) {
        add_names(frame, out, rest);
        return;
    }
    str_split(&rest, ' ', &name);
    out->from = (size_t)(rest.ptr - text);
    if (action_find(name) != ACTION_NONE)
        add_argument(frame, action_find(name), rest, out);
}
