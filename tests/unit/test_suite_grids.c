#include "check.h"
#include "loaded.h"

#include <assay/tui/present_text.h>
#include <assay/tui/suite_grids.h>
#include <assay/tui/suite_prose.h>

#include <string.h>

#define ATTEMPT(id, passed) "{\"mbpp_id\": " id ", \"passed\": " passed ", \"error_message\": null}"

/* Problem 9: passed by all; 10: by the first of three; 11: only in run 2, without an outcome. */
static struct loaded *three_runs(void)
{
    return loaded_files("mbpp",
                        (const struct loaded_file[]){
                            {"b/1/e.json", "[" ATTEMPT("9", "true") "," ATTEMPT("10", "true") "]"},
                            {"b/2/e.json", "[" ATTEMPT("9", "true") "," ATTEMPT(
                                               "10", "false") "," ATTEMPT("11", "null") "]"},
                            {"b/3/e.json", "[" ATTEMPT("9", "true") "," ATTEMPT("10", "false") "]"},
                            {NULL, NULL}});
}

static const char *mosaic(const struct suite_grids *grids, size_t row, struct arena *arena)
{
    struct canvas *canvas = canvas_new(1, 12);
    struct surface surface = canvas_surface(canvas, GLYPHS_BRAILLE);
    struct buf out = {.ptr = NULL};
    const char *text;

    grids->problem_columns[PROBLEM_MOSAIC].paint(grids, row, &surface, ROLE_TEXT);
    present_txt(canvas, &out);
    text = arena_strndup(arena, out.ptr, strcspn(out.ptr, "\n"));
    buf_release(&out);
    canvas_free(canvas);
    return text;
}

TEST(the_mosaic_tells_passed_failed_unscored_and_absent_apart)
{
    struct loaded *l = three_runs();
    const struct suite *suite =
        suite_new((const struct run *const *)l->runs.runs, l->runs.count, l->arena);
    struct suite_grids grids;

    suite_grids_init(&grids, suite, l->arena);
    grids.item = SIZE_MAX;
    CHECK(suite_grids_fit(&grids, 200, 5));
    CHECK(!suite_grids_fit(&grids, 200, 5));
    CHECK_STR(mosaic(&grids, 0, l->arena), "██ ██ ██");
    CHECK_STR(mosaic(&grids, 1, l->arena), "██ ·  ·");
    CHECK_STR(mosaic(&grids, 2, l->arena), "   ?");
    CHECK(suite_grids_fit(&grids, 40, 5));
    CHECK_STR(mosaic(&grids, 1, l->arena), "█··");
    loaded_free(l);
}

TEST(runs_of_a_suite_stand_by_rank)
{
    struct loaded *l = three_runs();
    const struct suite *suite =
        suite_new((const struct run *const *)l->runs.runs, l->runs.count, l->arena);
    struct suite_grids grids;

    suite_grids_init(&grids, suite, l->arena);
    CHECK_INT(grids.board[0], 0);
    CHECK_INT(grids.board[1], 1);
    CHECK_INT(grids.board[2], 2);
    CHECK_STR(suite_run_title(suite, 1, l->arena), "02 2");
    loaded_free(l);
}

static struct grid_cell board_cell(const struct suite_grids *grids, size_t row, const char *key,
                                   struct arena *arena)
{
    struct grid_cell cell = {.text = STR("no such column")};

    for (size_t c = 0; c < grids->runs.column_count; c++)
        if (strcmp(grids->runs.columns[c].key, key) == 0)
            grids->runs.cell(grids->runs.arg, row, c, arena, &cell);
    return cell;
}

TEST(runs_that_cannot_be_told_from_the_best_are_level_with_it)
{
    struct loaded *l = three_runs();
    const struct suite *suite =
        suite_new((const struct run *const *)l->runs.runs, l->runs.count, l->arena);
    struct suite_grids grids;

    suite_grids_init(&grids, suite, l->arena);
    CHECK(str_eq_c(board_cell(&grids, 0, "level", l->arena).text, ""));
    CHECK(str_eq_c(board_cell(&grids, 0, "p-holm", l->arena).text, ""));
    CHECK(str_eq_c(board_cell(&grids, 1, "level", l->arena).text, "level"));
    CHECK(str_eq_c(board_cell(&grids, 2, "p-holm", l->arena).text, "1.0000"));
    loaded_free(l);
}

TEST(a_problem_in_a_line_names_the_runs_by_what_became_of_it)
{
    struct loaded *l = three_runs();
    const struct suite *suite =
        suite_new((const struct run *const *)l->runs.runs, l->runs.count, l->arena);

    CHECK_STR(prose_line_text(suite_problem_line(suite, 1, 80, l->arena), 0),
              "10   passed by 01   failed by 02 03");
    CHECK_STR(prose_line_text(suite_problem_line(suite, 2, 80, l->arena), 0),
              "11   unscored 02   not tried 01 03");
    loaded_free(l);
}
