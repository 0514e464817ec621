/*
 * Values of XXH64 with seed 0 as the reference program (xxhsum 0.8, `xxhsum -H1`) and the
 * specification's test vectors give them.
 */
#include <assay/base/checksum.h>

#include "check.h"

#include <string.h>

static uint64_t of(const char *text)
{
    struct checksum sum = checksum_new();

    checksum_add(&sum, text, strlen(text));
    return checksum_value(&sum);
}

TEST(checksums_are_those_of_the_reference_program)
{
    CHECK(of("") == UINT64_C(0xef46db3751d8e999));
    CHECK(of("a") == UINT64_C(0xd24ec4f1a98c6e5b));
    CHECK(of("abc") == UINT64_C(0x44bc2cf5ad770999));
    CHECK(of("Nobody inspects the spammish repetition") == UINT64_C(0xfbcea83c8a378bf1));
}

TEST(a_checksum_does_not_hang_on_how_the_bytes_come)
{
    char text[300];
    struct checksum whole = checksum_new();

    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)(i * 37);
    checksum_add(&whole, text, sizeof(text));
    for (size_t step = 1; step < 80; step++) {
        struct checksum parts = checksum_new();

        for (size_t at = 0; at < sizeof(text); at += step)
            checksum_add(&parts, text + at, at + step < sizeof(text) ? step : sizeof(text) - at);
        CHECK(checksum_value(&parts) == checksum_value(&whole));
    }
}

TEST(texts_that_are_cut_elsewhere_have_another_checksum)
{
    struct checksum one = checksum_new(), two = checksum_new(), none = checksum_new(),
                    empty = checksum_new();

    checksum_text(&one, "ab");
    checksum_text(&one, "c");
    checksum_text(&two, "a");
    checksum_text(&two, "bc");
    CHECK(checksum_value(&one) != checksum_value(&two));
    checksum_text(&none, NULL);
    checksum_text(&empty, "");
    CHECK(checksum_value(&none) != checksum_value(&empty));
}

TEST(a_file_that_cannot_be_read_has_no_checksum)
{
    struct checksum sum = checksum_new();
    struct err err = {.code = ERR_NONE};

    CHECK(!checksum_file(&sum, "/no/such/file", &err));
    CHECK_INT(err.code, ERR_IO);
}
