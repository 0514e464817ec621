#include "check.h"
#include "driven.h"

#include <assay/base/utf8.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLASSES "sample_runs/classification/mer2023_test3"
#define LAYERS  "sample_runs/layer_probe/run_20260122_153920"
#define MBPP    "sample_runs/mbpp"
#define PAPER   "sample_runs/paper_metrics/run_20251003_143022_ttt"

static void check_message(struct driven *driven, const char *words)
{
    if (!CHECK(strstr(driven_row(driven, -1), words) != NULL))
        CHECK_STR(driven_row(driven, -1), words);
}

static void check_place(struct driven *driven, const char *words)
{
    if (!CHECK(strstr(driven_row(driven, 0), words) != NULL))
        CHECK_STR(driven_row(driven, 0), words);
}

static void check_no_message(struct driven *driven)
{
    if (!CHECK(strstr(driven_row(driven, -1), "? help") != NULL))
        CHECK_STR(driven_row(driven, -1), "? help");
}

/* ---- places ---- */

TEST(numbers_go_to_the_views_that_the_tabs_name)
{
    static const struct {
        const char *run, *key, *title;
    } cases[] = {
        {CLASSES, "2", "› Overview"}, {CLASSES, "4", "› Confusion"}, {CLASSES, "5", "› Classes"},
        {CLASSES, "6", "› Errors"},   {CLASSES, "7", "› Samples"},   {CLASSES, "9", "› Audit"},
        {LAYERS, "3", "› Layers"},    {PAPER, "3", "› Curve"},       {MBPP, "8", "Suite"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct driven *driven = driven_new(cases[i].run, DRIVEN_WAITS, 24, 100);

        driven_keys(driven, cases[i].key);
        check_place(driven, cases[i].title);
        driven_keys(driven, "1");
        check_place(driven, "Runs");
        driven_free(driven);
    }
}

TEST(a_view_that_the_run_lacks_says_what_is_missing)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "3");
    check_place(driven, "› Overview");
    CHECK(strstr(driven_row(driven, -1), ": ") != NULL);
    CHECK(strstr(driven_row(driven, -1), "? help") == NULL);
    driven_command(driven, "view layers");
    check_place(driven, "› Overview");
    driven_command(driven, "layers");
    check_place(driven, "› Overview");
    driven_command(driven, "view nonsense");
    check_message(driven, "nonsense");
    driven_free(driven);
}

TEST(enter_goes_deeper_and_backspace_comes_back)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    const char *table;

    driven_keys(driven, "7 j j j");
    table = driven_copy(driven);
    driven_keys(driven, "<enter>");
    check_place(driven, "› Samples › samplenew_00000135");
    driven_keys(driven, "<bs>");
    CHECK_STR(driven_text(driven), table);
    driven_keys(driven, "<enter> q");
    CHECK_STR(driven_text(driven), table);
    driven_free(driven);
}

TEST(q_quits_at_the_root_only)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "7 <enter> q");
    check_place(driven, "Samples");
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_NONE);
    driven_keys(driven, "<bs>");
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_NONE);
    driven_keys(driven, "q");
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_QUIT);
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_NONE);
    driven_keys(driven, "7 Q");
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_QUIT);
    driven_keys(driven, "<esc> <esc>");
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_NONE);
    driven_free(driven);
}

TEST(history_restores_cursor_and_filter)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    const char *samples, *classes;

    driven_keys(driven, "7");
    driven_type(driven, "&is:fail");
    driven_keys(driven, "<enter> j j S");
    samples = driven_copy(driven);
    driven_keys(driven, "5 j");
    classes = driven_copy(driven);
    driven_keys(driven, "[");
    CHECK_STR(driven_text(driven), samples);
    driven_keys(driven, "]");
    CHECK_STR(driven_text(driven), classes);
    driven_keys(driven, "[ [");
    check_place(driven, "› Overview");
    driven_keys(driven, "[ [");
    check_message(driven, "first place");
    driven_keys(driven, "] ] ] ]");
    check_message(driven, "last place");
    driven_free(driven);
}

TEST(a_view_gone_to_again_keeps_its_choices)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    const char *samples;

    driven_keys(driven, "7");
    driven_type(driven, "&truth:sad");
    driven_keys(driven, "<enter> j j");
    samples = driven_copy(driven);
    driven_keys(driven, "4 7");
    CHECK_STR(driven_text(driven), samples);
    driven_free(driven);
}

TEST(evidence_is_that_of_the_figure_it_was_asked_for)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 40, 100);
    const char *first;

    driven_keys(driven, "9 V");
    first = driven_copy(driven);
    /* The first evidence stays in the history while another one is opened. */
    driven_keys(driven, "5 j $ V");
    CHECK(strstr(driven_row(driven, 0), "Evidence") != NULL);
    CHECK(strcmp(driven_text(driven), first) != 0);
    driven_free(driven);
}

TEST(a_hundred_places_and_more_are_walked_without_end)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 80);

    for (int i = 0; i < 130; i++)
        driven_keys(driven, "7 <enter> <bs> 4");
    for (int i = 0; i < 130; i++)
        driven_keys(driven, "[");
    check_message(driven, "first place");
    driven_keys(driven, "q q q q");
    for (int i = 0; i < 130; i++)
        driven_keys(driven, "]");
    check_message(driven, "last place");
    driven_free(driven);
}

/* ---- undo ---- */

TEST(undo_and_redo_restore_the_screen_exactly)
{
    static const char *const changes[] = {
        "S", "l l s", "& i s : f a i l <enter>", "l <gt>", "l -", "* i d <enter>", "G k k k s"};
    enum { CHANGES = sizeof(changes) / sizeof(changes[0]) };
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 20, 100);
    const char *after[CHANGES], *before[CHANGES];

    driven_keys(driven, "7 G k");
    for (int i = 0; i < CHANGES; i++) {
        struct buf moves = {0};
        const char *last = strrchr(changes[i], ' ');

        /* What moves first is no part of the change. */
        if (changes[i][0] != '&' && changes[i][0] != '*' && last) {
            buf_add(&moves, changes[i], (size_t)(last - changes[i]));
            driven_keys(driven, moves.ptr);
        }
        before[i] = driven_copy(driven);
        driven_keys(driven, moves.len ? last : changes[i]);
        after[i] = driven_copy(driven);
        buf_release(&moves);
    }
    for (int i = CHANGES; i-- > 0;) {
        driven_keys(driven, "u");
        CHECK_STR(driven_text(driven), before[i]);
    }
    driven_keys(driven, "u");
    check_message(driven, "nothing to undo");
    for (int i = 0; i < CHANGES; i++) {
        driven_keys(driven, "<c-r>");
        if (i + 1 == CHANGES)
            CHECK_STR(driven_text(driven), after[i]);
    }
    driven_keys(driven, "<c-r>");
    check_message(driven, "nothing to redo");
    driven_keys(driven, "u S <c-r>");
    check_message(driven, "nothing to redo");
    driven_free(driven);
}

/* ---- commands ---- */

TEST(every_command_is_taken_or_says_why_not)
{
    static const char *const runs[] = {CLASSES, LAYERS, MBPP};

    for (size_t r = 0; r < 3; r++) {
        for (int view = 0; view_registry[view]; view++) {
            struct driven *driven = driven_new(runs[r], DRIVEN_WAITS, 24, 100);

            for (int a = 0; a < ACTION_COUNT; a++) {
                const struct action_row *row = &action_table[a];
                struct frame_request request;

                if (!row->name[0] || a == ACTION_WRITE)
                    continue;
                frame_command(driven->frame, view_registry[view]->name);
                frame_draw(driven->frame, driven->canvas);
                frame_command(driven->frame, row->name);
                frame_draw(driven->frame, driven->canvas);
                request = frame_take_request(driven->frame);
                if (row->argument[0] && row->argument[0] != '[')
                    check_message(driven, "needs");
                if (!frame_offers(driven->frame, NULL, (enum action)a) && request.kind)
                    CHECK(false);
                driven_keys(driven, "<esc>");
            }
            driven_free(driven);
        }
    }
}

TEST(what_does_nothing_here_is_said_by_key_or_name)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "7 a");
    check_message(driven, "a does nothing in this view");
    driven_keys(driven, "<enter>");
    driven_command(driven, "goto 5");
    check_message(driven, "goto does nothing in this view");
    driven_command(driven, "no-such-thing");
    check_message(driven, "no command named no-such-thing");
    driven_command(driven, "goto");
    check_message(driven, "goto needs ID");
    driven_keys(driven, "j");
    check_no_message(driven);
    driven_free(driven);
}

TEST(command_names_go_to_views_too)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);

    driven_command(driven, "samples");
    check_place(driven, "› Samples");
    driven_command(driven, "sort-down truth");
    driven_command(driven, "goto 2");
    CHECK(driven_has(driven, "truth▼") || driven_has(driven, "truth ▼"));
    driven_command(driven, "filter is:fail");
    CHECK(driven_has(driven, "78 of 834 samples"));
    driven_command(driven, "filter");
    CHECK(!driven_has(driven, "of 834"));
    driven_command(driven, "q");
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_QUIT);
    driven_free(driven);
}

/* ---- requests ---- */

TEST(copies_are_asked_for_with_what_stands_under_the_cursor)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    struct frame_request request;

    driven_keys(driven, "7 j y");
    check_message(driven, "copy:");
    driven_keys(driven, "c");
    request = frame_take_request(driven->frame);
    CHECK_INT(request.kind, REQUEST_COPY);
    CHECK(str_eq_c(request.text, "samplenew_00000071"));
    driven_keys(driven, "y y");
    request = frame_take_request(driven->frame);
    CHECK(str_starts(request.text, "samplenew_00000071\t✓\tangry\tangry"));
    driven_keys(driven, "y p");
    request = frame_take_request(driven->frame);
    CHECK(str_eq_c(request.text, CLASSES "/predictions.csv"));
    driven_keys(driven, "y j");
    request = frame_take_request(driven->frame);
    CHECK(str_starts(request.text, "{") && str_contains_nocase(request.text, "samplenew_00000071"));
    driven_keys(driven, "y q");
    CHECK_INT(frame_take_request(driven->frame).kind, REQUEST_NONE);
    driven_free(driven);
}

TEST(the_command_of_a_pipe_is_there_when_the_driver_asks)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    struct frame_request request;

    driven_keys(driven, "7");
    driven_type(driven, "|grep -c happy");
    driven_keys(driven, "<enter>");
    frame_draw(driven->frame, driven->canvas);
    request = frame_take_request(driven->frame);
    CHECK_INT(request.kind, REQUEST_PIPE);
    CHECK_STR(request.command, "grep -c happy");
    CHECK(str_starts(request.text, "samplenew_00000036"));
    driven_keys(driven, "| <enter>");
    CHECK_STR(frame_take_request(driven->frame).command, "");
    driven_free(driven);
}

TEST(every_view_names_the_command_that_prints_it)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 140);

    for (int v = 0; view_registry[v]; v++) {
        frame_command(driven->frame, view_registry[v]->name);
        driven_command(driven, "cmd");
        check_message(driven, " assay ");
        check_message(driven, " " CLASSES);
    }
    driven_free(driven);
}

/* ---- files ---- */

static void write_to(struct driven *driven, const char *sign, const char *name)
{
    struct buf command = {0};

    buf_addf(&command, "write %s%s", sign, temp_dir_path(&driven->dir, name));
    frame_command(driven->frame, command.ptr);
    buf_release(&command);
}

TEST(a_table_is_written_as_it_is_shown)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    const char *csv;

    driven_keys(driven, "7");
    driven_command(driven, "filter truth:worried is:pass");
    driven_command(driven, "sort-down id");
    driven_command(driven, "columns pred");
    write_to(driven, "", "out.csv");
    check_message(driven, "wrote ");
    csv = driven_file(driven, "out.csv");
    CHECK_STR(csv, "id,pred\nsamplenew_00014388,worried\nsamplenew_00012817,worried\n"
                   "samplenew_00009077,worried\nsamplenew_00005373,worried\n"
                   "samplenew_00005193,worried\nsamplenew_00004881,worried\n");
    write_to(driven, "", "out.tsv");
    CHECK(str_starts(str_of(driven_file(driven, "out.tsv")), "id\tpred\nsamplenew_00014388\t"));
    driven_free(driven);
}

TEST(a_screen_is_written_as_it_stands)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    const char *screen;

    driven_keys(driven, "7 j");
    screen = driven_copy(driven);
    write_to(driven, "", "screen.txt");
    check_message(driven, "wrote ");
    check_message(driven, "screen.txt");
    CHECK_STR(driven_file(driven, "screen.txt"), screen);
    write_to(driven, "", "screen.svg");
    CHECK(str_starts(str_of(driven_file(driven, "screen.svg")), "<svg "));
    write_to(driven, "", "screen.ansi");
    CHECK(strstr(driven_file(driven, "screen.ansi"), "\x1b[0") != NULL);
    write_to(driven, "", "report.md");
    CHECK(str_starts(str_of(driven_file(driven, "report.md")), "# "));
    driven_free(driven);
}

TEST(a_file_that_is_there_is_replaced_only_when_told_to)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 160);

    temp_dir_write(&driven->dir, "out.csv", STR("mine"));
    driven_keys(driven, "7");
    write_to(driven, "", "out.csv");
    check_message(driven, "is there already");
    CHECK_STR(driven_file(driven, "out.csv"), "mine");
    write_to(driven, "!", "out.csv");
    check_message(driven, "wrote ");
    CHECK(str_starts(str_of(driven_file(driven, "out.csv")), "id,"));
    write_to(driven, "", "folder.d/nothing");
    check_message(driven, "suffix");
    write_to(driven, "", "no/such/folder.csv");
    check_message(driven, "No such file");
    write_to(driven, "", "out.xyz");
    check_message(driven, "nothing is written as .xyz");
    driven_free(driven);
}

/* ---- help ---- */

TEST(help_lists_every_action_of_the_view_and_none_that_does_nothing)
{
    for (int v = 0; view_registry[v]; v++) {
        const struct view *view = view_registry[v];
        const char *run = strcmp(view->name, "layers") == 0  ? LAYERS
                          : strcmp(view->name, "suite") == 0 ? MBPP
                          : strcmp(view->name, "curve") == 0 ? PAPER
                                                             : CLASSES;
        struct driven *driven = driven_new(run, DRIVEN_WAITS, 120, 140);

        /* Those of pairs have a test of their own. */
        if (view->scope == VIEW_OF_PAIR || strcmp(view->name, "help") == 0 ||
            strcmp(view->name, "tasks") == 0) {
            driven_free(driven);
            continue;
        }
        frame_command(driven->frame,
                      view->name[0] == 'e' && view->name[1] == 'v' ? "audit" : view->name);
        if (strcmp(view->name, "evidence") == 0)
            driven_keys(driven, "V");
        driven_keys(driven, "?");
        CHECK(strstr(driven_row(driven, 0), "Help") != NULL);
        for (int a = 0; a < ACTION_COUNT; a++) {
            bool offered = frame_offers(driven->frame, view, (enum action)a);
            const struct view_action *row = view->actions;
            struct buf words = {0};

            while (row && row->action != ACTION_NONE && (int)row->action != a)
                row++;
            CHECK(offered || !row || row->action == ACTION_NONE);
            buf_addf(&words, "  :%s", action_table[a].name);
            if (action_table[a].name[0] && driven_has(driven, words.ptr) != offered) {
                CHECK_STR(words.ptr, offered ? "in help" : "not in help");
                CHECK_STR(view->name, "");
            }
            buf_release(&words);
        }
        driven_free(driven);
    }
}

TEST(help_is_searched_and_left_like_any_table)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    const char *before;

    driven_keys(driven, "7 j");
    before = driven_copy(driven);
    driven_keys(driven, "?");
    driven_type(driven, "/hide");
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "\n› -"));
    driven_keys(driven, "q");
    CHECK_STR(driven_text(driven), before);
    driven_free(driven);
}

/* ---- sizes, sidebar, mouse ---- */

TEST(a_screen_too_small_says_so_and_comes_back)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 80);
    const char *before;

    driven_keys(driven, "7");
    before = driven_copy(driven);
    frame_resize(driven->frame, 4, 80);
    CHECK(str_starts(str_of(driven_text(driven)), "20x5 at least"));
    frame_resize(driven->frame, 24, 19);
    CHECK(str_starts(str_of(driven_text(driven)), "20x5 at least"));
    frame_resize(driven->frame, 5, 20);
    CHECK(!driven_has(driven, "20x5 at least"));
    frame_resize(driven->frame, 24, 80);
    CHECK_STR(driven_text(driven), before);
    driven_free(driven);
}

TEST(every_view_draws_at_every_size_without_leaving_the_screen)
{
    static const char *const runs[] = {CLASSES, LAYERS, MBPP,
                                       "sample_runs/paper_metrics/run_20251003_143022_ttt"};

    for (size_t r = 0; r < 4; r++)
        for (int v = 0; view_registry[v]; v++) {
            struct driven *driven = driven_new(runs[r], DRIVEN_WAITS, 24, 80);

            frame_command(driven->frame, view_registry[v]->name);
            for (int height = 1; height < 40; height += 6)
                for (int width = 1; width < 230; width += 31) {
                    struct str rest, line;

                    frame_resize(driven->frame, height, width);
                    rest = str_of(driven_text(driven));
                    for (int i = 0; str_split(&rest, '\n', &line) && i < height; i++)
                        CHECK((int)utf8_width(line) <= width);
                    driven_keys(driven, "j l");
                }
            driven_free(driven);
        }
}

TEST(the_list_of_runs_at_the_side_leads_to_the_same_view_of_another_run)
{
    struct driven *driven = driven_new("sample_runs/classification", DRIVEN_WAITS, 30, 120);

    driven_keys(driven, "<enter> 7");
    check_place(driven, "› Samples");
    driven_keys(driven, "b j <enter>");
    check_place(driven, "› Samples");
    CHECK(!driven_has(driven, "MER2023 test3, Emotion-LLaMA › Samples"));
    driven_keys(driven, "b b");
    CHECK(!driven_has(driven, "Runs"));
    driven_free(driven);
}

TEST(a_list_of_runs_that_is_not_on_screen_has_no_keys)
{
    struct driven *driven = driven_new("sample_runs/classification", DRIVEN_WAITS, 24, 120);
    const char *before;

    driven_keys(driven, "<enter> 7 b");
    frame_resize(driven->frame, 24, 70);
    before = driven_copy(driven);
    driven_keys(driven, "j");
    CHECK(strcmp(driven_text(driven), before) != 0);
    frame_resize(driven->frame, 24, 120);
    driven_keys(driven, "b 1");
    before = driven_copy(driven);
    driven_keys(driven, "j");
    CHECK(strcmp(driven_text(driven), before) != 0);
    driven_free(driven);
}

TEST(a_click_moves_and_a_second_one_opens)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "7");
    frame_draw(driven->frame, driven->canvas);
    frame_mouse(driven->frame, MOUSE_PRESS, 6, 4);
    CHECK(driven_has(driven, "\n› samplenew_00000135"));
    frame_mouse(driven->frame, MOUSE_RELEASE, 6, 4);
    frame_mouse(driven->frame, MOUSE_WHEEL_DOWN, 6, 4);
    CHECK(driven_has(driven, "\n› samplenew_00000209"));
    frame_draw(driven->frame, driven->canvas);
    frame_mouse(driven->frame, MOUSE_PRESS, 9, 4);
    check_place(driven, "› Samples › samplenew_00000209");
    driven_free(driven);
}

TEST(a_click_beside_all_tables_changes_nothing)
{
    static const char *const keys[] = {"2", "4", "5", "6", "7", "9"};
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 30, 130);

    for (size_t i = 0; i < 6; i++) {
        const char *before;

        driven_keys(driven, keys[i]);
        before = driven_copy(driven);
        frame_mouse(driven->frame, MOUSE_PRESS, 0, 0);
        frame_mouse(driven->frame, MOUSE_PRESS, 29, 129);
        CHECK_STR(driven_text(driven), before);
    }
    driven_free(driven);
}

/* ---- walking ---- */

TEST(the_breadcrumb_names_the_sample_that_is_shown)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);

    driven_keys(driven, "7 <enter> }");
    check_place(driven, "› Samples › samplenew_00000071");
    driven_keys(driven, "e");
    check_place(driven, "› Samples › samplenew_00000270");
    driven_keys(driven, "E");
    check_message(driven, "no earlier failure");
    driven_free(driven);
}

/* ---- what cannot be read ---- */

TEST(a_run_that_cannot_be_read_is_a_note_and_no_dead_screen)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    temp_dir_write(&dir, "bad/predictions.csv", STR("id,truth,prediction\na,x,x\nb,x,y\n"));
    temp_dir_write(&dir, "good/predictions.csv", STR("id,truth,prediction\nc,x,x\nd,x,y\n"));
    driven = driven_new(dir.root, DRIVEN_WAITS, 24, 100);
    check_place(driven, "Runs");
    driven_keys(driven, "/ b a d <enter> <enter> 7");
    check_place(driven, "bad › Samples");
    CHECK_INT(remove(temp_dir_path(&dir, "bad/predictions.csv")), 0);
    driven_keys(driven, "r");
    CHECK(driven_has(driven, "this run cannot be read"));
    CHECK(driven_has(driven, "predictions.csv"));
    driven_keys(driven, "j k <enter> 2 7 4 e V & x <enter> : g o t o <space> 3 <enter> y y ? q r");
    CHECK(driven_has(driven, "this run cannot be read"));
    driven_keys(driven, "1 / g o o d <enter> <enter> 7");
    check_place(driven, "good › Samples");
    CHECK(driven_has(driven, "2 samples"));
    /* It is there again. */
    temp_dir_write(&dir, "bad/predictions.csv", STR("id,truth,prediction\na,x,x\n"));
    driven_keys(driven, "1 / b a d <enter> <enter> r 7");
    check_place(driven, "bad › Samples");
    CHECK(driven_has(driven, "1 sample"));
    driven_free(driven);
    temp_dir_remove(&dir);
}

TEST(a_path_that_is_not_there_is_refused)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_WAITS, 24, 100);
    struct err err = {.code = ERR_NONE};

    CHECK(!frame_open(driven->frame, "/no/such/path", &err));
    CHECK_INT(err.code, ERR_IO);
    driven_free(driven);
}

/* ---- reloading ---- */

static void write_table(struct temp_dir *dir, size_t rows)
{
    struct buf text = {0};

    buf_add_c(&text, "id,truth,prediction\n");
    for (size_t i = 0; i < rows; i++)
        buf_addf(&text, "s%05zu,%s,%s\n", i, i % 2 ? "joy" : "fear", i % 3 ? "joy" : "fear");
    temp_dir_write(dir, "predictions.csv", buf_str(&text));
    buf_release(&text);
}

static void reload_keeps(enum driven_loading loading)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    write_table(&dir, 300);
    driven = driven_new(dir.root, loading, 24, 100);
    driven_settle(driven);
    driven_keys(driven, "7");
    driven_settle(driven);
    driven_command(driven, "filter is:fail");
    driven_command(driven, "sort-down id");
    driven_keys(driven, "g j j j j");
    driven_command(driven, "tag label-error odd");
    CHECK(driven_has(driven, "150 of 300 samples"));
    CHECK(driven_has(driven, "\n› s00291  "));
    write_table(&dir, 400);
    driven_keys(driven, "r");
    driven_settle(driven);
    CHECK(driven_has(driven, "200 of 400 samples"));
    CHECK(driven_has(driven, "\n› s00291  "));
    CHECK(driven_has(driven, "label-error"));
    /* Cut while it is open. */
    write_table(&dir, 10);
    driven_keys(driven, "j <enter> i <bs>");
    driven_keys(driven, "r");
    driven_settle(driven);
    CHECK(driven_has(driven, "5 of 10 samples"));
    driven_free(driven);
    temp_dir_remove(&dir);
}

TEST(reloading_keeps_cursor_filter_order_and_tags)
{
    reload_keeps(DRIVEN_WAITS);
}

TEST(reloading_in_the_background_keeps_them_too)
{
    reload_keeps(DRIVEN_BEHIND);
}

TEST(files_that_vanish_leave_a_screen_that_answers)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    write_table(&dir, 300);
    driven = driven_new(dir.root, DRIVEN_BEHIND, 24, 100);
    driven_settle(driven);
    driven_keys(driven, "7 j j");
    temp_dir_remove(&dir);
    driven_keys(driven, "<enter> i i <bs> r");
    driven_settle(driven);
    driven_keys(driven, "j j <enter> } e 4 5 6 9 2 1");
    check_place(driven, "Runs");
    driven_free(driven);
}

/* ---- in the background ---- */

TEST(a_view_opened_before_its_run_is_known_to_lack_it_says_so)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 24, 100);
    const char *reading = "";

    for (int i = 0; i < 50; i++) {
        frame_command(driven->frame, "view layers");
        driven_keys(driven, "3 j V <enter> e");
        if (driven_has(driven, "› Layers"))
            reading = driven_copy(driven);
        frame_wake(driven->frame);
    }
    driven_settle(driven);
    CHECK(!reading[0] || driven_has(driven, "layer"));
    driven_keys(driven, "j V <enter> e 7");
    check_place(driven, "› Samples");
    driven_free(driven);
}

TEST(in_a_list_of_runs_numbers_and_reload_mean_the_one_under_the_cursor)
{
    struct driven *driven = driven_new("sample_runs", DRIVEN_WAITS, 50, 110);

    driven_keys(driven, "/ r a n k 1 6 <enter> 7");
    check_place(driven, "› Samples");
    CHECK(driven_has(driven, "834 samples"));
    driven_keys(driven, "1 / r u n _ 2 0 2 6 0 1 2 2 <enter> 3");
    check_place(driven, "› Layers");
    driven_keys(driven, "1 / r u n _ 2 0 2 5 1 0 0 3 _ 1 4 <enter> 3");
    check_place(driven, "› Curve");
    driven_free(driven);
}

TEST(what_is_loaded_behind_shows_the_same_screens)
{
    static const char *const runs[] = {CLASSES, LAYERS, MBPP};
    static const char *const keys[] = {"2", "3", "4", "5", "6", "7", "8", "9", "7 j <enter>", "1"};

    for (size_t r = 0; r < 3; r++) {
        struct driven *now = driven_new(runs[r], DRIVEN_WAITS, 30, 110);
        struct driven *behind = driven_new(runs[r], DRIVEN_BEHIND, 30, 110);

        driven_settle(behind);
        for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
            driven_keys(now, keys[k]);
            driven_keys(behind, keys[k]);
            driven_settle(behind);
            CHECK_STR(driven_text(behind), driven_text(now));
        }
        driven_free(now);
        driven_free(behind);
    }
}

TEST(a_view_wished_for_is_shown_when_its_run_is_there)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 24, 100);
    struct err err = {.code = ERR_NONE};

    CHECK(frame_view(driven->frame, "samples", &err));
    driven_settle(driven);
    check_place(driven, "› Samples");
    CHECK(!frame_view(driven->frame, "nosuch", &err));
    driven_free(driven);
}

TEST(a_view_wished_for_that_the_run_lacks_is_said_to_be_missing)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 24, 100);
    struct err err = {.code = ERR_NONE};

    CHECK(frame_view(driven->frame, "curve", &err));
    driven_settle(driven);
    CHECK(!driven_has(driven, "› Curve"));
    CHECK(strstr(driven_row(driven, -1), "Curve:") != NULL);
    driven_free(driven);
}

TEST(a_key_takes_back_the_wish_for_a_view)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 24, 100);
    struct err err = {.code = ERR_NONE};

    driven_keys(driven, "j");
    CHECK(frame_view(driven->frame, "samples", &err));
    driven_settle(driven);
    CHECK(!driven_has(driven, "› Samples"));
    driven_free(driven);
}

TEST(keys_pressed_before_anything_is_there_do_no_harm)
{
    struct driven *driven = driven_new(CLASSES, DRIVEN_BEHIND, 24, 100);

    driven_keys(driven,
                "j k <enter> 7 & i s : f a i l <enter> e / x <enter> ? q u V : x <esc> 4 2");
    driven_settle(driven);
    driven_keys(driven, "7");
    driven_settle(driven);
    driven_command(driven, "filter is:fail");
    CHECK(driven_has(driven, "78 of 834 samples"));
    driven_free(driven);
}

TEST(the_cursor_stays_when_the_rest_follows_the_first_rows)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    write_table(&dir, 400000);
    driven = driven_new(dir.root, DRIVEN_BEHIND, 24, 100);
    CHECK(driven_until(driven, "Overview"));
    driven_keys(driven, "7");
    CHECK(driven_until(driven, "s00000"));
    driven_command(driven, "goto s00007");
    CHECK(driven_until(driven, " samples ") && driven_has(driven, "\n› s00007"));
    CHECK(driven_until(driven, "000 samples"));
    CHECK(driven_has(driven, "\n› s00007"));
    driven_free(driven);
    temp_dir_remove(&dir);
}
