#include <assay/model/error_words.h>

#include <string.h>

enum where { AT_START, ANYWHERE, AT_END };

struct words {
    enum where where;
    const char *text;
    const char *also; /* must follow `text` somewhere, or NULL */
};

static const struct words syntax_words[] = {
    {ANYWHERE, "(<string>, line ", NULL},
    {ANYWHERE, "(<unknown>, line ", NULL},
    {AT_START, "invalid syntax", NULL},
    {AT_START, "unexpected indent", NULL},
    {AT_START, "unindent does not match", NULL},
    {AT_START, "expected an indented block", NULL},
    {AT_START, "unexpected EOF while parsing", NULL},
    {AT_START, "EOL while scanning", NULL},
    {AT_START, "EOF while scanning", NULL},
    {AT_START, "unterminated string literal", NULL},
    {AT_START, "unterminated triple-quoted", NULL},
    {AT_START, "unterminated f-string", NULL},
    {AT_START, "unmatched '", NULL},
    {AT_START, "closing parenthesis ", NULL},
    {ANYWHERE, " was never closed", NULL},
    {AT_START, "unexpected character after line continuation", NULL},
    {AT_START, "invalid character ", NULL},
    {AT_START, "invalid non-printable character", NULL},
    {AT_START, "invalid decimal literal", NULL},
    {AT_START, "invalid token", NULL},
    {AT_START, "leading zeros in decimal", NULL},
    {AT_START, "cannot assign to ", NULL},
    {AT_START, "cannot use assignment expressions", NULL},
    {AT_START, "can't assign to ", NULL},
    {AT_START, "positional argument follows keyword", NULL},
    {AT_START, "non-default argument follows default", NULL},
    {AT_START, "keyword argument repeated", NULL},
    {AT_START, "duplicate argument ", NULL},
    {AT_START, "f-string: ", NULL},
    {AT_START, "f-string expression part", NULL},
    {AT_START, "expected ':'", NULL},
    {AT_START, "expected 'except' or 'finally' block", NULL},
    {AT_START, "inconsistent use of tabs", NULL},
    {AT_START, "Missing parentheses in call to", NULL},
    {AT_END, "' outside function", NULL},
    {AT_END, "' outside loop", NULL},
    {AT_END, "' not properly in loop", NULL},
    {AT_START, "source code string cannot contain null bytes", NULL},
};

static const struct words name_words[] = {
    {AT_START, "name '", "' is not defined"},
    {AT_START, "global name '", "' is not defined"},
    {AT_START, "local variable '", "' referenced before assignment"},
    {AT_START, "free variable '", "' referenced before assignment"},
    {AT_START, "cannot access local variable ", NULL},
    {AT_START, "cannot access free variable ", NULL},
    {AT_START, "No module named ", NULL},
    {AT_START, "cannot import name ", NULL},
    {AT_START, "attempted relative import", NULL},
};

static const struct words exception_words[] = {
    /* TypeError */
    {AT_START, "'", "' object "},
    {ANYWHERE, "() takes ", "argument"},
    {ANYWHERE, "() missing ", "required "},
    {ANYWHERE, "() got ", "argument"},
    {ANYWHERE, "() argument ", "must be "},
    {ANYWHERE, " expected ", "argument"},
    {ANYWHERE, " first arg must be ", NULL},
    {ANYWHERE, " argument must be ", NULL},
    {ANYWHERE, " argument ", " must be "},
    {ANYWHERE, "() can't convert ", NULL},
    {AT_START, "'", "' not supported between instances of "},
    {AT_START, "unsupported operand type", NULL},
    {AT_START, "bad operand type for ", NULL},
    {AT_START, "can only concatenate ", NULL},
    {AT_START, "can only join an iterable", NULL},
    {AT_START, "can only assign an iterable", NULL},
    {AT_START, "can't multiply sequence by non-int", NULL},
    {AT_START, "cannot unpack non-iterable ", NULL},
    {AT_START, "cannot convert ", NULL},
    {AT_START, "can't convert ", NULL},
    {AT_START, "cannot use ", NULL},
    {AT_START, "must be ", ", not "},
    {AT_START, "unhashable type: ", NULL},
    {AT_START, "object of type '", "' has no len()"},
    {ANYWHERE, " indices must be integers", NULL},
    {ANYWHERE, " object is not ", NULL},
    {AT_START, "not all arguments converted during string formatting", NULL},
    {AT_START, "not enough arguments for format string", NULL},
    {AT_START, "expected string or bytes-like object", NULL},
    {AT_START, "expected str, bytes", NULL},
    {AT_START, "sequence item ", ": expected "},
    {AT_START, "a bytes-like object is required", NULL},
    {AT_START, "an integer is required", NULL},
    {AT_START, "integer argument expected", NULL},
    {AT_START, "argument of type '", "' is not iterable"},
    {AT_START, "slice indices must be ", NULL},
    {AT_START, "string indices must be ", NULL},
    {AT_START, "descriptor '", NULL},
    {AT_START, "Can't instantiate abstract class", NULL},
    {AT_START, "cannot create ", NULL},
    {AT_START, "the JSON object must be ", NULL},
    {AT_START, "the first argument must be callable", NULL},
    {AT_END, " is not a sequence", NULL},
    {AT_END, " must be an iterator", NULL},
    {AT_END, " must support iteration", NULL},
    /* AttributeError */
    {AT_START, "module '", "' has no attribute "},
    {AT_START, "type object '", "' has no attribute "},
    {AT_START, "partially initialized module ", NULL},
    /* IndexError and KeyError */
    {ANYWHERE, "index out of range", NULL},
    {AT_START, "pop from ", NULL},
    {AT_START, "pop from an empty ", NULL},
    {AT_START, "popitem(): ", NULL},
    {AT_START, "no such group", NULL},
    {AT_START, "invalid index to scalar variable", NULL},
    {AT_START, "too many indices for array", NULL},
    {AT_START, "index ", " is out of bounds"},
    /* ValueError */
    {AT_START, "invalid literal for ", NULL},
    {AT_START, "could not convert string to ", NULL},
    {AT_START, "could not broadcast ", NULL},
    {AT_START, "operands could not be broadcast", NULL},
    {AT_START, "cannot reshape array", NULL},
    {AT_START, "setting an array element with a sequence", NULL},
    {AT_START, "The truth value of an array", NULL},
    {AT_START, "not enough values to unpack", NULL},
    {AT_START, "too many values to unpack", NULL},
    {AT_END, " is not in list", NULL},
    {AT_END, " not in list", NULL},
    {AT_END, " not in tuple", NULL},
    {AT_END, " not in deque", NULL},
    {AT_END, "not in range(0x110000)", NULL},
    {AT_END, " does not exist", "inverse of "},
    {AT_END, "arg is an empty sequence", NULL},
    {AT_END, "iterable argument is empty", NULL},
    {AT_START, "substring not found", NULL},
    {AT_START, "subsection not found", NULL},
    {AT_START, "empty separator", NULL},
    {AT_START, "math domain error", NULL},
    {AT_START, "expected a nonnegative input", NULL},
    {AT_START, "negative shift count", NULL},
    {AT_START, "base is not invertible", NULL},
    {AT_START, "pow() ", NULL},
    {AT_START, "attempt to assign sequence of size", NULL},
    {AT_START, "dictionary update sequence element", NULL},
    {AT_START, "slice step cannot be zero", NULL},
    {AT_START, "range() arg 3 must not be zero", NULL},
    {AT_START, "zero step for randrange", NULL},
    {AT_START, "n must be a non-negative integer", NULL},
    {AT_START, "k must be a non-negative integer", NULL},
    {AT_START, "factorial() ", NULL},
    {AT_START, "time data '", "' does not match format"},
    {AT_START, "unconverted data remains", NULL},
    {AT_START, "month must be in ", NULL},
    {AT_START, "day is out of range", NULL},
    {AT_START, "Sample larger than population", NULL},
    {AT_START, "Exceeds the limit ", "integer string conversion"},
    {AT_START, "I/O operation on closed file", NULL},
    {AT_START, "Unknown format code ", NULL},
    {AT_START, "Invalid format specifier", NULL},
    {AT_START, "unknown url type", NULL},
    /* arithmetic and the interpreter */
    {ANYWHERE, "division by zero", NULL},
    {ANYWHERE, "modulo by zero", NULL},
    {AT_START, "float modulo", NULL},
    {AT_START, "float divmod()", NULL},
    {AT_START, "0.0 cannot be raised to a negative power", NULL},
    {AT_START, "(34, 'Numerical result out of range')", NULL},
    {AT_START, "math range error", NULL},
    {AT_START, "int too large to convert", NULL},
    {AT_START, "integer division result too large", NULL},
    {AT_START, "Python int too large", NULL},
    {AT_START, "maximum recursion depth exceeded", NULL},
    {AT_START, "generator raised StopIteration", NULL},
    {AT_START, "generator already executing", NULL},
    {AT_START, "dictionary changed size during iteration", NULL},
    {AT_START, "dictionary keys changed during iteration", NULL},
    {AT_START, "Set changed size during iteration", NULL},
    {AT_START, "deque mutated during iteration", NULL},
    {AT_START, "No active exception to reraise", NULL},
    {AT_START, "exceptions must derive from", NULL},
    {AT_START, "catching classes that do not inherit", NULL},
    {AT_START, "EOF when reading a line", NULL},
    {AT_START, "[Errno ", NULL},
    {AT_START, "[WinError ", NULL},
    /* re */
    {AT_START, "nothing to repeat", NULL},
    {AT_START, "multiple repeat at position", NULL},
    {AT_START, "invalid group reference", NULL},
    {AT_START, "bad escape ", NULL},
    {AT_START, "missing ), unterminated subpattern", NULL},
    {AT_START, "unbalanced parenthesis at position", NULL},
    {AT_START, "unterminated character set", NULL},
    {AT_START, "bad character range", NULL},
    {AT_START, "look-behind requires fixed-width", NULL},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *find(struct str text, const char *wanted)
{
    size_t length = strlen(wanted);
    const char *at = text.ptr, *end = text.ptr + text.len;

    while ((size_t)(end - at) >= length) {
        at = memchr(at, wanted[0], (size_t)(end - at) - length + 1);
        if (!at)
            return NULL;
        if (memcmp(at, wanted, length) == 0)
            return at;
        at++;
    }
    return NULL;
}

static bool words_fit(struct str text, const struct words *words)
{
    const char *at = text.ptr;

    switch (words->where) {
    case AT_START:
        if (!str_starts(text, words->text))
            return false;
        break;
    case AT_END:
        if (!str_ends(text, words->text))
            return false;
        return !words->also || find(text, words->also);
    case ANYWHERE:
        at = find(text, words->text);
        if (!at)
            return false;
        break;
    }
    at += strlen(words->text);
    return !words->also || find((struct str){at, (size_t)(text.ptr + text.len - at)}, words->also);
}

static bool any_words_fit(struct str text, const struct words *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words_fit(text, &words[i]))
            return true;
    return false;
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
}

/* The exception class a message opens with, or an empty text. */
static struct str class_of(struct str message)
{
    static const char *const endings[] = {"Error",     "Exception", "Warning",
                                          "Interrupt", "Exit",      "StopIteration"};
    struct str name = {message.ptr, 0};

    while (name.len < message.len && is_name_char(message.ptr[name.len]))
        name.len++;
    if (name.len < message.len && message.ptr[name.len] != ':')
        return STR("");
    if (str_ends(name, ".error"))
        return name;
    /* A bare "Error" is a word that tests print, and no class of CPython's. */
    for (size_t i = 0; i < COUNT(endings); i++)
        if (str_ends(name, endings[i]) && !str_eq_c(name, "Error"))
            return name;
    return STR("");
}

/* Without the module: concurrent.futures.TimeoutError is a TimeoutError. */
static struct str last_part(struct str name)
{
    for (size_t i = name.len; i > 0; i--)
        if (name.ptr[i - 1] == '.')
            return (struct str){name.ptr + i, name.len - i};
    return name;
}

struct class_kind {
    const char *name;
    enum error_kind kind;
    enum error_rule rule;
};

static const struct class_kind class_kinds[] = {
    {"SyntaxError", ERROR_KIND_SYNTAX, ERROR_RULE_CLASS_SYNTAX},
    {"IndentationError", ERROR_KIND_SYNTAX, ERROR_RULE_CLASS_INDENTATION},
    {"TabError", ERROR_KIND_SYNTAX, ERROR_RULE_CLASS_TAB},
    {"TimeoutError", ERROR_KIND_TIMEOUT, ERROR_RULE_CLASS_TIMEOUT},
    {"TimeoutException", ERROR_KIND_TIMEOUT, ERROR_RULE_CLASS_TIMEOUT_EXCEPTION},
    {"TimeoutExpired", ERROR_KIND_TIMEOUT, ERROR_RULE_CLASS_TIMEOUT_EXPIRED},
    {"NameError", ERROR_KIND_NAME, ERROR_RULE_CLASS_NAME},
    {"UnboundLocalError", ERROR_KIND_NAME, ERROR_RULE_CLASS_UNBOUND},
    {"ImportError", ERROR_KIND_NAME, ERROR_RULE_CLASS_IMPORT},
    {"ModuleNotFoundError", ERROR_KIND_NAME, ERROR_RULE_CLASS_MODULE},
};

static struct error_reading by_class(struct str class)
{
    struct str name = last_part(class);

    for (size_t i = 0; i < COUNT(class_kinds); i++)
        if (str_eq_c(name, class_kinds[i].name))
            return (struct error_reading){class_kinds[i].kind, class_kinds[i].rule};
    if (str_eq_c(name, "AssertionError"))
        return (struct error_reading){ERROR_KIND_ASSERTION, ERROR_RULE_CLASS_ASSERTION};
    return (struct error_reading){ERROR_KIND_EXCEPTION, ERROR_RULE_CLASS_OTHER};
}

bool error_words_timeout(struct str message)
{
    return str_eq_nocase(message, STR("timeout")) || str_eq_nocase(message, STR("timed out")) ||
           str_starts(message, "TIMEOUT") || str_starts(message, "TimeoutExpired") ||
           str_starts(message, "Timeout:") || str_starts(message, "Timed out") ||
           str_ends(message, " timed out") || find(message, " timed out after ") ||
           str_starts(message, "Execution timed out");
}

/* The harness's own words for a wrong result; checked first because most failures are these. */
static bool is_wrong_result(struct str message)
{
    return str_eq(message, STR("Result does not match expected output")) ||
           str_starts(message, "Assertion failed") || str_starts(message, "assert ");
}

struct error_reading error_words_read(struct str message)
{
    struct str class;

    if (message.len == 0)
        return (struct error_reading){ERROR_KIND_ASSERTION, ERROR_RULE_NO_MESSAGE};
    if (is_wrong_result(message))
        return (struct error_reading){ERROR_KIND_ASSERTION, ERROR_RULE_WRONG_RESULT};
    class = class_of(message);
    if (class.len)
        return by_class(class);
    if (any_words_fit(message, syntax_words, COUNT(syntax_words)))
        return (struct error_reading){ERROR_KIND_SYNTAX, ERROR_RULE_WORDS_SYNTAX};
    if (error_words_timeout(message))
        return (struct error_reading){ERROR_KIND_TIMEOUT, ERROR_RULE_WORDS_TIMEOUT};
    if (any_words_fit(message, name_words, COUNT(name_words)))
        return (struct error_reading){ERROR_KIND_NAME, ERROR_RULE_WORDS_NAME};
    if (any_words_fit(message, exception_words, COUNT(exception_words)))
        return (struct error_reading){ERROR_KIND_EXCEPTION, ERROR_RULE_WORDS_OTHER};
    return (struct error_reading){ERROR_KIND_ASSERTION, ERROR_RULE_NO_WORDS};
}

const char *error_kind_name(enum error_kind kind)
{
    static const char *const names[ERROR_KIND_COUNT] = {
        [ERROR_KIND_NONE] = "none",           [ERROR_KIND_NO_CODE] = "no code",
        [ERROR_KIND_SYNTAX] = "syntax",       [ERROR_KIND_TIMEOUT] = "timeout",
        [ERROR_KIND_NAME] = "name or import", [ERROR_KIND_EXCEPTION] = "exception",
        [ERROR_KIND_EDGE_CASE] = "edge case", [ERROR_KIND_ASSERTION] = "assertion",
        [ERROR_KIND_UNKNOWN] = "unknown",
    };

    return names[kind];
}

const char *error_rule_name(unsigned rule)
{
    static const char *const phrases[ERROR_RULE_COUNT] = {
#define ERROR_RULE_PHRASE(name, phrase) phrase,
        ERROR_RULES(ERROR_RULE_PHRASE)
#undef ERROR_RULE_PHRASE
    };

    return rule < ERROR_RULE_COUNT ? phrases[rule] : "";
}
