#include <assay/tui/action.h>

#include <string.h>

const struct action_row action_table[ACTION_COUNT] = {
#define ACTION_ROW(number, keys, word, argument, group, help)                                      \
    [ACTION_##number] = {keys, word, argument, help, GROUP_##group},
    ACTIONS(ACTION_ROW)
#undef ACTION_ROW
};

const char *action_group_title(enum action_group group)
{
    static const char *const titles[GROUP_COUNT] = {
        [GROUP_MOVE] = "Moving",
        [GROUP_PLACE] = "Places",
        [GROUP_FIND] = "Finding",
        [GROUP_TABLE] = "Tables and charts",
        [GROUP_SHOW] = "What is shown",
        [GROUP_COMPARE] = "Comparing runs",
        [GROUP_RECORD] = "The thing under the cursor",
        [GROUP_RUN] = "The program",
    };

    return titles[group];
}

enum action action_find(struct str name)
{
    enum action found = ACTION_NONE;
    int matches = 0;

    for (int i = 0; i < ACTION_COUNT; i++) {
        struct str word = str_of(action_table[i].name);

        if (word.len == 0 || name.len == 0 || word.len < name.len ||
            memcmp(word.ptr, name.ptr, name.len) != 0)
            continue;
        if (word.len == name.len)
            return (enum action)i;
        found = (enum action)i;
        matches++;
    }
    return matches == 1 ? found : ACTION_NONE;
}

/* One word of a table's keys: first, and after a "+" second; a lone "+" is itself. */
static void parse_chord(struct str word, uint32_t *first, uint32_t *second)
{
    *second = 0;
    key_parse(&word, first, NULL);
    if (word.len > 1 && *word.ptr == '+') {
        word = (struct str){word.ptr + 1, word.len - 1};
        key_parse(&word, second, NULL);
    }
}

static bool row_has_key(const struct action_row *row, uint32_t before, uint32_t key, bool *pending)
{
    struct str rest = str_of(row->keys), word;

    while (rest.len && str_split(&rest, ' ', &word)) {
        uint32_t first = 0, second;

        parse_chord(word, &first, &second);
        if (before == 0 && second != 0 && first == key)
            *pending = true;
        if (before == 0 ? second == 0 && first == key : second == key && first == before)
            return true;
    }
    return false;
}

enum action action_of_key(uint32_t before, uint32_t key, bool *pending)
{
    enum action found = ACTION_NONE;

    *pending = false;
    for (int i = 0; i < ACTION_COUNT && found == ACTION_NONE; i++)
        if (row_has_key(&action_table[i], before, key, pending))
            found = (enum action)i;
    return found;
}

void action_keys(struct buf *out, enum action action, bool all)
{
    struct str rest = str_of(action_table[action].keys), word;

    for (bool first = true; rest.len && str_split(&rest, ' ', &word) && (first || all);
         first = false) {
        uint32_t one = 0, two;

        parse_chord(word, &one, &two);
        if (!first)
            buf_add_char(out, ' ');
        key_title(out, one);
        if (two) {
            buf_add_char(out, ' ');
            key_title(out, two);
        }
    }
}
