#include "check.h"
#include "driven.h"

#include <assay/base/str.h>

#include <stdio.h>
#include <string.h>

static const char rows[] = "id,truth,prediction\n1,cat,cat\n2,dog,dog\n";

static const char metrics_a[] =
    "{\"accuracy\": 1.0, \"prompt\": \"Name the animal in the picture with one short word, nothing "
    "else\", \"temperature\": 0.0, \"batch\": 8, \"only_here\": \"yes\"}";
static const char metrics_b[] =
    "{\"accuracy\": 1.0, \"prompt\": \"Name the animal in the picture with one long word, nothing "
    "else\", \"temperature\": 0.7, \"batch\": 8}";

static struct driven *opened(int height, int width)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    temp_dir_write(&dir, "a/predictions.csv", str_of(rows));
    temp_dir_write(&dir, "a/metrics.json", str_of(metrics_a));
    temp_dir_write(&dir, "b/predictions.csv", str_of(rows));
    temp_dir_write(&dir, "b/metrics.json", str_of(metrics_b));
    driven = driven_new(dir.root, DRIVEN_WAITS, height, width);
    if (driven)
        driven_keys(driven, "B j c 9");
    temp_dir_remove(&dir);
    return driven;
}

static void check_has(struct driven *driven, const char *words)
{
    if (!CHECK(driven_has(driven, words)))
        printf("  %s is not in\n%s", words, driven_text(driven));
}

static void check_lacks(struct driven *driven, const char *words)
{
    if (!CHECK(!driven_has(driven, words)))
        printf("  %s is in\n%s", words, driven_text(driven));
}

TEST(findings_come_before_settings_and_equal_ones_are_left_out)
{
    struct driven *driven = opened(40, 120);

    if (!driven)
        return;
    check_has(driven, "Settings");
    check_has(driven, "What could explain a difference");
    check_has(driven, "temperature");
    check_has(driven, "not there");
    check_lacks(driven, "batch");
    driven_keys(driven, "d");
    check_has(driven, "batch");
    driven_keys(driven, "d");
    check_lacks(driven, "batch");
    driven_free(driven);
}

TEST(the_difference_of_a_long_value_is_in_sight)
{
    struct driven *driven = opened(24, 80);

    if (!driven)
        return;
    driven_keys(driven, "g");
    check_has(driven, "one short word");
    check_has(driven, "one long word");
    driven_free(driven);
}

TEST(enter_shows_both_values_whole_and_goes_back)
{
    struct driven *driven = opened(24, 80);

    if (!driven)
        return;
    driven_type(driven, "/prompt");
    driven_keys(driven, "<enter> <enter>");
    check_lacks(driven, "What could explain");
    check_has(driven, "Name the animal in the picture");
    driven_keys(driven, "j k <c-f>");
    driven_keys(driven, "<esc>");
    check_has(driven, "What could explain");
    driven_free(driven);
}

TEST(settings_are_filtered_and_searched_like_any_table)
{
    struct driven *driven = opened(40, 120);

    if (!driven)
        return;
    driven_command(driven, "filter path:temper");
    check_has(driven, "0.7");
    check_lacks(driven, "not there");
    driven_free(driven);
}

TEST(settings_are_drawn_at_every_size)
{
    static const int sizes[][2] = {{5, 20}, {6, 24}, {10, 40}, {12, 60}, {24, 80}, {60, 200}};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct driven *driven = opened(sizes[i][0], sizes[i][1]);

        if (!driven)
            continue;
        driven_keys(driven, "j d <tab> j <tab> j <tab> z z <enter> j <enter> G g");
        CHECK(driven_text(driven)[0] != '\0');
        driven_free(driven);
    }
}
