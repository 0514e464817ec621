#include "check.h"

#include <assay/model/meta.h>

#include <math.h>

/* {"n": 0.8770, "n": 1, "a.b": {"c": [10, 20]}, "a": {"b": {"d": 5}}, "t": "x", "y": true} */
static struct meta *sample_tree(struct arena *arena)
{
    struct meta *root = meta_new(arena, META_MAP), *list, *a;

    meta_set_number(arena, meta_add(arena, root, "n", META_NULL), STR("0.8770"));
    meta_set_number(arena, meta_add(arena, root, "n", META_NULL), STR("1"));
    list = meta_add(arena, meta_add(arena, root, "a.b", META_MAP), "c", META_LIST);
    meta_add_number(arena, list, NULL, 10);
    meta_add_number(arena, list, NULL, 20);
    a = meta_add(arena, meta_add(arena, root, "a", META_MAP), "b", META_MAP);
    meta_add_number(arena, a, "d", 5);
    meta_add_text(arena, root, "t", STR("x"));
    meta_add(arena, root, "y", META_BOOL)->truth = true;
    return root;
}

TEST(meta_number_keeps_the_digits_it_was_printed_with)
{
    struct arena *arena = arena_new();
    const struct meta *first = sample_tree(arena)->first;

    CHECK_STR(first->text.ptr, "0.8770");
    CHECK_NEAR(meta_number(first), 0.877, 1e-15);
    CHECK_INT(meta_decimals(first), 4);
    arena_free(arena);
}

TEST(meta_get_finds_the_last_of_equal_keys_and_both_stay)
{
    struct arena *arena = arena_new();
    const struct meta *root = sample_tree(arena);

    CHECK_NEAR(meta_number(meta_get(root, "n")), 1.0, 0.0);
    CHECK_INT(root->count, 6);
    CHECK(meta_get(root, "N") == NULL);
    arena_free(arena);
}

TEST(meta_find_steps_through_maps_lists_and_keys_with_dots)
{
    struct arena *arena = arena_new();
    const struct meta *root = sample_tree(arena);

    CHECK_NEAR(meta_number(meta_find(root, "a.b.c.1")), 20.0, 0.0);
    CHECK_NEAR(meta_number(meta_find(root, "a.b.d")), 5.0, 0.0);
    CHECK(meta_find(root, "a.b.c.2") == NULL);
    CHECK(meta_find(root, "a.b.c.-1") == NULL);
    CHECK(meta_find(root, "a.b.c.x") == NULL);
    CHECK(meta_find(root, "") == NULL);
    CHECK(meta_find(NULL, "a") == NULL);
    arena_free(arena);
}

TEST(meta_readers_answer_for_a_node_that_is_absent_or_of_another_kind)
{
    struct arena *arena = arena_new();
    const struct meta *root = sample_tree(arena);

    CHECK_NEAR(meta_number(NULL), NAN, 0.0);
    CHECK_NEAR(meta_number(meta_get(root, "y")), NAN, 0.0);
    CHECK_STR(meta_text(meta_get(root, "n"), "other"), "other");
    CHECK_STR(meta_text(meta_get(root, "t"), "other"), "x");
    CHECK_INT(meta_decimals(meta_get(root, "t")), 0);
    CHECK(meta_get(meta_get(root, "t"), "t") == NULL);
    CHECK(meta_at(root, 0) == NULL);
    CHECK_STR(meta_scalar(NULL).ptr, "null");
    CHECK_STR(meta_scalar(meta_get(root, "y")).ptr, "true");
    CHECK_STR(meta_scalar(meta_get(root, "a")).ptr, "{…}");
    arena_free(arena);
}

TEST(meta_copy_outlives_the_arena_it_was_taken_from)
{
    struct arena *from = arena_new(), *to = arena_new();
    struct meta *root = sample_tree(from), *copy;

    root->first->line = 7;
    copy = meta_copy(to, root);
    arena_free(from);
    CHECK_INT(copy->count, 6);
    CHECK_INT(copy->first->line, 7);
    CHECK_STR(copy->first->text.ptr, "0.8770");
    CHECK_NEAR(meta_number(meta_find(copy, "a.b.c.0")), 10.0, 0.0);
    CHECK(meta_get(copy, "y")->truth);
    arena_free(to);
}

TEST(meta_text_that_is_no_number_is_refused_as_one)
{
    struct arena *arena = arena_new();
    struct meta *node = meta_new(arena, META_TEXT);

    CHECK(!meta_set_number(arena, node, STR("12 apples")));
    CHECK_INT(node->kind, META_TEXT);
    CHECK(meta_set_number(arena, node, STR("-Infinity")));
    CHECK_NEAR(node->number, -INFINITY, 0.0);
    arena_free(arena);
}
