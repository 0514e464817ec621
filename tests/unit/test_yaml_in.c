#include "check.h"

#include <assay/load/yaml_in.h>

#include <math.h>
#include <string.h>

static struct meta *parse(struct arena *arena, const char *text, struct err *err)
{
    err_clear(err);
    return yaml_parse(arena, str_of(text), err);
}

static void check_refused(const char *text, const char *words, const char *place)
{
    struct arena *arena = arena_new();
    struct err err;

    if (!CHECK(parse(arena, text, &err) == NULL && strstr(err.text, words) != NULL))
        CHECK_STR(err.text, words);
    if (place)
        CHECK_STR(err.place, place);
    arena_free(arena);
}

static void check_scalar(const char *text, enum meta_kind kind, double number)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *node = parse(arena, text, &err);

    if (!CHECK(node && node->kind == kind))
        CHECK_STR(text, node ? "of another kind" : err.text);
    else if (kind == META_NUMBER)
        CHECK_NEAR(node->number, number, 0);
    arena_free(arena);
}

TEST(yaml_plain_scalars_are_typed_as_yaml_1_1_says)
{
    check_scalar("1", META_NUMBER, 1);
    check_scalar("-2.5e3", META_NUMBER, -2500);
    check_scalar("+7", META_NUMBER, 7);
    check_scalar(".nan", META_NUMBER, NAN);
    check_scalar(".NaN", META_NUMBER, NAN);
    check_scalar(".inf", META_NUMBER, INFINITY);
    check_scalar("-.inf", META_NUMBER, -INFINITY);
    check_scalar("+.Inf", META_NUMBER, INFINITY);
    check_scalar("yes", META_BOOL, 0);
    check_scalar("Off", META_BOOL, 0);
    check_scalar("FALSE", META_BOOL, 0);
    check_scalar("~", META_NULL, 0);
    check_scalar("null", META_NULL, 0);
}

TEST(yaml_words_and_quoted_values_are_text)
{
    check_scalar("nan", META_TEXT, 0);
    check_scalar("inf", META_TEXT, 0);
    check_scalar("infinity", META_TEXT, 0);
    check_scalar("'1'", META_TEXT, 0);
    check_scalar("\"yes\"", META_TEXT, 0);
    check_scalar("''", META_TEXT, 0);
    check_scalar("1.2.3", META_TEXT, 0);
    check_scalar("2025-10-03", META_TEXT, 0);
    check_scalar("|\n  1\n", META_TEXT, 0);
}

TEST(yaml_truth_words_keep_the_word)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root = parse(arena, "[yes, no, On]", &err);

    CHECK(meta_at(root, 0)->truth && !meta_at(root, 1)->truth && meta_at(root, 2)->truth);
    CHECK_STR(meta_scalar(meta_at(root, 0)).ptr, "yes");
    CHECK_STR(meta_scalar(meta_at(root, 1)).ptr, "no");
    CHECK_STR(meta_scalar(meta_at(root, 2)).ptr, "On");
    arena_free(arena);
}

TEST(yaml_nodes_know_their_line)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root =
        parse(arena, "# head\nprobe:\n  type: logistic\n  C: 1.0\nlist:\n- a\n-\n  b: 2\n", &err);

    CHECK_INT(meta_find(root, "probe.C")->line, 4);
    CHECK_INT(meta_find(root, "list.0")->line, 6);
    CHECK_INT(meta_find(root, "list.1.b")->line, 8);
    CHECK_STR(meta_find(root, "probe.C")->text.ptr, "1.0");
    CHECK_INT(meta_decimals(meta_find(root, "probe.C")), 1);
    arena_free(arena);
}

TEST(yaml_alias_is_a_copy_of_its_anchor)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root =
        parse(arena, "a: &x {n: 1, l: [2, 3]}\nb: *x\nc: &x 5\nd: *x\n", &err);

    if (CHECK(root != NULL)) {
        CHECK_NEAR(meta_number(meta_find(root, "b.l.1")), 3, 0);
        CHECK(meta_get(root, "b") != meta_get(root, "a"));
        CHECK_STR(meta_get(root, "b")->key, "b");
        CHECK_NEAR(meta_number(meta_get(root, "d")), 5, 0);
        CHECK_NEAR(meta_number(meta_find(root, "a.n")), 1, 0);
    }
    check_refused("a: *nothing\n", "alias without anchor", "line 1");
    arena_free(arena);
}

TEST(yaml_alias_bomb_is_refused)
{
    struct buf text = {.ptr = NULL};

    buf_add_c(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++)
        buf_addf(&text, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i,
                 i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    check_refused(text.ptr, "expand to too many", NULL);
    buf_release(&text);
}

TEST(yaml_alias_to_what_holds_it_ends)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root = parse(arena, "&a [1, *a, [2, *a]]", &err);

    CHECK(root != NULL || err.code == ERR_SYNTAX);
    arena_free(arena);
}

static size_t depth_of(const struct meta *node)
{
    size_t most = 0;

    for (const struct meta *child = node->first; child; child = child->next) {
        size_t depth = depth_of(child);

        most = depth > most ? depth : most;
    }
    return most + 1;
}

/* Each anchor holds the one before: two levels a line in the text, one more a line expanded. */
static struct meta *parse_chain(struct arena *arena, int links, struct err *err)
{
    struct buf text = {.ptr = NULL};
    struct meta *root;

    buf_add_c(&text, "- &a0 [x]\n");
    for (int i = 1; i < links; i++)
        buf_addf(&text, "- &a%d [*a%d]\n", i, i - 1);
    root = yaml_parse(arena, buf_str(&text), err);
    buf_release(&text);
    return root;
}

TEST(yaml_depth_is_limited_as_expanded)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root = parse_chain(arena, 150, &err);

    if (CHECK(root != NULL))
        CHECK_INT(depth_of(root), 152);
    CHECK(parse_chain(arena, 300, &err) == NULL);
    CHECK(strstr(err.text, "too deep") != NULL);
    arena_free(arena);
}

TEST(yaml_nesting_in_the_text_is_limited)
{
    struct buf text = {.ptr = NULL};

    for (int i = 0; i < 300; i++)
        buf_add_char(&text, '[');
    check_refused(text.ptr, "too deep", "line 1");
    buf_release(&text);
}

TEST(yaml_faults_are_told_with_their_line)
{
    check_refused("a: 1\nb: [1, 2\nc: 3\n", "not valid YAML", "line 3");
    check_refused("a: 1\n b: 2\n", "not valid YAML", "line 2");
    check_refused("", "is empty", NULL);
    check_refused("# nothing\n", "is empty", NULL);
    check_refused("? [a, b]\n: 1\n", "a key that is no plain value", "line 1");
    check_refused("a: \xff\n", "not valid YAML", NULL);
}

TEST(yaml_reads_only_the_first_document)
{
    struct arena *arena = arena_new();
    struct err err;
    const struct meta *root = parse(arena, "---\na: 1\n---\na: 2\n", &err);

    CHECK_NEAR(meta_number(meta_get(root, "a")), 1, 0);
    arena_free(arena);
}
