#include <assay/base/code_spans.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- languages ---- */

struct language {
    const char *const *keywords; /* ascending */
    size_t keyword_count;
    const char *quotes;
    const char *const *comments; /* what begins one; ends in NULL */
    bool triple_quotes, decorators, calls, keys;
};

static const char *const python_keywords[] = {
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield",
};

static const char *const generic_keywords[] = {
    "and",      "bool",   "break",  "case",   "catch",  "char", "class", "const",    "continue",
    "def",      "do",     "done",   "double", "elif",   "else", "end",   "enum",     "esac",
    "except",   "export", "false",  "fi",     "float",  "for",  "func",  "function", "if",
    "import",   "in",     "int",    "let",    "long",   "new",  "not",   "null",     "or",
    "public",   "return", "static", "struct", "switch", "then", "throw", "true",     "try",
    "unsigned", "var",    "void",   "while",
};

static const char *const json_keywords[] = {"Infinity", "NaN", "false", "null", "true"};

static const char *const hash_comments[] = {"#", NULL};
static const char *const generic_comments[] = {"#", "//", NULL};
static const char *const no_comments[] = {NULL};

#define WORDS(array) (array), sizeof(array) / sizeof((array)[0])

static const struct language languages[] = {
    [CODE_GENERIC] = {WORDS(generic_keywords), "\"'", generic_comments, .calls = true},
    [CODE_PYTHON] = {WORDS(python_keywords), "\"'", hash_comments, .triple_quotes = true,
                     .decorators = true, .calls = true},
    [CODE_JSON] = {WORDS(json_keywords), "\"", no_comments, .keys = true},
};

/* ---- spans ---- */

struct lexer {
    const struct language *language;
    struct str line;
    size_t at;
    struct code_span *spans;
    size_t count, most;
    bool after_definition; /* the word before was def or class */
};

static void add_span(struct lexer *lexer, size_t end, enum code_kind kind)
{
    struct code_span *last = lexer->count ? &lexer->spans[lexer->count - 1] : NULL;
    size_t length = end - lexer->at;

    if (last && lexer->count == lexer->most && last->kind != kind)
        last->kind = CODE_PLAIN;
    if (last && (last->kind == kind || lexer->count == lexer->most))
        last->length += length;
    else if (length)
        lexer->spans[lexer->count++] = (struct code_span){lexer->at, length, kind};
    lexer->at = end;
}

static char char_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->line.len ? lexer->line.ptr[at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool starts_at(const struct lexer *lexer, size_t at, const char *word)
{
    size_t length = strlen(word);

    return lexer->line.len - at >= length && memcmp(lexer->line.ptr + at, word, length) == 0;
}

/* ---- strings ---- */

/* Behind the closing quotes, or the end of the line; *closed says which. */
static size_t string_end(const struct lexer *lexer, size_t at, char quote, size_t quotes,
                         bool *closed)
{
    size_t met = 0;

    *closed = false;
    while (at < lexer->line.len) {
        char c = lexer->line.ptr[at++];

        met = c == quote ? met + 1 : 0;
        if (met == quotes) {
            *closed = true;
            return at;
        }
        if (c == '\\' && at < lexer->line.len)
            at++;
    }
    return at;
}

static bool is_key(const struct lexer *lexer, size_t end)
{
    while (char_at(lexer, end) == ' ')
        end++;
    return char_at(lexer, end) == ':';
}

static void take_string(struct lexer *lexer, size_t quote_at, uint8_t *state)
{
    char quote = lexer->line.ptr[quote_at];
    const char tripled[] = {quote, quote, quote, '\0'};
    size_t quotes = lexer->language->triple_quotes && starts_at(lexer, quote_at, tripled) ? 3 : 1;
    bool closed;
    size_t end = string_end(lexer, quote_at + quotes, quote, quotes, &closed);

    if (quotes == 3 && !closed)
        *state = quote == '"' ? CODE_STATE_TRIPLE_DOUBLE : CODE_STATE_TRIPLE_SINGLE;
    add_span(lexer, end,
             lexer->language->keys && closed && is_key(lexer, end) ? CODE_NAME : CODE_STRING);
}

/* The rest of a string that an earlier line began. */
static void go_on(struct lexer *lexer, uint8_t *state)
{
    char quote = *state == CODE_STATE_TRIPLE_DOUBLE ? '"' : '\'';
    bool closed;
    size_t end = string_end(lexer, 0, quote, 3, &closed);

    if (closed)
        *state = CODE_STATE_START;
    add_span(lexer, end, CODE_STRING);
}

/* ---- words and numbers ---- */

static int compare_word(const void *key, const void *entry)
{
    const struct str *word = key;
    const char *keyword = *(const char *const *)entry;
    int order = strncmp(word->ptr, keyword, word->len);

    return order ? order : keyword[word->len] ? -1 : 0;
}

static bool is_keyword(const struct language *language, struct str word)
{
    /* strncmp stops at a NUL of its own: such a word is none. */
    return !memchr(word.ptr, '\0', word.len) &&
           bsearch(&word, language->keywords, language->keyword_count, sizeof(*language->keywords),
                   compare_word);
}

/* One or two of the letters that may stand before a string in Python. */
static bool is_prefix(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!strchr("rRbBfFuU", word.ptr[i]))
            return false;
    return word.len <= 2;
}

static void take_word(struct lexer *lexer, uint8_t *state)
{
    size_t end = lexer->at;
    struct str word;
    bool definition = lexer->after_definition;

    while (end < lexer->line.len && is_word(lexer->line.ptr[end]))
        end++;
    word = (struct str){lexer->line.ptr + lexer->at, end - lexer->at};
    lexer->after_definition = false;
    if (lexer->language->triple_quotes &&
        (char_at(lexer, end) == '"' || char_at(lexer, end) == '\'') && is_prefix(word)) {
        take_string(lexer, end, state);
    } else if (is_keyword(lexer->language, word)) {
        lexer->after_definition = str_eq_c(word, "def") || str_eq_c(word, "class");
        add_span(lexer, end, CODE_KEYWORD);
    } else {
        add_span(lexer, end,
                 definition || (lexer->language->calls && char_at(lexer, end) == '(') ? CODE_NAME
                                                                                      : CODE_PLAIN);
    }
}

static void take_number(struct lexer *lexer)
{
    size_t end = lexer->at;
    bool hex = starts_at(lexer, end, "0x") || starts_at(lexer, end, "0X");

    while (end < lexer->line.len) {
        char c = lexer->line.ptr[end], before = lexer->line.ptr[end - (end > lexer->at)];
        bool exponent = !hex && (before == 'e' || before == 'E') && (c == '-' || c == '+');

        if (!is_word(c) && c != '.' && !exponent)
            break;
        end++;
    }
    add_span(lexer, end, CODE_NUMBER);
}

/* ---- lines ---- */

static bool begins_comment(const struct lexer *lexer)
{
    for (const char *const *comment = lexer->language->comments; *comment; comment++)
        if (starts_at(lexer, lexer->at, *comment))
            return true;
    return false;
}

/* In prose an apostrophe behind a letter opens nothing. */
static bool opens_string(const struct lexer *lexer, char c)
{
    return c && strchr(lexer->language->quotes, c) &&
           (c != '\'' || lexer->language->triple_quotes || lexer->at == 0 ||
            !is_word(lexer->line.ptr[lexer->at - 1]));
}

static void take_decorator(struct lexer *lexer)
{
    size_t end = lexer->at + 1;

    while (end < lexer->line.len && (is_word(lexer->line.ptr[end]) || lexer->line.ptr[end] == '.'))
        end++;
    add_span(lexer, end, CODE_NAME);
}

static void take(struct lexer *lexer, bool *blank_so_far, uint8_t *state)
{
    char c = lexer->line.ptr[lexer->at];
    bool decorator = c == '@' && lexer->language->decorators && *blank_so_far;

    *blank_so_far = *blank_so_far && (c == ' ' || c == '\t');
    if (begins_comment(lexer))
        add_span(lexer, lexer->line.len, CODE_COMMENT);
    else if (opens_string(lexer, c))
        take_string(lexer, lexer->at, state);
    else if (is_digit(c) || (c == '.' && is_digit(char_at(lexer, lexer->at + 1))))
        take_number(lexer);
    else if (is_word(c))
        take_word(lexer, state);
    else if (decorator)
        take_decorator(lexer);
    else
        add_span(lexer, lexer->at + 1, CODE_PLAIN);
}

size_t code_line(enum code_language language, struct str line, uint8_t *state,
                 struct code_span *spans, size_t most)
{
    struct lexer lexer = {
        .language = &languages[language], .line = line, .spans = spans, .most = most};
    bool blank_so_far = true;

    if (!lexer.language->triple_quotes || *state > CODE_STATE_TRIPLE_DOUBLE)
        *state = CODE_STATE_START;
    if (*state != CODE_STATE_START && line.len) {
        go_on(&lexer, state);
        blank_so_far = false;
    }
    while (lexer.at < line.len)
        take(&lexer, &blank_so_far, state);
    return lexer.count;
}
