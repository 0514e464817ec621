#include "check.h"

#include <assay/tui/grid.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A table of planets: id, mass (missing for some), kind, note; groups by kind where asked for.
 */
struct planet {
    const char *id;
    double mass;
    const char *kind;
};

static const struct planet planets[] = {
    {"mercury", .055, "rock"}, {"venus", .815, "rock"},  {"earth", 1.0, "rock"},
    {"mars", .107, "rock"},    {"ceres", NAN, "dwarf"},  {"jupiter", 317.8, "gas"},
    {"saturn", 95.2, "gas"},   {"uranus", 14.5, "ice"},  {"neptune", 17.1, "ice"},
    {"pluto", NAN, "dwarf"},   {"Earth-2", 1.0, "rock"},
};
enum { PLANETS = sizeof(planets) / sizeof(planets[0]) };

static void planet_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                        struct grid_cell *cell)
{
    const struct planet *planet = &planets[row % PLANETS];

    (void)arg;
    switch (column) {
    case 0:
        cell->text = row < PLANETS ? str_of(planet->id)
                                   : str_of(arena_printf(scratch, "%s %zu", planet->id, row));
        break;
    case 1:
        cell->number = planet->mass;
        if (!isnan(planet->mass))
            cell->text = str_of(arena_printf(scratch, "%.3f", planet->mass));
        cell->mark = row == 2 ? '!' : '\0';
        break;
    case 2:
        cell->text = str_of(planet->kind);
        break;
    default:
        cell->text = str_of(arena_printf(scratch, "%c%zu", (char)('a' + column), row));
    }
}

static const char *planet_head(const void *arg, size_t row, struct arena *scratch)
{
    (void)arg;
    (void)scratch;
    if (row > 0 && strcmp(planets[row % PLANETS].kind, planets[(row - 1) % PLANETS].kind) == 0)
        return NULL;
    return planets[row % PLANETS].kind;
}

static const struct grid_column columns[] = {
    {.key = "id", .title = "Name", .least = 8, .most = 20},
    {.key = "mass", .title = "Mass/M", .align = GRID_RIGHT, .marked = true},
    {.key = "kind", .title = "Kind", .priority = 1},
    {.key = "note", .title = "Note", .priority = 3},
    {.key = "more", .title = "More", .priority = 2},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

struct table {
    struct grid_source source;
    struct grid_state state;
    struct grid_layout layout;
    struct arena *scratch;
    struct canvas *canvas;
    int height, width;
    struct err err;
};

static void prepare(struct table *table)
{
    arena_reset(table->scratch);
    grid_prepare(&table->state, &table->layout, &table->source, table->height, table->width,
                 table->scratch);
}

static struct table *table_new(size_t rows, int height, int width)
{
    struct table *table = xcalloc(1, sizeof(*table));

    table->source = (struct grid_source){
        .row_count = rows, .columns = columns, .column_count = COLUMNS, .cell = planet_cell};
    table->scratch = arena_new();
    table->canvas = canvas_new(height, width);
    table->height = height;
    table->width = width;
    prepare(table);
    return table;
}

static void table_free(struct table *table)
{
    grid_layout_release(&table->layout);
    arena_free(table->scratch);
    canvas_free(table->canvas);
    free(table);
}

static bool act(struct table *table, enum action action, const char *argument)
{
    bool changed, done;

    done = grid_act(&table->state, &table->layout, action, argument, &changed, &table->err);
    prepare(table);
    return done;
}

/* The table as drawn, "…" as "$", other signs as "#"; lives until the next call. */
static const char *drawn(struct table *table)
{
    static char text[200 * 80];
    struct surface all;
    size_t used = 0;

    canvas_reset(table->canvas, table->height, table->width);
    all = canvas_surface(table->canvas, GLYPHS_BRAILLE);
    grid_draw(&table->state, &table->layout, &all, true, table->scratch);
    for (int row = 0; row < table->height; row++) {
        for (int column = 0; column < table->width; column++) {
            uint32_t code = canvas_at(table->canvas, row, column)->codes[0];

            text[used++] = code == 0 ? ' ' : code == 0x2026 ? '$' : code < 0x7f ? (char)code : '#';
        }
        text[used++] = '\n';
    }
    text[used] = '\0';
    return text;
}

static const char *id_at(const struct table *table, size_t displayed)
{
    return planets[grid_row_at(&table->layout, displayed) % PLANETS].id;
}

static const char *id_at_cursor(const struct table *table)
{
    return id_at(table, table->state.cursor);
}

/* ---- the cursor ---- */

static const enum action any_actions[] = {
    ACTION_DOWN,         ACTION_UP,
    ACTION_LEFT,         ACTION_RIGHT,
    ACTION_TOP,          ACTION_BOTTOM,
    ACTION_HALF_DOWN,    ACTION_HALF_UP,
    ACTION_PAGE_DOWN,    ACTION_PAGE_UP,
    ACTION_FIRST_COLUMN, ACTION_LAST_COLUMN,
    ACTION_NEXT_GROUP,   ACTION_SORT_UP,
    ACTION_SORT_DOWN,    ACTION_NARROWER,
    ACTION_WIDER,        ACTION_LESS,
    ACTION_FIT,          ACTION_MORE,
    ACTION_SEARCH_NEXT,  ACTION_PREVIOUS_GROUP,
};
enum { ANY_ACTIONS = sizeof(any_actions) / sizeof(any_actions[0]) };

static unsigned pick(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 10) % below;
}

/* The body's line of the cursor, counted by hand; heads stand before rows while unsorted. */
static size_t line_of_cursor(const struct table *table)
{
    size_t line = table->state.cursor;

    if (table->source.head && !table->state.sort_column)
        for (size_t i = 0; i <= table->state.cursor; i++) {
            size_t row = grid_row_at(&table->layout, i),
                   before = grid_row_at(&table->layout, i - 1);

            /* The same kind again after another one, which a filter may have left out. */
            line += i == 0;
            for (size_t r = i ? before + 1 : row; i && r <= row; r++)
                if (planet_head(NULL, r, NULL)) {
                    line++;
                    break;
                }
        }
    return line;
}

static bool cursor_is_in_sight(const struct table *table)
{
    size_t page = table->layout.page > 0 ? (size_t)table->layout.page : 1;
    size_t line = line_of_cursor(table);

    if (table->layout.count == 0)
        return table->state.cursor == 0 && table->state.top == 0;
    return table->state.cursor < table->layout.count && table->state.top <= line &&
           line < table->state.top + page;
}

TEST(the_cursor_is_in_sight_whatever_is_done_at_any_size)
{
    static const char *const filters[] = {"", "kind:rock", "nothing", "mass>1", "kind:gas", "(("};
    unsigned seed = 42;

    for (int round = 0; round < 60; round++) {
        struct table *table =
            table_new(pick(&seed, 40), 1 + (int)pick(&seed, 9), 1 + (int)pick(&seed, 60));

        if (round % 2)
            table->source.head = planet_head;
        table->source.version++;
        for (int i = 0; i < 120; i++) {
            switch (pick(&seed, 12)) {
            case 0:
                act(table, ACTION_FILTER, filters[pick(&seed, 6)]);
                break;
            case 1:
                table->height = (int)pick(&seed, 12);
                table->width = (int)pick(&seed, 70);
                break;
            case 2:
                table->source.row_count = pick(&seed, 40);
                break;
            default:
                act(table, any_actions[pick(&seed, ANY_ACTIONS)], NULL);
            }
            prepare(table);
            CHECK(cursor_is_in_sight(table));
            CHECK(table->layout.count == 0 ||
                  grid_row(&table->state, &table->layout) < table->source.row_count);
            if (table->height > 0 && table->width > 0)
                drawn(table);
        }
        table_free(table);
    }
}

TEST(pages_move_by_what_is_on_screen)
{
    struct table *table = table_new(100, 11, 60);

    act(table, ACTION_PAGE_DOWN, NULL);
    CHECK_INT(table->state.cursor, 10);
    CHECK_INT(table->state.top, 10);
    act(table, ACTION_HALF_DOWN, NULL);
    CHECK_INT(table->state.cursor, 15);
    act(table, ACTION_BOTTOM, NULL);
    CHECK_INT(table->state.cursor, 99);
    CHECK_INT(table->state.top, 90);
    act(table, ACTION_PAGE_DOWN, NULL);
    CHECK_INT(table->state.cursor, 99);
    act(table, ACTION_TOP, NULL);
    act(table, ACTION_PAGE_UP, NULL);
    CHECK_INT(table->state.cursor, 0);
    CHECK_INT(table->state.top, 0);
    table_free(table);
}

TEST(the_cursor_stays_on_its_row)
{
    struct table *table = table_new(PLANETS, 6, 60);

    act(table, ACTION_GOTO, "7");
    CHECK_STR(id_at_cursor(table), "saturn");
    act(table, ACTION_SORT_UP, "mass");
    CHECK_STR(id_at_cursor(table), "saturn");
    CHECK_INT(table->state.cursor, 7);
    act(table, ACTION_FILTER, "kind:gas");
    CHECK_STR(id_at_cursor(table), "saturn");
    CHECK_INT(table->layout.count, 2);
    act(table, ACTION_SORT_DOWN, "id");
    CHECK_STR(id_at_cursor(table), "saturn");
    act(table, ACTION_FILTER, "");
    CHECK_STR(id_at_cursor(table), "saturn");
    table->source.version++;
    table->source.row_count = 8;
    prepare(table);
    CHECK_STR(id_at_cursor(table), "saturn");
    table_free(table);
}

/* ---- order ---- */

static void check_order(const struct table *table, const char *wanted)
{
    struct buf is = {0};

    for (size_t i = 0; i < table->layout.count; i++)
        buf_addf(&is, "%s%.4s", i ? " " : "", id_at(table, i));
    CHECK_STR(is.ptr ? is.ptr : "", wanted);
    buf_release(&is);
}

TEST(sorting_is_stable_and_what_is_missing_comes_last_both_ways)
{
    struct table *table = table_new(PLANETS, 20, 60);

    act(table, ACTION_SORT_UP, "mass");
    check_order(table, "merc mars venu eart Eart uran nept satu jupi cere plut");
    act(table, ACTION_SORT_DOWN, "Mass/M");
    check_order(table, "jupi satu nept uran eart Eart venu mars merc cere plut");
    act(table, ACTION_SORT_UP, "kind");
    check_order(table, "cere plut jupi satu uran nept merc venu eart mars Eart");
    CHECK(!act(table, ACTION_SORT_UP, "weight"));
    CHECK(strstr(table->err.text, "weight") != NULL);
    check_order(table, "cere plut jupi satu uran nept merc venu eart mars Eart");
    table_free(table);
}

TEST(the_same_sort_by_key_again_gives_the_order_of_the_source)
{
    struct table *table = table_new(4, 20, 60);

    act(table, ACTION_RIGHT, NULL);
    act(table, ACTION_SORT_DOWN, NULL);
    check_order(table, "eart venu mars merc");
    act(table, ACTION_SORT_UP, NULL);
    check_order(table, "merc mars venu eart");
    act(table, ACTION_SORT_UP, NULL);
    check_order(table, "merc venu eart mars");
    act(table, ACTION_SORT_UP, "mass");
    act(table, ACTION_SORT_UP, "mass");
    check_order(table, "merc mars venu eart");
    table_free(table);
}

/* ---- filter ---- */

TEST(a_filter_keeps_the_rows_that_match)
{
    struct table *table = table_new(PLANETS, 20, 60);

    act(table, ACTION_FILTER, "kind:ice or mass>=300");
    check_order(table, "jupi uran nept");
    act(table, ACTION_FILTER, "-kind:rock mass<20");
    check_order(table, "uran nept");
    act(table, ACTION_FILTER, "pluto");
    check_order(table, "plut");
    act(table, ACTION_FILTER, "nothing");
    CHECK_INT(table->layout.count, 0);
    CHECK(strstr(drawn(table), "nothing matches the filter") != NULL);
    act(table, ACTION_FILTER, "");
    CHECK_INT(table->layout.count, PLANETS);
    table_free(table);
}

TEST(a_wrong_filter_keeps_the_rows_and_names_the_fault)
{
    struct table *table = table_new(PLANETS, 20, 60);

    act(table, ACTION_FILTER, "kind:gas");
    CHECK_INT(table->layout.fault.code, ERR_NONE);
    act(table, ACTION_FILTER, "weight>3");
    check_order(table, "jupi satu");
    CHECK_INT(table->layout.fault.code, ERR_USAGE);
    CHECK(strstr(table->layout.fault.text, "weight") != NULL);
    act(table, ACTION_FILTER, "kind:ice");
    CHECK_INT(table->layout.fault.code, ERR_NONE);
    check_order(table, "uran nept");
    table_free(table);
}

TEST(rows_of_an_old_source_are_not_kept_for_a_wrong_filter)
{
    struct table *table = table_new(PLANETS, 20, 60);

    act(table, ACTION_FILTER, "kind:rock");
    act(table, ACTION_FILTER, "weight>3");
    CHECK_INT(table->layout.count, 5);
    table->source.row_count = 3;
    table->source.version++;
    prepare(table);
    CHECK_INT(table->layout.count, 3);
    for (size_t i = 0; i < table->layout.count; i++)
        CHECK(grid_row_at(&table->layout, i) < 3);
    CHECK_INT(table->layout.fault.code, ERR_USAGE);
    table_free(table);
}

TEST(rows_are_sorted_under_a_filter_that_went_wrong)
{
    struct table *table = table_new(4, 20, 60);

    act(table, ACTION_FILTER, "weight>3");
    act(table, ACTION_SORT_UP, "mass");
    check_order(table, "merc mars venu eart");
    CHECK_INT(table->layout.fault.code, ERR_USAGE);
    table_free(table);
}

/* ---- columns ---- */

static bool shows_column(const struct table *table, int column)
{
    for (int i = 0; i < table->layout.place_count; i++)
        if (table->layout.places[i].column == column)
            return true;
    return false;
}

TEST(columns_of_high_numbers_go_first_when_it_gets_narrow)
{
    static const int order[] = {3, 4, 2}; /* priorities 3, 2, 1 */
    struct table *table = table_new(PLANETS, 10, 80);
    int gone = 0;

    for (; table->width > 20; table->width--) {
        prepare(table);
        while (gone < 3 && !shows_column(table, order[gone]))
            gone++;
        for (int i = gone; i < 3; i++)
            CHECK(shows_column(table, order[i]));
        CHECK(shows_column(table, 0) && shows_column(table, 1));
    }
    CHECK_INT(gone, 3);
    table_free(table);
}

TEST(every_column_is_reached_at_every_width)
{
    for (int width = 10; width < 80; width++) {
        struct table *table = table_new(PLANETS, 10, width);

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < COLUMNS; i++) {
                int column = round ? COLUMNS - 1 - i : i;

                CHECK_INT(grid_column_at(&table->state, &table->layout), column);
                CHECK(shows_column(table, column));
                act(table, round ? ACTION_LEFT : ACTION_RIGHT, NULL);
            }
        }
        act(table, ACTION_LAST_COLUMN, NULL);
        CHECK(shows_column(table, COLUMNS - 1));
        act(table, ACTION_FIRST_COLUMN, NULL);
        CHECK(shows_column(table, 0));
        CHECK_INT(table->state.left, 0);
        table_free(table);
    }
}

TEST(a_hidden_column_comes_back_and_the_first_cannot_be_hidden)
{
    struct table *table = table_new(PLANETS, 10, 80);

    act(table, ACTION_LESS, NULL);
    CHECK(shows_column(table, 0));
    act(table, ACTION_RIGHT, NULL);
    act(table, ACTION_LESS, NULL);
    CHECK(!shows_column(table, 1));
    CHECK(strstr(drawn(table), "Mass") == NULL);
    CHECK_INT(grid_column_at(&table->state, &table->layout), 2);
    act(table, ACTION_MORE, NULL);
    CHECK(shows_column(table, 1));
    act(table, ACTION_COLUMNS, "kin");
    CHECK_INT(table->layout.column_count, 2);
    CHECK(shows_column(table, 0) && shows_column(table, 2));
    act(table, ACTION_COLUMNS, "");
    CHECK_INT(table->layout.column_count, COLUMNS);
    table_free(table);
}

TEST(columns_get_wider_and_narrower_and_fit_again)
{
    struct table *table = table_new(PLANETS, 10, 80);
    int before = table->layout.places[0].width;

    act(table, ACTION_WIDER, NULL);
    CHECK(table->layout.places[0].width > before);
    act(table, ACTION_FIT, NULL);
    CHECK_INT(table->layout.places[0].width, before);
    for (int i = 0; i < 200; i++)
        act(table, ACTION_NARROWER, NULL);
    CHECK_INT(table->layout.places[0].width, 1);
    for (int i = 0; i < 400; i++)
        act(table, ACTION_WIDER, NULL);
    CHECK(cursor_is_in_sight(table));
    table_free(table);
}

TEST(a_verdict_stands_right_behind_its_figure)
{
    struct table *table = table_new(PLANETS, 10, 80);

    CHECK(strstr(drawn(table), "  1.000!  rock") != NULL);
    CHECK(strstr(drawn(table), "  0.815   rock") != NULL);
    table_free(table);
}

/* ---- groups, search, goto, clicks ---- */

TEST(heads_stand_before_the_rows_of_their_group_while_unsorted)
{
    struct table *table = table_new(PLANETS, 30, 60);
    const char *text, *rock, *mercury, *dwarf, *ceres;

    table->source.head = planet_head;
    table->source.version++;
    prepare(table);
    text = drawn(table);
    rock = strstr(text, "\n  rock");
    mercury = strstr(text, "# mercury");
    dwarf = strstr(text, "\n  dwarf");
    ceres = strstr(text, "\n  ceres");
    CHECK(rock && mercury && dwarf && ceres && rock < mercury && mercury < dwarf && dwarf < ceres);
    CHECK(dwarf && ceres && ceres - dwarf == 61);
    act(table, ACTION_SORT_UP, "id");
    CHECK(strstr(drawn(table), "\n  rock") == NULL);
    table_free(table);
}

TEST(a_group_keeps_its_head_when_a_filter_drops_its_first_row)
{
    struct table *table = table_new(PLANETS, 30, 60);
    const char *text, *gas, *saturn;

    table->source.head = planet_head;
    table->source.version++;
    prepare(table);
    act(table, ACTION_FILTER, "mars or saturn");
    text = drawn(table);
    gas = strstr(text, "\n  gas ");
    saturn = strstr(text, "\n  saturn ");
    CHECK(strstr(text, "\n  rock ") != NULL);
    CHECK(gas && saturn && saturn - gas == 61);
    table_free(table);
}

TEST(groups_are_walked_by_their_first_rows)
{
    struct table *table = table_new(PLANETS, 8, 60);
    static const char *const firsts[] = {"ceres", "jupiter", "uranus", "pluto", "Earth-2"};

    table->source.head = planet_head;
    table->source.version++;
    prepare(table);
    for (size_t i = 0; i < 5; i++) {
        act(table, ACTION_NEXT_GROUP, NULL);
        CHECK_STR(id_at_cursor(table), firsts[i]);
    }
    act(table, ACTION_NEXT_GROUP, NULL);
    CHECK_STR(id_at_cursor(table), "Earth-2");
    act(table, ACTION_GOTO, "9");
    act(table, ACTION_PREVIOUS_GROUP, NULL);
    CHECK_STR(id_at_cursor(table), "uranus");
    for (size_t i = 3; i-- > 1;) {
        act(table, ACTION_PREVIOUS_GROUP, NULL);
        CHECK_STR(id_at_cursor(table), firsts[i - 1]);
    }
    act(table, ACTION_PREVIOUS_GROUP, NULL);
    CHECK_STR(id_at_cursor(table), "mercury");
    act(table, ACTION_PREVIOUS_GROUP, NULL);
    CHECK_STR(id_at_cursor(table), "mercury");
    table_free(table);
}

TEST(search_goes_round_and_minds_capitals_only_when_typed)
{
    struct table *table = table_new(PLANETS, 8, 60);

    act(table, ACTION_SEARCH, "earth");
    CHECK_STR(id_at_cursor(table), "earth");
    act(table, ACTION_SEARCH_NEXT, NULL);
    CHECK_STR(id_at_cursor(table), "Earth-2");
    act(table, ACTION_SEARCH_NEXT, NULL);
    CHECK_STR(id_at_cursor(table), "earth");
    act(table, ACTION_SEARCH_PREVIOUS, NULL);
    CHECK_STR(id_at_cursor(table), "Earth-2");
    act(table, ACTION_SEARCH, "Earth");
    CHECK_STR(id_at_cursor(table), "Earth-2");
    act(table, ACTION_SEARCH, "gas");
    CHECK_STR(id_at_cursor(table), "jupiter");
    CHECK(!act(table, ACTION_SEARCH, "vulcan"));
    CHECK(strstr(table->err.text, "vulcan") != NULL);
    CHECK_STR(id_at_cursor(table), "jupiter");
    table_free(table);
}

TEST(search_sees_only_the_rows_that_are_shown)
{
    struct table *table = table_new(PLANETS, 8, 60);

    act(table, ACTION_FILTER, "kind:ice");
    CHECK(!act(table, ACTION_SEARCH, "earth"));
    CHECK(act(table, ACTION_SEARCH, "uranus"));
    CHECK_STR(id_at_cursor(table), "uranus");
    table_free(table);
}

static bool is_match(unsigned style)
{
    return STYLE_ROLE(style) == ROLE_MATCH ||
           (STYLE_ROLE(style) == ROLE_CURSOR && (style & STYLE_UNDERLINE));
}

/* Cells of the drawn table that have the role of matches, or are the cursor's and underlined. */
static int matches_drawn(struct table *table)
{
    struct surface surface;
    int found = 0;

    prepare(table);
    canvas_reset(table->canvas, table->height, table->width);
    surface = canvas_surface(table->canvas, GLYPHS_BRAILLE);
    grid_draw(&table->state, &table->layout, &surface, true, table->scratch);
    for (int row = 0; row < table->height; row++)
        for (int column = 0; column < table->width; column++)
            found += is_match(canvas_at(table->canvas, row, column)->style);
    return found;
}

TEST(what_was_searched_for_stands_out_until_escape)
{
    struct table *table = table_new(PLANETS, 30, 60);

    CHECK_INT(matches_drawn(table), 0);
    act(table, ACTION_SEARCH, "earth");
    CHECK_INT(matches_drawn(table), 2 * (int)strlen("earth"));
    act(table, ACTION_SEARCH, "Earth");
    CHECK_INT(matches_drawn(table), (int)strlen("Earth"));
    act(table, ACTION_SEARCH, "gas");
    CHECK_INT(matches_drawn(table), 2 * (int)strlen("gas"));
    act(table, ACTION_SEARCH, ".8"); /* in .815, 0.815 or 317.800, to the right */
    CHECK_INT(matches_drawn(table), 2 * 2);
    act(table, ACTION_ESCAPE, NULL);
    CHECK_INT(matches_drawn(table), 0);
    table_free(table);
}

TEST(goto_takes_an_id_or_the_number_of_a_row)
{
    struct table *table = table_new(PLANETS, 8, 60);

    act(table, ACTION_GOTO, "3");
    CHECK_STR(id_at_cursor(table), "earth");
    act(table, ACTION_GOTO, "uranus");
    CHECK_STR(id_at_cursor(table), "uranus");
    CHECK(!act(table, ACTION_GOTO, "uran"));
    CHECK(!act(table, ACTION_GOTO, "0"));
    CHECK(!act(table, ACTION_GOTO, "99"));
    CHECK(strstr(table->err.text, "99") != NULL);
    CHECK_STR(id_at_cursor(table), "uranus");
    act(table, ACTION_FILTER, "kind:gas");
    act(table, ACTION_GOTO, "2");
    CHECK_STR(id_at_cursor(table), "saturn");
    table_free(table);
}

TEST(a_click_puts_the_cursor_on_what_stands_there)
{
    struct table *table = table_new(PLANETS, 8, 60);
    const char *text, *line;
    int row = 0;

    table->source.head = planet_head;
    table->source.version++;
    prepare(table);
    act(table, ACTION_GOTO, "8");
    text = drawn(table);
    line = strstr(text, "\n  saturn");
    for (const char *at = text; line && at <= line; at++)
        row += *at == '\n';
    CHECK(grid_click(&table->state, &table->layout, row, table->layout.places[2].at + 1));
    CHECK_STR(id_at_cursor(table), "saturn");
    CHECK_INT(grid_column_at(&table->state, &table->layout), 2);
    CHECK(!grid_click(&table->state, &table->layout, 0, table->layout.places[1].at));
    CHECK_INT(grid_column_at(&table->state, &table->layout), 1);
    CHECK_STR(id_at_cursor(table), "saturn");
    CHECK(!grid_click(&table->state, &table->layout, 70, 3));
    table_free(table);
}

TEST(a_row_is_copied_as_text_and_as_json)
{
    struct table *table = table_new(PLANETS, 8, 60);
    struct buf json = {0};
    struct grid_cell cell;
    struct str text;

    act(table, ACTION_GOTO, "3");
    text = grid_row_text(&table->state, &table->layout, table->scratch);
    CHECK_STR(text.ptr, "earth\t1.000\trock\td2\te2");
    grid_row_json(&table->state, &table->layout, table->scratch, &json);
    CHECK_STR(json.ptr, "{\"id\": \"earth\", \"mass\": 1, \"kind\": \"rock\", \"note\": \"d2\", "
                        "\"more\": \"e2\"}");
    act(table, ACTION_RIGHT, NULL);
    CHECK(grid_cell_at_cursor(&table->state, &table->layout, table->scratch, &cell));
    CHECK_NEAR(cell.number, 1.0, 0);
    act(table, ACTION_FILTER, "nothing");
    CHECK(!grid_cell_at_cursor(&table->state, &table->layout, table->scratch, &cell));
    CHECK_INT(grid_row_text(&table->state, &table->layout, table->scratch).len, 0);
    buf_release(&json);
    table_free(table);
}

/* ---- tables that order themselves ---- */

TEST(a_source_that_orders_itself_is_shown_as_it_says)
{
    static const uint32_t given[] = {4, 2, 0};
    struct table *table = table_new(PLANETS, 8, 60);

    table->source.ordered = true;
    table->source.rows = given;
    table->source.shown = 3;
    table->source.version++;
    prepare(table);
    check_order(table, "cere eart merc");
    act(table, ACTION_BOTTOM, NULL);
    CHECK_STR(id_at_cursor(table), "mercury");
    err_set(&table->source.fault, ERR_USAGE, "no such field");
    prepare(table);
    CHECK_STR(table->layout.fault.text, "no such field");
    check_order(table, "cere eart merc");
    table_free(table);
}
