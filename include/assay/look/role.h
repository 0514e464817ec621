/*
 * Roles: what a thing on the screen is, never how it looks. Themes give every role its colours and
 * attributes (theme.h). A role is always told by something else than colour too: a mark, a sign, a
 * place, an attribute.
 *
 * ROLES lists X(NAME, name in theme files, what it is for), in the order of the theme files.
 */
#ifndef ASSAY_LOOK_ROLE_H
#define ASSAY_LOOK_ROLE_H

#define ROLES(X)                                                                                   \
    X(TEXT, "text", "data, and all that has no role of its own")                                   \
    X(DIM, "dim", "units, denominators, what matters less")                                        \
    X(HEAD, "head", "heads of columns and sections")                                               \
    X(TITLE, "title", "the current place in the first line")                                       \
    X(BRAND, "brand", "the program's name in the first line")                                      \
    X(RULE, "rule", "lines between panes and sections")                                            \
    X(TAB, "tab", "views in the second line")                                                      \
    X(TAB_CURRENT, "tab-current", "the view that is shown")                                        \
    X(DISABLED, "disabled", "what this run cannot show")                                           \
    X(KEY, "key", "a key in the last line and in help")                                            \
    X(HINT, "hint", "what the key does")                                                           \
    X(CURSOR, "cursor", "the cursor's row or cell in the focused pane")                            \
    X(CURSOR_AWAY, "cursor-away", "the same in a pane without focus")                              \
    X(MATCH, "match", "text found by a search")                                                    \
    X(PROMPT, "prompt", "the sign before typed text")                                              \
    X(GHOST, "ghost", "completions and inline help beside typed text")                             \
    X(MESSAGE, "message", "news in the last line")                                                 \
    X(WARNING, "warning", "notes, caveats")                                                        \
    X(ERROR, "error", "what went wrong")                                                           \
    X(ESCAPED, "escaped", "unsafe bytes of a file, spelt out")                                     \
    X(AGREES, "agrees", "verdict =")                                                               \
    X(ALLOWED, "allowed", "verdict ~")                                                             \
    X(DIFFERS, "differs", "verdict !")                                                             \
    X(NO_EVIDENCE, "no-evidence", "verdict ?")                                                     \
    X(NOT_CLAIMED, "not-claimed", "verdict -")                                                     \
    X(RIGHT, "right", "prediction equals truth, a test or sample passed")                          \
    X(WRONG, "wrong", "prediction differs from truth, a test or sample failed")                    \
    X(INVALID, "invalid", "an answer outside the label set")                                       \
    X(UNSCORED, "unscored", "no outcome")                                                          \
    X(POSITIVE, "positive", "a difference above 0; of two runs, for the better")                   \
    X(NEGATIVE, "negative", "a difference below 0; of two runs, for the worse")                    \
    X(TAG, "tag", "a sample tagged by the user")                                                   \
    X(MARKED, "marked", "a run marked by the user, the baseline")                                  \
    X(SERIES_A, "series-a", "the first curve or probe A")                                          \
    X(SERIES_B, "series-b", "the second curve or probe B")                                         \
    X(SERIES_C, "series-c", "the third curve")                                                     \
    X(SERIES_D, "series-d", "the fourth curve")                                                    \
    X(BAND, "band", "deviation around a curve, intervals")                                         \
    X(BAR, "bar", "bars of counts and shares")                                                     \
    X(AXIS, "axis", "axes, ticks, grid")                                                           \
    X(CROSSHAIR, "crosshair", "the place of the cursor in a chart")                                \
    X(CROSSING, "crossing", "where two curves cross, chance lines")                                \
    X(CODE_KEYWORD, "code-keyword", "keywords of code")                                            \
    X(CODE_STRING, "code-string", "strings in code")                                               \
    X(CODE_COMMENT, "code-comment", "comments in code")                                            \
    X(CODE_NUMBER, "code-number", "numbers in code")                                               \
    X(CODE_NAME, "code-name", "names that are defined")                                            \
    X(ONLY_A, "only-a", "words that only the baseline has")                                        \
    X(ONLY_B, "only-b", "words that only the candidate has")                                       \
    X(HEAT_0, "heat-0", "share of a row near 0, the lowest of nine steps")                         \
    X(HEAT_1, "heat-1", "")                                                                        \
    X(HEAT_2, "heat-2", "")                                                                        \
    X(HEAT_3, "heat-3", "")                                                                        \
    X(HEAT_4, "heat-4", "")                                                                        \
    X(HEAT_5, "heat-5", "")                                                                        \
    X(HEAT_6, "heat-6", "")                                                                        \
    X(HEAT_7, "heat-7", "")                                                                        \
    X(HEAT_8, "heat-8", "share of a row near 1, the highest of nine steps")                        \
    X(DIVERGE_0, "diverge-0", "the largest change for the worse, the lowest of nine steps")        \
    X(DIVERGE_1, "diverge-1", "")                                                                  \
    X(DIVERGE_2, "diverge-2", "")                                                                  \
    X(DIVERGE_3, "diverge-3", "")                                                                  \
    X(DIVERGE_4, "diverge-4", "no change, the middle")                                             \
    X(DIVERGE_5, "diverge-5", "")                                                                  \
    X(DIVERGE_6, "diverge-6", "")                                                                  \
    X(DIVERGE_7, "diverge-7", "")                                                                  \
    X(DIVERGE_8, "diverge-8", "the largest change for the better, the highest of nine steps")

enum role {
#define ROLE_NUMBER(name, text, help) ROLE_##name,
    ROLES(ROLE_NUMBER)
#undef ROLE_NUMBER
        ROLE_COUNT
};

/* A style: a role and attributes. */
#define STYLE_BOLD        (1u << 8)
#define STYLE_REVERSE     (1u << 9)
#define STYLE_UNDERLINE   (1u << 10)
#define STYLE_DIM         (1u << 11)
#define STYLE_ROLE(style) ((enum role)((style)&0xffu))

enum { HEAT_STEPS = 9, DIVERGE_STEPS = 9 };

/* share in [0,1]; NAN is the lowest step. */
enum role role_heat(double share);
/* gain in [-1,1], above 0 is better; whatever is not 0 is at least a step from the middle, where
 * NAN is. */
enum role role_diverge(double gain);
/*
 * The role of a mark: of a verdict ('=', '~', '!', '?', '-'), of a run that is the baseline ('A')
 * or marked ('*'); ROLE_TEXT for any other.
 */
enum role role_verdict(char mark);
/* Of curve number n: A, B, C, D, and again. */
enum role role_series(int n);
const char *role_name(enum role role);
const char *role_help(enum role role);
/* ROLE_COUNT when there is none of that name. */
enum role role_find(const char *name);

#endif
