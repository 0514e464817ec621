#include "generate_mbpp.h"

#include "generate_io.h"

#include <stdlib.h>
#include <string.h>

const struct split mbpp_splits[SPLITS] = {
    {"test", 11, 0, 24},
    {"train", 601, 24, 24},
    {"validation", 511, 48, 12},
};

/* In how many runs the problems of a split pass, before shuffling. */
static const char *const pass_counts[SPLITS] = {
    "444433333222222211110000",
    "444443332222222111100000",
    "444322211000",
};

static int scaled(int x, int k)
{
    return x * k;
}

static int remainder_of(int x, int k)
{
    return x % k;
}

static int quotient(int x, int k)
{
    return x / k;
}

static int shifted(int x, int k)
{
    return x + k;
}

static int distance(int x, int k)
{
    return abs(x - k * 10);
}

static int capped(int x, int k)
{
    return x < k * 10 ? x : k * 10;
}

static int floored(int x, int k)
{
    return x > k * 10 ? x : k * 10;
}

static int next_multiple(int x, int k)
{
    return (x + k - 1) / k * k;
}

static int square_plus(int x, int k)
{
    return x * x + k;
}

static int triangle_plus(int x, int k)
{
    return x * (x + 1) / 2 + k;
}

static int digit_sum(int x, int k)
{
    int sum = 0;

    for (; x; x /= 10)
        sum += x % 10;
    return sum * k;
}

static int digit_count(int x, int k)
{
    for (; x; x /= 10)
        k++;
    return k;
}

static int reversed(int x, int k)
{
    int y = 0;

    for (; x; x /= 10)
        y = y * 10 + x % 10;
    return y + k;
}

static int bit_at(int x, int k)
{
    return x >> k & 1;
}

static int xored(int x, int k)
{
    return x ^ k;
}

static int ones(int x, int k)
{
    int sum = 0;

    for (; x; x /= 2)
        sum += x % 2;
    return sum * k;
}

static int common_divisor(int x, int k)
{
    int d = x;

    while (x % d || k * 6 % d)
        d--;
    return d;
}

static int large_divisors(int x, int k)
{
    int n = 0;

    for (int d = k; d <= x; d++)
        n += x % d == 0;
    return n;
}

static int halve_or_grow(int x, int k)
{
    return x % 2 == 0 ? x / 2 : x * k + 1;
}

static int squares_sum(int x, int k)
{
    int sum = 0;

    for (int i = 1; i <= x; i++)
        sum += i * i;
    return sum % (k * 100);
}

/* $ stands for the problem's number k; the text and the expression speak of x. */
static const struct {
    const char *name, *text, *expr;
    int (*value)(int x, int k);
} kinds[] = {
    {"scale_by_$", "multiply a number by $", "x * $", scaled},
    {"remainder_$", "find the remainder of a number after division by $", "x % $", remainder_of},
    {"quotient_$", "divide a number by $ and drop the fraction", "x // $", quotient},
    {"shift_by_$", "add $ to a number", "x + $", shifted},
    {"distance_$", "find how far a number is from $ times ten", "abs(x - $ * 10)", distance},
    {"cap_at_$", "limit a number to at most $ times ten", "min(x, $ * 10)", capped},
    {"floor_at_$", "limit a number to at least $ times ten", "max(x, $ * 10)", floored},
    {"next_multiple_$", "find the smallest multiple of $ not below a number", "-(-x // $) * $",
     next_multiple},
    {"square_plus_$", "square a number and add $", "x ** 2 + $", square_plus},
    {"triangle_plus_$", "find the triangular number of n plus $", "x * (x + 1) // 2 + $",
     triangle_plus},
    {"digit_sum_$", "find $ times the sum of the digits of a number",
     "sum(int(d) for d in str(x)) * $", digit_sum},
    {"digit_count_$", "count the digits of a number and add $", "len(str(x)) + $", digit_count},
    {"reversed_plus_$", "reverse the digits of a number and add $", "int(str(x)[::-1]) + $",
     reversed},
    {"bit_$", "find the bit of weight 2 to the power $ in a number", "(x >> $) & 1", bit_at},
    {"xor_with_$", "find the exclusive or of a number and $", "x ^ $", xored},
    {"ones_times_$", "find $ times the number of set bits of a number", "bin(x).count('1') * $",
     ones},
    {"common_divisor_$", "find the greatest common divisor of a number and $ times six",
     "next(d for d in range(x, 0, -1) if x % d == 0 and $ * 6 % d == 0)", common_divisor},
    {"divisors_from_$", "count the divisors of a number that are at least $",
     "sum(1 for d in range($, x + 1) if x % d == 0)", large_divisors},
    {"halve_or_grow_$", "halve an even number, else multiply it by $ and add one",
     "x // 2 if x % 2 == 0 else x * $ + 1", halve_or_grow},
    {"squares_sum_$", "find the sum of the first squares modulo $ hundred",
     "sum(i * i for i in range(1, x + 1)) % ($ * 100)", squares_sum},
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static void with_number(char *to, size_t size, const char *from, int k)
{
    size_t n = 0;

    for (; *from && n + 12 < size; from++) {
        if (*from == '$')
            n += (size_t)sprintf(to + n, "%d", k);
        else
            to[n++] = *from;
    }
    to[n] = '\0';
}

static void describe(struct problem *p, int index)
{
    static const int numbers[] = {2, 3, 5};
    int kind = index % KINDS, k = numbers[index / KINDS];
    int inputs[TESTS] = {7, 12 + index % 5, 40 + 3 * index};
    char text[120];
    int n;

    with_number(p->name, sizeof p->name, kinds[kind].name, k);
    with_number(text, sizeof text, kinds[kind].text, k);
    with_number(p->expr, sizeof p->expr, kinds[kind].expr, k);
    snprintf(p->text, sizeof p->text, "Write a function to %s.", text);
    n = snprintf(p->prompt, sizeof p->prompt,
                 "Solve this Python problem.\n\nProblem: %s\n\nThe tests:\n", p->text);
    for (int t = 0; t < TESTS; t++) {
        int value = kinds[kind].value(inputs[t], k);

        snprintf(p->tests[t], sizeof p->tests[t], "assert %s(%d) == %d", p->name, inputs[t], value);
        n += snprintf(p->prompt + n, sizeof p->prompt - (size_t)n, "%d. %s(%d) gives %d\n", t + 1,
                      p->name, inputs[t], value);
    }
    snprintf(p->prompt + n, sizeof p->prompt - (size_t)n,
             "\nGive one complete Python function and nothing else.");
}

/* Which runs pass: at random, but the last run gives way in one case of two. */
static void choose_runs(struct problem *p, struct rng *rng)
{
    int order[RUNS] = {0, 1, 2, 3};

    rng_shuffle(rng, order, RUNS);
    for (int r = 0; r < RUNS - 1; r++)
        if (order[r] == RUNS - 1 && rng_below(rng, 2)) {
            order[r] = order[RUNS - 1];
            order[RUNS - 1] = RUNS - 1;
        }
    for (int r = 0; r < RUNS; r++)
        p->outcome[order[r]] = r < p->passes ? PASSED : ALL_WRONG;
}

/* Failures of a run take the kinds in turn from a shuffled deck, so that none is missing. */
static void deal_failures(struct problem *problems, int run)
{
    /* Plain wrong answers are the most frequent, as they are in real runs. */
    static const enum outcome deck[] = {
        ALL_WRONG,  LAST_WRONG, NO_NAME,       OTHER_EXCEPTION, BAD_SYNTAX,     TIMED_OUT,
        NO_CODE,    NO_MODULE,  STOPPED_FIRST, STOPPED_SECOND,  OTHER_BY_CLASS, ALL_WRONG,
        LAST_WRONG, ALL_WRONG,  LAST_WRONG,    ALL_WRONG,
    };
    enum { DECK = sizeof deck / sizeof deck[0] };
    struct rng rng = rng_seed(900 + (uint64_t)run);
    int order[DECK], next = 0;

    for (int i = 0; i < DECK; i++)
        order[i] = i;
    rng_shuffle(&rng, order, DECK);
    for (int i = 0; i < PROBLEMS; i++)
        if (problems[i].outcome[run] != PASSED)
            problems[i].outcome[run] = deck[order[next++ % DECK]];
}

void mbpp_make(struct problem *problems)
{
    struct rng rng = rng_seed(974);
    int kind_order[PROBLEMS];

    for (int i = 0; i < PROBLEMS; i++)
        kind_order[i] = i;
    rng_shuffle(&rng, kind_order, PROBLEMS);
    for (int s = 0; s < SPLITS; s++) {
        const struct split *split = &mbpp_splits[s];
        int order[PROBLEMS];

        for (int i = 0; i < split->count; i++)
            order[i] = i;
        rng_shuffle(&rng, order, split->count);
        for (int i = 0; i < split->count; i++) {
            struct problem *p = &problems[split->first + i];

            describe(p, kind_order[split->first + i]);
            p->id = split->first_id + i;
            p->split = split;
            p->passes = pass_counts[s][order[i]] - '0';
            choose_runs(p, &rng);
        }
    }
    for (int run = 0; run < RUNS; run++)
        deal_failures(problems, run);
}

const char *mbpp_difficulty(const struct problem *p)
{
    return 4 * p->passes >= 3 * RUNS ? "easy" : 10 * p->passes >= 3 * RUNS ? "medium" : "hard";
}

void mbpp_reference(const struct problem *p, char code[TEXT_MAX])
{
    snprintf(code, TEXT_MAX, "def %s(x):\r\n    result = %s\r\n    return result", p->name,
             p->expr);
}

/* Per outcome: the code around name and expression, and what the evaluator printed a test. */
static const struct {
    const char *head, *tail; /* head NAME (x): .. EXPR tail */
    int outputs;
    const char *said[TESTS];
} shapes[OUTCOMES] = {
    [PASSED] = {"(x):\n    result = ", "\n    return result", 3, {NULL, NULL, NULL}},
    [ALL_WRONG] = {"(x):\n    result = ",
                   "\n    return result - 1",
                   3,
                   {"Result does not match expected output",
                    "Result does not match expected output",
                    "Result does not match expected output"}},
    [LAST_WRONG] = {"(x):\n    if x > 30:\n        return 0\n    return ",
                    "",
                    3,
                    {NULL, NULL, "Result does not match expected output"}},
    [NO_NAME] = {"(x):\n    result = ",
                 "\n    return math.trunc(result)",
                 3,
                 {"name 'math' is not defined", "name 'math' is not defined",
                  "name 'math' is not defined"}},
    [NO_MODULE] = {"(x):\n    import bitmath\n    return ",
                   "",
                   3,
                   {"No module named 'bitmath'", "No module named 'bitmath'",
                    "No module named 'bitmath'"}},
    [OTHER_EXCEPTION] = {"(x):\n    result = ",
                         "\n    return result + 'x'",
                         3,
                         {"unsupported operand type(s) for +: 'int' and 'str'",
                          "unsupported operand type(s) for +: 'int' and 'str'",
                          "unsupported operand type(s) for +: 'int' and 'str'"}},
    [OTHER_BY_CLASS] = {"(x):\n    results = [",
                        "]\n    return results[1]",
                        1,
                        {"IndexError: list index out of range", NULL, NULL}},
    [BAD_SYNTAX] = {"(x):\n    result = (",
                    "\n    return result",
                    1,
                    {"SyntaxError: '(' was never closed", NULL, NULL}},
    [TIMED_OUT] = {"(x):\n    while True:\n        result = ", "", 1, {"TIMEOUT", NULL, NULL}},
    [NO_CODE] = {"", "", 0, {"No code in the response", NULL, NULL}},
    [STOPPED_FIRST] = {"(x):\n    result = ",
                       "\n    return result + 1",
                       1,
                       {"Assertion failed: Test case 1 failed", NULL, NULL}},
    [STOPPED_SECOND] = {"(x):\n    if x > 10:\n        return 1\n    return ",
                        "",
                        2,
                        {NULL, "Assertion failed", NULL}},
};

void mbpp_generated(const struct problem *p, enum outcome how, char code[TEXT_MAX])
{
    code[0] = '\0';
    if (how != NO_CODE)
        snprintf(code, TEXT_MAX, "def %s%s%s%s", p->name, shapes[how].head, p->expr,
                 shapes[how].tail);
}

void mbpp_answer(const struct problem *p, enum outcome how, char text[TEXT_MAX])
{
    static const char *const frames[][2] = {
        {"```python\n", "\n```"},
        {"```python\n", "\n```\n\nThe function does what the tests ask for."},
        {"Here is the function:\n\n```python\n", "\n```"},
    };
    const char *const *frame = frames[p->id % 3];
    char code[TEXT_MAX];

    mbpp_generated(p, how, code);
    if (how == NO_CODE)
        snprintf(text, TEXT_MAX, "I cannot write this function without more information.");
    else if (how == BAD_SYNTAX) /* cut at the token limit: the fence is never closed */
        snprintf(text, TEXT_MAX, "```python\n%.*s", TEXT_MAX - 200, code);
    else
        snprintf(text, TEXT_MAX, "%s%.*s%s", frame[0], TEXT_MAX - 200, code, frame[1]);
}

int mbpp_outputs(enum outcome how, char out[TESTS][128])
{
    for (int t = 0; t < shapes[how].outputs; t++) {
        const char *said = shapes[how].said[t];

        if (how == TIMED_OUT)
            snprintf(out[t], 128, "%s", said);
        else
            snprintf(out[t], 128, "Test %d: %s - %s", t + 1, said ? "FAIL" : "PASS",
                     said ? said : "All Clear");
    }
    return shapes[how].outputs;
}

int mbpp_tests_passed(enum outcome how)
{
    int n = 0;

    for (int t = 0; t < shapes[how].outputs; t++)
        n += shapes[how].said[t] == NULL;
    return n;
}

const char *mbpp_error(enum outcome how)
{
    for (int t = 0; t < TESTS; t++)
        if (shapes[how].said[t])
            return shapes[how].said[t];
    return NULL;
}
