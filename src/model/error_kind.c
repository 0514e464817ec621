#include <assay/model/error_kind.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct str skip(struct str text, size_t count)
{
    return (struct str){text.ptr + count, text.len - count};
}

/* Step over "Test 12: ". */
static struct str without_test_number(struct str text)
{
    size_t at = 4, digits;

    if (text.len < 4 || !str_eq_nocase((struct str){text.ptr, 4}, STR("test")))
        return text;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    for (digits = at; at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';)
        at++;
    if (at == digits || at == text.len || text.ptr[at] != ':')
        return text;
    return str_trim(skip(text, at + 1));
}

static bool opens_with(struct str text, struct str word)
{
    char after = text.len > word.len ? text.ptr[word.len] : ' ';

    return text.len >= word.len && str_eq_nocase((struct str){text.ptr, word.len}, word) &&
           (after == ' ' || after == ':' || after == '-');
}

enum error_says error_output_read(struct str output, struct str *message)
{
    struct str text = without_test_number(str_trim(output));
    static const struct {
        struct str word;
        enum error_says verdict;
    } verdicts[] = {
        {{"PASS", 4}, ERROR_SAYS_PASS},
        {{"PASSED", 6}, ERROR_SAYS_PASS},
        {{"FAIL", 4}, ERROR_SAYS_FAIL},
        {{"FAILED", 6}, ERROR_SAYS_FAIL},
    };

    *message = text;
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        if (!opens_with(text, verdicts[i].word))
            continue;
        text = skip(text, verdicts[i].word.len);
        while (text.len && (text.ptr[0] == ' ' || text.ptr[0] == ':'))
            text = skip(text, 1);
        /* One dash parts verdict and message; a second one is the message's sign. */
        if (text.len && text.ptr[0] == '-')
            text = skip(text, 1);
        *message = str_trim(text);
        return verdicts[i].verdict;
    }
    return error_words_timeout(text) ? ERROR_SAYS_FAIL : ERROR_SAYS_NOTHING;
}

bool error_output_passes(struct str output)
{
    struct str message;

    return error_output_read(output, &message) == ERROR_SAYS_PASS;
}

struct first_failure {
    size_t output; /* ERROR_COUNT_UNKNOWN when no output fails */
    struct str message;
};

static struct first_failure first_failure(const struct error_evidence *evidence)
{
    struct first_failure first = {ERROR_COUNT_UNKNOWN, STR("")};
    bool any_verdict = false;

    for (size_t i = 0; i < evidence->output_count; i++) {
        struct str message;
        enum error_says verdict = error_output_read(evidence->outputs[i], &message);

        if (verdict == ERROR_SAYS_FAIL)
            return (struct first_failure){i, message};
        any_verdict = any_verdict || verdict == ERROR_SAYS_PASS;
    }
    if (!any_verdict && evidence->output_count)
        first = (struct first_failure){0, str_trim(evidence->outputs[0])};
    return first;
}

static size_t tests_passing(const struct error_evidence *evidence)
{
    size_t passing = 0;

    if (evidence->tests_passed != ERROR_COUNT_UNKNOWN)
        return evidence->tests_passed;
    for (size_t i = 0; i < evidence->output_count; i++)
        passing += error_output_passes(evidence->outputs[i]);
    return passing;
}

/* The last line that is not blank. */
static struct str last_line(struct str text)
{
    text = str_trim(text);
    for (size_t i = text.len; i > 0; i--)
        if (text.ptr[i - 1] == '\n')
            return str_trim(skip(text, i));
    return text;
}

static struct error_reading nothing_tells(const struct error_evidence *evidence)
{
    size_t passing = tests_passing(evidence);

    if (passing && passing >= evidence->tests)
        return (struct error_reading){ERROR_KIND_EDGE_CASE, ERROR_RULE_RECORD_DISAGREES};
    if (passing)
        return (struct error_reading){ERROR_KIND_EDGE_CASE, ERROR_RULE_SOME_PASS_SILENT};
    if (evidence->tests_passed == 0)
        return (struct error_reading){ERROR_KIND_ASSERTION, ERROR_RULE_NONE_PASS_SILENT};
    return (struct error_reading){ERROR_KIND_UNKNOWN, ERROR_RULE_NOTHING_TELLS};
}

static struct error_reading decide(const struct error_evidence *evidence,
                                   const struct error_verdict *verdict)
{
    struct error_reading read;

    if (evidence->code == ERROR_CODE_EMPTY)
        return (struct error_reading){ERROR_KIND_NO_CODE, ERROR_RULE_EMPTY_CODE};
    if (verdict->output == ERROR_COUNT_UNKNOWN && verdict->message.len == 0)
        return nothing_tells(evidence);
    read = error_words_read(verdict->message);
    if (read.kind == ERROR_KIND_ASSERTION && tests_passing(evidence))
        read.kind = ERROR_KIND_EDGE_CASE;
    return read;
}

struct error_verdict error_kind_decide(const struct error_evidence *evidence)
{
    struct first_failure first = first_failure(evidence);
    struct error_verdict verdict = {
        .message = last_line(first.message.len ? first.message : evidence->error),
        .output = first.output,
        .stopped_early =
            evidence->tests != ERROR_COUNT_UNKNOWN && evidence->output_count < evidence->tests,
    };
    struct error_reading read = decide(evidence, &verdict);

    verdict.kind = read.kind;
    verdict.rule = read.rule;
    return verdict;
}

enum error_code_state error_code_state_of(struct str code)
{
    return str_trim(code).len ? ERROR_CODE_PRESENT : ERROR_CODE_EMPTY;
}
