/*
 * Markdown as blocks: headings, tables, fenced code, and lines of text. Only what reports of
 * results are made of; inline marks stay in the texts, and nothing is ever invalid.
 *
 *   heading  "## Title": level 1 to 6
 *   table    pipe table with its rule of dashes below the header
 *   fence    ``` or ~~~ with an info word, also indented; the lines inside, unindented by as much
 *   line     any other line that is not blank, without its indentation and bullet
 *
 * The text is UTF-8 with \n line ends; blocks point into it and live in the arena.
 */
#ifndef ASSAY_LOAD_MARKDOWN_IN_H
#define ASSAY_LOAD_MARKDOWN_IN_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum markdown_kind { MARKDOWN_HEADING, MARKDOWN_TABLE, MARKDOWN_FENCE, MARKDOWN_LINE };

struct markdown_block {
    enum markdown_kind kind;
    uint32_t line;           /* of its first line, from 1 */
    int level;               /* of a heading; of a line: columns it is indented by */
    bool bullet;             /* a line that began with -, *, + or a number */
    struct str text;         /* heading or line; the info word of a fence */
    const struct str *cells; /* table: header and rows, (rows + 1) x columns, trimmed */
    size_t columns, rows;
    const struct str *lines; /* fence */
    size_t line_count;
};

struct markdown {
    const struct markdown_block *blocks;
    size_t count;
};

struct markdown markdown_parse(struct str text, struct arena *arena);

/* Cell of a table; row 0 is the header. */
static inline struct str markdown_cell(const struct markdown_block *table, size_t row,
                                       size_t column)
{
    return table->cells[row * table->columns + column];
}

#endif
