#include "check.h"

#include <assay/base/code_spans.h>

#include <stdio.h>
#include <string.h>

/* A letter a byte: what each is coloured as. */
static const char *kinds_of(enum code_language language, const char *line, uint8_t *state)
{
    static const char letters[] = {[CODE_PLAIN] = '.',   [CODE_KEYWORD] = 'k', [CODE_STRING] = 's',
                                   [CODE_COMMENT] = 'c', [CODE_NUMBER] = 'n',  [CODE_NAME] = 'f'};
    static char kinds[256];
    struct code_span spans[CODE_SPANS_MOST];
    uint8_t start = CODE_STATE_START;
    size_t count =
        code_line(language, str_of(line), state ? state : &start, spans, CODE_SPANS_MOST);

    memset(kinds, 0, sizeof(kinds));
    for (size_t i = 0; i < count; i++)
        memset(kinds + spans[i].start, letters[spans[i].kind], spans[i].length);
    return kinds;
}

TEST(python_lines_are_coloured_by_words)
{
    CHECK_STR(kinds_of(CODE_PYTHON, "def f(x): return x + 1.5e-3 # y", NULL),
              "kkk.f.....kkkkkk.....nnnnnn.ccc");
    CHECK_STR(kinds_of(CODE_PYTHON, "class Stack: pass", NULL), "kkkkk.fffff..kkkk");
    CHECK_STR(kinds_of(CODE_PYTHON, "x = len(defs) if None else 0x1f", NULL),
              "....fff.......kk.kkkk.kkkk.nnnn");
    CHECK_STR(kinds_of(CODE_PYTHON, "  @a.b", NULL), "..ffff");
    CHECK_STR(kinds_of(CODE_PYTHON, "a @ b", NULL), ".....");
}

TEST(python_strings_keep_hashes_and_escaped_quotes)
{
    CHECK_STR(kinds_of(CODE_PYTHON, "s = 'a\\'#' + rb\"#\"", NULL), "....ssssss...sssss");
    CHECK_STR(kinds_of(CODE_PYTHON, "s = 'open", NULL), "....sssss");
}

TEST(triple_quotes_reach_over_lines)
{
    uint8_t state = CODE_STATE_START;

    CHECK_STR(kinds_of(CODE_PYTHON, "x = \"\"\"a 'b", &state), "....sssssss");
    CHECK_INT(state, CODE_STATE_TRIPLE_DOUBLE);
    CHECK_STR(kinds_of(CODE_PYTHON, "def ''' \"\" f", &state), "ssssssssssss");
    CHECK_STR(kinds_of(CODE_PYTHON, "\"\"\"; if", &state), "sss..kk");
    CHECK_INT(state, CODE_STATE_START);
}

TEST(keys_of_json_are_names)
{
    CHECK_STR(kinds_of(CODE_JSON, "  \"a\": [1, -2.5, \"b:\", true, NaN],", NULL),
              "..fff...n...nnn..ssss..kkkk..kkk..");
}

TEST(an_apostrophe_in_prose_opens_no_string)
{
    CHECK_STR(kinds_of(CODE_GENERIC, "don't say 'so'", NULL), "..........ssss");
    CHECK_STR(kinds_of(CODE_GENERIC, "f(1) // if", NULL), "f.n..ccccc");
}

TEST(spans_beyond_the_room_are_plain_to_the_end)
{
    struct code_span spans[3];
    uint8_t state = CODE_STATE_START;

    CHECK_INT(code_line(CODE_PYTHON, STR("1 if 2 if 3"), &state, spans, 3), 3);
    CHECK_INT(spans[2].kind, CODE_PLAIN);
    CHECK_INT(spans[2].start + spans[2].length, 11);
}
