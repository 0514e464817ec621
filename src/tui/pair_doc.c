#include <assay/tui/pair_doc.h>

#include "pair_doc_internal.h"

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

enum { ON_TOP_MOST = 6, ON_TOP_BYTES = 600 };

/* ---- building ---- */

/* What both were asked: the problem or else the prompt; SIZE_MAX when that is not the same. */
static size_t asked(const struct couple *couples, size_t count)
{
    static const char *const titles[] = {"Problem", "Prompt"};

    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < count; i++)
            if (couples[i].same && strcmp(couples[i].title, titles[t]) == 0)
                return i;
    return SIZE_MAX;
}

/* Long ones are shown in part on top, and whole below. */
static bool is_long(struct str text)
{
    size_t lines = 0;

    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return text.len > ON_TOP_BYTES || lines >= ON_TOP_MOST;
}

struct pair_doc *pair_doc_new(const struct pair_doc_input *input)
{
    struct pair_doc *doc = xcalloc(1, sizeof(*doc));
    size_t count, top;
    struct couple *couples;

    doc->arena = arena_new();
    for (int side = 0; side < SIDES; side++) {
        doc->has[side] = input->texts[side] != NULL;
        doc->heads[side] = (struct pair_head){arena_strdup(doc->arena, input->heads[side].name),
                                              arena_strdup(doc->arena, input->heads[side].text),
                                              input->heads[side].style};
    }
    couples = couples_join(input, doc->arena, &count);
    top = asked(couples, count);
    if (top != SIZE_MAX)
        pair_doc_add_both(doc, &couples[top],
                          is_long(couple_any(&couples[top])->text) ? ON_TOP_MOST : 0);
    doc->sides_at = doc->count;
    pair_doc_add(doc, STRIP_SIDES);
    for (size_t i = 0; i < count; i++)
        if (i != top || is_long(couple_any(&couples[i])->text))
            pair_doc_add_couple(doc, &couples[i]);
    return doc;
}

void pair_doc_free(struct pair_doc *doc)
{
    if (!doc)
        return;
    for (struct piece *piece = doc->pieces; piece; piece = piece->next)
        for (int side = 0; side < SIDES; side++) {
            wrap_free(piece->texts[side]);
            free(piece->states[side]);
        }
    free(doc->strips);
    arena_free(doc->arena);
    free(doc);
}

/* ---- laying out ---- */

bool pair_doc_stacks(int width)
{
    return width < PAIR_DOC_STACKS;
}

struct pane pair_doc_pane(int width, enum pair_side side)
{
    int half = (width - 2) / 2;

    if (pair_doc_stacks(width))
        return (struct pane){0, width};
    return side == SIDE_A ? (struct pane){0, half} : (struct pane){half + 2, width - half - 2};
}

static void set_width(struct piece *piece, enum pair_side side, int width, bool wrapped)
{
    if (piece->texts[side])
        wrap_set(piece->texts[side], width > 0 ? (size_t)width : 1,
                 wrapped ? WRAP_WORDS : WRAP_NONE);
}

size_t pair_doc_rows(const struct piece *piece, enum pair_side side, uint32_t source, size_t *first)
{
    const struct wrap *wrap = piece->texts[side];
    size_t next;

    *first = 0;
    if (source == LINE_NONE || source >= wrap_source_count(wrap))
        return 0;
    *first = wrap_line_at(wrap, wrap_source_start(wrap, source));
    next = source + 1 < wrap_source_count(wrap)
               ? wrap_line_at(wrap, wrap_source_start(wrap, source + 1))
               : wrap_count(wrap);
    return next - *first;
}

/* Lines of two sides: beside each other the longer one; above each other both. */
static size_t joined(int width, size_t a, size_t b)
{
    if (pair_doc_stacks(width))
        return a + b;
    return a > b ? a : b;
}

static size_t lines_of_pair(const struct strip *strip, int width)
{
    size_t first, a = pair_doc_rows(strip->piece, SIDE_A, strip->pair.a, &first);
    size_t b = pair_doc_rows(strip->piece, SIDE_B, strip->pair.b, &first);

    if (pair_doc_stacks(width) && !strip->changed && a)
        return a;
    return joined(width, a, b);
}

static void fit_sides(const struct strip *strip, int width, int indent, bool wrapped)
{
    for (int side = 0; side < SIDES; side++)
        set_width(strip->piece, (enum pair_side)side,
                  pair_doc_pane(width, (enum pair_side)side).width - indent, wrapped);
}

static size_t lines_of_texts(const struct strip *strip, enum pair_side side)
{
    return wrap_text(strip->piece->texts[side]).len ? wrap_count(strip->piece->texts[side]) : 0;
}

/* The value of B stands where A's does, as far as its own pane is concerned without the key. */
static size_t lines_of_fact(const struct strip *strip, int width)
{
    size_t a = lines_of_texts(strip, SIDE_A), b = lines_of_texts(strip, SIDE_B);
    size_t lines = pair_doc_stacks(width) && !strip->changed ? (strip->facts[SIDE_A] ? a : b)
                                                             : joined(width, a, b);

    return lines ? lines : 1;
}

static size_t fit_strip(const struct strip *strip, int width, bool wrapped)
{
    switch (strip->kind) {
    case STRIP_BOTH:
        set_width(strip->piece, SIDE_A, width - PAIR_GUTTER, wrapped);
        return strip->most && wrap_count(strip->piece->texts[SIDE_A]) > strip->most
                   ? strip->most
                   : wrap_count(strip->piece->texts[SIDE_A]);
    case STRIP_LINE:
        fit_sides(strip, width, PAIR_GUTTER, wrapped);
        return lines_of_pair(strip, width);
    case STRIP_FACT:
        set_width(strip->piece, SIDE_A, pair_doc_pane(width, SIDE_A).width - strip->indent,
                  wrapped);
        set_width(strip->piece, SIDE_B,
                  pair_doc_pane(width, SIDE_B).width -
                      (pair_doc_stacks(width) ? strip->indent : PAIR_GUTTER),
                  wrapped);
        return lines_of_fact(strip, width);
    case STRIP_TEST:
        set_width(strip->piece, SIDE_A, width - PAIR_TEST_INDENT, wrapped);
        return wrap_count(strip->piece->texts[SIDE_A]);
    case STRIP_MESSAGE:
        fit_sides(strip, width, PAIR_GUTTER, wrapped);
        return joined(width, lines_of_texts(strip, SIDE_A), lines_of_texts(strip, SIDE_B));
    case STRIP_SIDES:
        return pair_doc_stacks(width) ? 2 : 1;
    default:
        return 1;
    }
}

void pair_doc_fit(struct pair_doc *doc, int width, bool wrapped)
{
    if (doc->fitted && doc->width == width && doc->wrapped == wrapped)
        return;
    doc->lines = 0;
    for (size_t i = 0; i < doc->count; i++) {
        doc->strips[i].first = doc->lines;
        doc->strips[i].lines = fit_strip(&doc->strips[i], width, wrapped);
        doc->lines += doc->strips[i].lines;
    }
    doc->width = width;
    doc->wrapped = wrapped;
    doc->fitted = true;
}

size_t pair_doc_lines(const struct pair_doc *doc)
{
    return doc->lines;
}

size_t pair_doc_strip_at(const struct pair_doc *doc, size_t line)
{
    size_t low = 0, high = doc->count;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (doc->strips[middle].first <= line)
            low = middle;
        else
            high = middle;
    }
    return low;
}
