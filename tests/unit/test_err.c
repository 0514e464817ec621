#include "check.h"

#include <assay/base/err.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

TEST(err_set_always_returns_false_and_takes_null)
{
    CHECK(!err_set(NULL, ERR_IO, "nothing"));
    CHECK(!err_set_file(NULL, ERR_IO, "f", "nothing"));
    err_place(NULL, "line 1");
    err_in_file(NULL, "f");
    err_clear(NULL);
}

TEST(err_holds_code_file_place_and_sentence)
{
    struct err err;

    err_set_file(&err, ERR_SYNTAX, "run/a.csv", "%d columns where %d were named", 3, 4);
    err_place(&err, "line %d", 12);
    CHECK_INT(err.code, ERR_SYNTAX);
    CHECK_STR(err.file, "run/a.csv");
    CHECK_STR(err.place, "line 12");
    CHECK_STR(err.text, "3 columns where 4 were named");
    err_set(&err, ERR_USAGE, "other");
    CHECK_STR(err.file, "");
    CHECK_STR(err.place, "");
    err_clear(&err);
    CHECK_INT(err.code, ERR_NONE);
    CHECK_STR(err.text, "");
}

TEST(err_in_file_keeps_the_file_named_first)
{
    struct err err;

    err_set(&err, ERR_SYNTAX, "cut short");
    err_in_file(&err, "inner.json");
    err_in_file(&err, "outer");
    CHECK_STR(err.file, "inner.json");
}

TEST(err_cuts_what_is_too_long)
{
    struct err err;
    char name[2000];

    memset(name, 'x', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    err_set_file(&err, ERR_IO, name, "%s", name);
    err_place(&err, "%s", name);
    CHECK_INT(strlen(err.file), sizeof(err.file) - 1);
    CHECK_INT(strlen(err.place), sizeof(err.place) - 1);
    CHECK_INT(strlen(err.text), sizeof(err.text) - 1);
}

TEST(array_grow_keeps_what_is_there)
{
    size_t capacity = 0;
    uint32_t *numbers = NULL;
    size_t wrong = 0;

    for (uint32_t i = 0; i < 5000; i++) {
        numbers = array_grow(numbers, &capacity, i + 1, sizeof(*numbers));
        numbers[i] = i * 7;
    }
    for (uint32_t i = 0; i < 5000; i++)
        wrong += numbers[i] != i * 7;
    CHECK_INT(wrong, 0);
    CHECK(capacity >= 5000 && capacity < 10000);
    free(numbers);
}
