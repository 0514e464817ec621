#include "check.h"

#include <assay/session/filter_print.h>
#include <assay/session/sample_scope.h>

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The two lines of a mistake; "|" stands for the line end. */
static void check_mark(const char *text, const char *wanted)
{
    struct filter_vocabulary vocabulary = sample_vocabulary(NULL);
    struct filter_fault fault = {SIZE_MAX, 0};
    struct filter *filter = filter_parse(&vocabulary, str_of(text), &fault, NULL);
    struct buf lines = {.ptr = NULL};

    CHECK(filter == NULL);
    filter_fault_print(str_of(text), &fault, "", &lines);
    CHECK_STR(lines.ptr, wanted);
    buf_release(&lines);
}

TEST(mistakes_are_marked_where_they_are)
{
    check_mark("is:fail scor<1", "is:fail scor<1\n        ^~~~\n");
    check_mark("is:fial", "is:fial\n   ^~~~\n");
    check_mark("score<high x", "score<high x\n      ^~~~\n");
    check_mark("a (b or c", "a (b or c\n  ^\n");
    check_mark("a b)", "a b)\n   ^\n");
    check_mark("a or", "a or\n    ^\n");
    check_mark("or a", "or a\n^~\n");
    check_mark("a ()", "a ()\n  ^~\n");
    check_mark("truth: x", "truth: x\n      ^\n");
    check_mark("truth:a,,b", "truth:a,,b\n        ^\n");
    check_mark("x:\"a", "x:\"a\n^\n");
    check_mark("truth:\"a", "truth:\"a\n      ^\n");
    check_mark("pred~/a(/", "pred~/a(/\n     ^~~~\n");
}

TEST(marks_count_columns_of_what_is_shown)
{
    /* Two wide characters are four columns, a combining mark none, an escape what it is shown as.
     */
    check_mark("\"日本\" scor<1", "\"日本\" scor<1\n       ^~~~\n");
    check_mark("e\u0301 scor<1", "e\u0301 scor<1\n  ^~~~\n");
    check_mark("\x1b scor<1", "\\x1b scor<1\n     ^~~~\n");
    check_mark("\xff scor<1", "\\xff scor<1\n     ^~~~\n");
    check_mark("a\tscor<1", "a\\tscor<1\n   ^~~~\n");
}

static void check_printed(const char *text, const char *wanted)
{
    struct filter_vocabulary vocabulary = sample_vocabulary(NULL);
    struct filter *filter = filter_parse(&vocabulary, str_of(text), NULL, NULL);
    struct buf out = {.ptr = NULL};

    if (CHECK(filter != NULL))
        filter_print(filter, &out);
    CHECK_STR(out.ptr, wanted);
    buf_release(&out);
    filter_free(filter);
}

TEST(filters_print_in_one_form)
{
    check_printed(" a   and b ", "a b");
    check_printed("(a (b c))", "a b c");
    check_printed("a or (b or c)", "a or b or c");
    check_printed("(a or b) c", "(a or b) c");
    check_printed("not (a b)", "-(a b)");
    check_printed("not not a", "--a");
    check_printed("not \"-a\"", "-\"-a\"");
    check_printed("\"or\" \"a\" \"a b\"", "\"or\" a \"a b\"");
    check_printed("Prediction=\"x,y\",z", "pred=\"x,y\",z");
    check_printed("id:\"1..2\" id:1..2", "id:\"1..2\" id:1..2");
    check_printed("group~/a\\/b\\\\/", "group~/a\\/b\\\\/");
    check_printed("truth:\"a\\\"b\\\\c\"", "truth:\"a\\\"b\\\\c\"");
    check_printed("score==.5", "score=.5");
    check_printed("is:FAIL has:Prediction", "is:fail has:pred");
}

TEST(filters_are_bounded_in_size_and_depth)
{
    struct filter_vocabulary vocabulary = sample_vocabulary(NULL);
    size_t size = FILTER_BYTES + 1;
    char *text = xmalloc(size + 1);
    struct err err;
    struct filter *filter;

    memset(text, '(', size);
    text[size] = '\0';
    CHECK(!filter_parse(&vocabulary, (struct str){text, size}, NULL, &err));
    CHECK_STR(err.text, "the filter is longer than 16384 bytes");
    CHECK(!filter_parse(&vocabulary, (struct str){text, size - 1}, NULL, &err));
    CHECK_STR(err.text, "the filter is nested more than 50 deep");
    for (size_t i = 0; i < size; i++)
        text[i] = i % 2 ? ' ' : 'a';
    CHECK(!filter_parse(&vocabulary, (struct str){text, 1000}, NULL, &err));
    CHECK_STR(err.text, "the filter has more than 256 terms and groups");
    filter = filter_parse(&vocabulary, (struct str){text, 400}, NULL, &err);
    CHECK(filter != NULL);
    filter_free(filter);
    CHECK(!filter_parse(&vocabulary, (struct str){"a\0b", 3}, NULL, &err));
    CHECK(!filter_parse(&vocabulary, STR("group=\"open"), NULL, NULL));
    free(text);
}

/* ---- another table ---- */

struct city {
    const char *name;
    double people;
};

static const struct city cities[] = {{"Rome", 2.8}, {"Oslo", 0.7}, {"Nowhere", NAN}};

static struct str city_text(void *arg, size_t field, size_t row, char *room)
{
    const struct city *city = (const struct city *)arg + row;

    if (field == 0)
        return str_of(city->name);
    return (struct str){room, (size_t)snprintf(room, FILTER_ROOM, "%g", city->people)};
}

static double city_number(void *arg, size_t field, size_t row)
{
    (void)field;
    return ((const struct city *)arg)[row].people;
}

static void check_cities(const char *text, const char *wanted)
{
    static const struct filter_field fields[] = {
        {"name", NULL, "", FILTER_TEXT, true}, {"in millions", "people", "", FILTER_NUMBER, false}};
    struct filter_vocabulary vocabulary = {.fields = fields,
                                           .field_count = 2,
                                           .arg = (void *)(uintptr_t)cities,
                                           .text = city_text,
                                           .number = city_number};
    struct err err;
    struct filter *filter = filter_parse(&vocabulary, str_of(text), NULL, &err);
    char initials[8] = "";

    for (size_t i = 0; filter && i < 3; i++)
        if (filter_match(filter, &vocabulary, i))
            initials[strlen(initials)] = cities[i].name[0];
    CHECK_STR(filter ? initials : err.text, wanted);
    filter_free(filter);
}

TEST(columns_of_any_table_are_fields)
{
    check_cities("", "RON");
    check_cities("o people>1", "R");
    check_cities("in_millions<1", "O");
    check_cities("-has:people", "N");
    check_cities("name~/^[no]/", "ON");
    check_cities("is:fail", "unknown field \"is\"; the nearest is \"has\"");
    check_cities("cfg.x=1", "unknown field \"cfg.x\"; the nearest is \"name\"");
    check_cities("text:a", "unknown field \"text\"; the nearest is \"name\"");
}
