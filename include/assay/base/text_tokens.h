/*
 * Text tokens: a text cut into lines or words, each with a number that is the same for the same
 * text, so that sequence_diff can compare them.
 *
 * A word is a run of letters, digits and "_", a number with its points, or an identifier; a run of
 * blanks is one token. CJK characters, other wide glyphs, punctuation, line ends and bytes that are
 * no UTF-8 stand alone; combining marks stay with what they follow. A line holds its line end.
 */
#ifndef ASSAY_BASE_TEXT_TOKENS_H
#define ASSAY_BASE_TEXT_TOKENS_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdint.h>

enum token_kind { TOKEN_LINES, TOKEN_WORDS };

struct text_tokens {
    uint32_t *starts; /* count + 1 of them, the last is the text's length */
    uint32_t *numbers;
    size_t count;
};

/*
 * Both texts, below 2^30 bytes, with numbers of one table; *numbers says how many there are. Lives
 * in the arena.
 */
void text_tokens_of_pair(struct str a, struct str b, enum token_kind kind, struct arena *arena,
                         struct text_tokens *tokens_a, struct text_tokens *tokens_b,
                         uint32_t *numbers);
/* Bytes of the token that a text begins with; 0 for an empty one. */
size_t text_token_length(struct str text, enum token_kind kind);
/* Whether there is any letter, digit or glyph in it, not blanks and punctuation alone. */
bool text_has_word(struct str text);

#endif
