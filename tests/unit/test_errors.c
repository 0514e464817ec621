#include "check.h"

#include <assay/model/error_kind.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static struct error_verdict decide(const char *const *outputs, size_t count, size_t tests)
{
    struct str texts[8];
    struct error_evidence evidence = {
        .code = ERROR_CODE_PRESENT,
        .outputs = texts,
        .output_count = count,
        .tests = tests,
        .tests_passed = ERROR_COUNT_UNKNOWN,
        .error = STR(""),
    };

    for (size_t i = 0; i < count; i++)
        texts[i] = str_of(outputs[i]);
    return error_kind_decide(&evidence);
}

static enum error_kind kind_of(const char *output)
{
    return decide(&output, 1, 3).kind;
}

static enum error_kind kind_of_text(const char *error)
{
    struct error_evidence evidence = {.code = ERROR_CODE_UNKNOWN,
                                      .tests = ERROR_COUNT_UNKNOWN,
                                      .tests_passed = ERROR_COUNT_UNKNOWN,
                                      .error = str_of(error)};

    return error_kind_decide(&evidence).kind;
}

TEST(exceptions_are_told_by_their_class)
{
    CHECK_INT(kind_of("Test 1: FAIL - SyntaxError: invalid syntax"), ERROR_KIND_SYNTAX);
    CHECK_INT(kind_of("Test 1: FAIL - IndentationError: expected an indented block after function"
                      " definition on line 2"),
              ERROR_KIND_SYNTAX);
    CHECK_INT(kind_of("Test 1: FAIL - NameError: name 'reduce' is not defined"), ERROR_KIND_NAME);
    CHECK_INT(kind_of("Test 1: FAIL - ModuleNotFoundError: No module named 'x'"), ERROR_KIND_NAME);
    CHECK_INT(kind_of("Test 1: FAIL - UnboundLocalError: local variable 'n' referenced before"
                      " assignment"),
              ERROR_KIND_NAME);
    CHECK_INT(kind_of("Test 1: FAIL - KeyError: 0"), ERROR_KIND_EXCEPTION);
    CHECK_INT(kind_of("Test 1: FAIL - StopIteration"), ERROR_KIND_EXCEPTION);
    CHECK_INT(kind_of("Test 1: FAIL - re.error: nothing to repeat at position 0"),
              ERROR_KIND_EXCEPTION);
    CHECK_INT(kind_of("Test 1: FAIL - ValueError: name 'x' is not defined"), ERROR_KIND_EXCEPTION);
    CHECK_INT(kind_of("Test 1: FAIL - TimeoutError: too slow"), ERROR_KIND_TIMEOUT);
    CHECK_INT(kind_of("Test 1: FAIL - AssertionError: 3 != 4"), ERROR_KIND_ASSERTION);
}

/* What CPython says when a harness prints str(exception) alone. */
TEST(exceptions_without_a_class_are_told_by_cpythons_words)
{
    static const char *const exceptions[] = {
        "'int' object is not iterable",
        "list index out of range",
        "'int' object has no attribute 'items'",
        "invalid literal for int() with base 10: 'a'",
        "'>' not supported between instances of 'int' and 'str'",
        "max_sub_array_sum() takes 1 positional argument but 2 were given",
        "count_Num() missing 1 required positional argument: 'n'",
        "unsupported operand type(s) for +: 'int' and 'str'",
        "int() can't convert non-string with explicit base",
        "unhashable type: 'list'",
        "maximum recursion depth exceeded in comparison",
        "integer division or modulo by zero",
        "object of type 'int' has no len()",
        "bad operand type for unary -: 'tuple'",
        "not enough values to unpack (expected 3, got 2)",
        "5 is not in list",
        "list.remove(x): x not in list",
        "chr() arg not in range(0x110000)",
        "inverse of 2 (mod 6) does not exist",
        "endswith first arg must be str or a tuple of str, not generator",
        "sequence item 0: expected str instance, tuple found",
        "cannot unpack non-iterable int object",
    };

    for (size_t i = 0; i < sizeof(exceptions) / sizeof(exceptions[0]); i++) {
        char output[256] = "Test 1: FAIL - ";

        strcat(output, exceptions[i]);
        if (!CHECK_INT(kind_of(output), ERROR_KIND_EXCEPTION))
            CHECK_STR(output, "");
    }
    CHECK_INT(kind_of("Test 1: FAIL - name 'root' is not defined"), ERROR_KIND_NAME);
    CHECK_INT(kind_of("Test 1: FAIL - local variable 'z' referenced before assignment"),
              ERROR_KIND_NAME);
    CHECK_INT(kind_of("Test 1: FAIL - unmatched ')' (<string>, line 3)"), ERROR_KIND_SYNTAX);
    CHECK_INT(kind_of("Test 1: FAIL - invalid syntax"), ERROR_KIND_SYNTAX);
}

TEST(a_timeout_is_one_whatever_its_form)
{
    CHECK_INT(kind_of("TIMEOUT"), ERROR_KIND_TIMEOUT);
    CHECK_INT(kind_of("Test 2: FAIL - Timeout"), ERROR_KIND_TIMEOUT);
    CHECK_INT(kind_of_text("Execution timed out after 5 seconds"), ERROR_KIND_TIMEOUT);
    CHECK_INT(kind_of_text("timed out"), ERROR_KIND_TIMEOUT);
}

TEST(a_wrong_result_is_an_edge_case_when_some_test_passes)
{
    static const char *const none[] = {"Test 1: FAIL - Result does not match expected output",
                                       "Test 2: FAIL - Result does not match expected output"};
    static const char *const later[] = {"Test 1: FAIL - Result does not match expected output",
                                        "Test 2: PASS - All Clear"};

    CHECK_INT(decide(none, 2, 2).kind, ERROR_KIND_ASSERTION);
    CHECK_INT(decide(later, 2, 2).kind, ERROR_KIND_EDGE_CASE);
    CHECK_STR(error_rule_name(decide(later, 2, 2).rule), "wrong result");
    CHECK_INT(kind_of("Test 1: FAIL - Assertion failed: Test case 1 failed. Expected 36, got 9"),
              ERROR_KIND_ASSERTION);
}

TEST(the_first_test_that_did_not_pass_decides)
{
    static const char *const outputs[] = {"Test 1: PASS - All Clear",
                                          "Test 2: FAIL - list index out of range",
                                          "Test 3: FAIL - name 'x' is not defined"};
    struct error_verdict verdict = decide(outputs, 3, 3);

    CHECK_INT(verdict.kind, ERROR_KIND_EXCEPTION);
    CHECK_INT(verdict.output, 1);
    CHECK(str_eq_c(verdict.message, "list index out of range"));
    CHECK(!verdict.stopped_early);
    CHECK(decide(outputs, 2, 3).stopped_early);
}

TEST(what_the_code_printed_is_no_verdict)
{
    static const char *const outputs[] = {"NameError: just a print", "Test case 1: 82",
                                          "Test 1: FAIL - Result does not match expected output"};
    static const char *const all_pass[] = {"Test case 1: 82", "Test 1: PASS - All Clear"};

    CHECK_INT(decide(outputs, 3, 1).kind, ERROR_KIND_ASSERTION);
    CHECK_INT(decide(outputs, 3, 1).output, 2);
    CHECK_STR(error_rule_name(decide(all_pass, 2, 1).rule),
              "every test passes, the record does not");
}

TEST(empty_code_comes_before_all_else)
{
    static const struct str output = {"Test 1: FAIL - SyntaxError: invalid syntax", 42};
    struct error_evidence evidence = {.code = error_code_state_of(STR(" \n\t")),
                                      .outputs = &output,
                                      .output_count = 1,
                                      .tests = 3,
                                      .tests_passed = 1};

    CHECK_INT(error_kind_decide(&evidence).kind, ERROR_KIND_NO_CODE);
    evidence.code = error_code_state_of(STR(" x"));
    CHECK_INT(error_kind_decide(&evidence).kind, ERROR_KIND_SYNTAX);
}

TEST(without_outputs_the_error_text_decides)
{
    CHECK_INT(kind_of_text("Traceback (most recent call last):\n  File \"x\", line 1\n"
                           "NameError: name 'f' is not defined\n\n"),
              ERROR_KIND_NAME);
    CHECK_INT(kind_of_text("AssertionError"), ERROR_KIND_ASSERTION);
    CHECK_INT(kind_of_text(""), ERROR_KIND_UNKNOWN);
}

TEST(counted_tests_decide_when_there_is_no_text)
{
    struct error_evidence evidence = {.tests = 3, .tests_passed = 2};

    CHECK_INT(error_kind_decide(&evidence).kind, ERROR_KIND_EDGE_CASE);
    evidence.tests_passed = 0;
    CHECK_INT(error_kind_decide(&evidence).kind, ERROR_KIND_ASSERTION);
}

/* A word that tests print, and a sentence that only looks like a class. */
TEST(words_are_not_taken_for_classes)
{
    CHECK_INT(kind_of("Test 1: FAIL - Error"), ERROR_KIND_ASSERTION);
    CHECK_INT(kind_of("Test 1: FAIL - MyError happened: yes"), ERROR_KIND_ASSERTION);
    CHECK_STR(error_rule_name(decide((const char *const[]){"Test 1: FAIL - -1"}, 1, 1).rule),
              "no class and no words of CPython's");
    CHECK(str_eq_c(decide((const char *const[]){"Test 1: FAIL - -1"}, 1, 1).message, "-1"));
}

TEST(a_passed_output_is_told_in_any_case_and_by_the_whole_word)
{
    CHECK(error_output_passes(STR("Test 12: PASS - All Clear")));
    CHECK(error_output_passes(STR("passed")));
    CHECK(!error_output_passes(STR("password")));
    CHECK(!error_output_passes(STR("Test 1: FAIL - PASS")));
    CHECK(!error_output_passes(STR("Test :")));
    CHECK(!error_output_passes(STR("")));
}

/* Any bytes, exactly as long as they are said to be: the sanitiser sees a step too far. */
TEST(random_bytes_and_cut_messages_are_read_within_their_bounds)
{
    static const char model[] =
        "Test 1: FAIL - TypeError: f() takes 1 positional argument (<string>, line 3)";
    uint64_t state = 7;

    for (int round = 0; round < 20000; round++) {
        size_t length;
        char *text;
        struct error_evidence evidence = {.tests_passed = ERROR_COUNT_UNKNOWN};
        struct str view;
        struct error_verdict verdict;

        state = state * UINT64_C(6364136223846793005) + 1;
        length = (size_t)(state >> 33) % sizeof(model);
        text = malloc(length ? length : 1);
        memcpy(text, model, length);
        for (int i = round % 4; i > 0 && length; i--) {
            state = state * UINT64_C(6364136223846793005) + 1;
            text[(state >> 33) % length] = (char)(state >> 24);
        }
        view = (struct str){text, length};
        evidence.outputs = &view;
        evidence.output_count = 1;
        verdict = error_kind_decide(&evidence);
        CHECK(verdict.kind > ERROR_KIND_NONE && verdict.kind < ERROR_KIND_COUNT);
        CHECK(verdict.rule > ERROR_RULE_NONE && verdict.rule < ERROR_RULE_COUNT);
        free(text);
    }
}
