#include "check.h"

#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct test *tests;    /* by file and line */
static const char *running;   /* the test's name, NULL outside */
static char first_fault[512]; /* of the running test; empty while all checks held */
static char skipped[256];

static bool comes_before(const struct test *a, const struct test *b)
{
    int order = strcmp(a->file, b->file);

    return order ? order < 0 : a->line < b->line;
}

void test_register(struct test *test)
{
    struct test **at = &tests;

    while (*at && comes_before(*at, test))
        at = &(*at)->next;
    test->next = *at;
    *at = test;
}

__attribute__((format(printf, 2, 3))) static bool fault(struct check_place place,
                                                        const char *format, ...)
{
    char text[sizeof(first_fault)];
    va_list args;
    int length = snprintf(text, sizeof(text), "%s:%d: ", place.file, place.line);

    va_start(args, format);
    vsnprintf(text + length, sizeof(text) - (size_t)length, format, args);
    va_end(args);
    fprintf(stderr, "# %s: %s\n", running, text);
    if (first_fault[0] == '\0')
        memcpy(first_fault, text, sizeof(text));
    return false;
}

bool check_true(struct check_place place, bool holds)
{
    return holds || fault(place, "%s does not hold", place.expression);
}

bool check_int(struct check_place place, long long is, long long wanted)
{
    return is == wanted || fault(place, "%s is %lld, not %lld", place.expression, is, wanted);
}

bool check_near(struct check_place place, double is, double wanted, double tolerance)
{
    bool holds = isnan(wanted)   ? isnan(is)
                 : isinf(wanted) ? isinf(is) && signbit(is) == signbit(wanted)
                                 : fabs(is - wanted) <= tolerance;

    return holds || fault(place, "%s is %.17g, not %.17g within %g", place.expression, is, wanted,
                          tolerance);
}

bool check_str(struct check_place place, const char *is, const char *wanted)
{
    if (is == wanted || (is && wanted && strcmp(is, wanted) == 0))
        return true;
    return fault(place, "%s is \"%s\", not \"%s\"", place.expression, is ? is : "(NULL)",
                 wanted ? wanted : "(NULL)");
}

void check_skip(const char *why)
{
    snprintf(skipped, sizeof(skipped), "%s", why);
}

/* A crash must not pass for an early end of the list. The sanitisers have handlers of their own. */
#ifndef __SANITIZE_ADDRESS__
static void on_crash(int number)
{
    static const char start[] = "not ok ", end[] = ": the test crashed\n";

    if (write(1, start, sizeof(start) - 1) < 0 || write(1, running, strlen(running)) < 0 ||
        write(1, end, sizeof(end) - 1) < 0)
        _exit(3);
    signal(number, SIG_DFL);
    raise(number);
}

static void watch_for_crashes(void)
{
    signal(SIGSEGV, on_crash);
    signal(SIGABRT, on_crash);
    signal(SIGFPE, on_crash);
    signal(SIGBUS, on_crash);
}
#else
static void watch_for_crashes(void)
{
}
#endif

/* die() and exit() inside a test end the program: say which test it was. */
static void on_exit_inside_test(void)
{
    if (!running)
        return;
    printf("not ok %s: the test ended the program\n", running);
    fflush(stdout);
    _exit(3);
}

static bool run_one(const struct test *test)
{
    first_fault[0] = skipped[0] = '\0';
    running = test->name;
    test->run();
    running = NULL;
    if (first_fault[0])
        printf("not ok %s: %s\n", test->name, first_fault);
    else if (skipped[0])
        printf("skip %s: %s\n", test->name, skipped);
    else
        printf("ok %s\n", test->name);
    return first_fault[0] == '\0';
}

static bool is_wanted(const struct test *test, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(test->name, argv[i]) || strstr(test->file, argv[i]))
            return true;
    return argc < 2;
}

/* UNIT_PART="2/3": of every three files the second, so that several programs share the tests. */
struct part {
    unsigned number, of;
};

static struct part read_part(void)
{
    const char *text = getenv("UNIT_PART");
    struct part part = {1, 1};

    if (text && (sscanf(text, "%u/%u", &part.number, &part.of) != 2 || part.number == 0 ||
                 part.number > part.of)) {
        fprintf(stderr, "UNIT_PART wants a part of so many, as in 1/2\n");
        exit(2);
    }
    return part;
}

int main(int argc, char **argv)
{
    const struct part part = read_part();
    const char *file = "";
    unsigned files = 0;
    bool all_held = true;

    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    atexit(on_exit_inside_test);
    watch_for_crashes();
    for (const struct test *test = tests; test; test = test->next) {
        files += strcmp(test->file, file) != 0;
        file = test->file;
        if (files % part.of == part.number - 1 && is_wanted(test, argc, argv))
            all_held = run_one(test) && all_held;
    }
    return all_held ? 0 : 1;
}
