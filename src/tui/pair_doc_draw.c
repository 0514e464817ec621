#include "pair_doc_internal.h"

#include <assay/session/text_pattern.h>

#include <math.h>
#include <string.h>

enum {
    LEXED_MOST = 64 << 10, /* bytes of a source line, as in sample_doc */
    NAME_LEAST = 6
};

struct pen {
    const struct pair_doc *doc;
    const struct surface *surface;
    int y;
    size_t left;
    enum pair_side side; /* that stands out */
    const struct text_pattern *needle;
    unsigned attributes; /* of words that differ, beside their role */
};

static const enum role roles[SIDES] = {ROLE_ONLY_A, ROLE_ONLY_B};

/* ---- texts ---- */

static enum role role_of_code(enum code_kind kind)
{
    static const enum role code[] = {
        [CODE_PLAIN] = ROLE_TEXT,         [CODE_KEYWORD] = ROLE_CODE_KEYWORD,
        [CODE_STRING] = ROLE_CODE_STRING, [CODE_COMMENT] = ROLE_CODE_COMMENT,
        [CODE_NUMBER] = ROLE_CODE_NUMBER, [CODE_NAME] = ROLE_CODE_NAME,
    };

    return code[kind];
}

static void mark_matches(const struct pen *pen, int column, struct str text)
{
    struct str rest = text;
    size_t at;

    if (!pen->needle || pen->needle->text.len == 0)
        return;
    while ((at = text_pattern_find(pen->needle, rest)) != SIZE_MAX) {
        struct str before = {text.ptr, (size_t)(rest.ptr - text.ptr) + at};
        struct str match = {rest.ptr + at, pen->needle->text.len};

        draw_role(pen->surface, pen->y, column + text_columns(before), text_columns(match),
                  ROLE_MATCH);
        rest = (struct str){match.ptr + match.len, rest.len - at - match.len};
    }
}

/* The lexer's colours over a part of a source line. */
static void draw_lexed(const struct pen *pen, const struct piece *piece, enum pair_side side,
                       size_t source, struct str text, int column, int end)
{
    struct code_span spans[CODE_SPANS_MOST];
    uint8_t state = piece->states[side][source];
    struct str whole = wrap_source_line(piece->texts[side], source);
    size_t count = code_line(piece->language, whole, &state, spans, CODE_SPANS_MOST);
    size_t from = (size_t)(text.ptr - whole.ptr), to = from + text.len;

    for (size_t i = 0; i < count; i++) {
        size_t first = spans[i].start, last = first + spans[i].length;

        first = first < from ? from : first;
        last = last > to ? to : last;
        if (first < last)
            column +=
                draw_text(pen->surface, pen->y, column, end - column, role_of_code(spans[i].kind),
                          (struct str){whole.ptr + first, last - first});
    }
}

static size_t side_start(const struct diff_part *part, enum pair_side side)
{
    return side == SIDE_A ? part->a : part->b;
}

static size_t side_length(const struct diff_part *part, enum pair_side side)
{
    return side == SIDE_A ? part->a_length : part->b_length;
}

/* The last part that begins at or before a byte. */
static size_t part_at(const struct word_diff *diff, enum pair_side side, size_t byte)
{
    size_t low = 0, high = diff->count;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (side_start(&diff->parts[middle], side) <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/*
 * What of a change is worth a mark: blanks at its ends are not, unless it is nothing else. `whole`
 * is all of the change, of which `text` stands in this line.
 */
static struct str worth_marking(struct str text, struct str whole)
{
    struct str trimmed = str_trim(text);

    return trimmed.len || str_trim(whole).len ? trimmed : text;
}

static void mark_changes(const struct pen *pen, const struct piece *piece, enum pair_side side,
                         struct str text, int column, int end)
{
    size_t from = (size_t)(text.ptr - wrap_text(piece->texts[side]).ptr), to = from + text.len;

    for (size_t i = text.len ? part_at(piece->diff, side, from) : piece->diff->count;
         i < piece->diff->count && side_start(&piece->diff->parts[i], side) < to; i++) {
        const struct diff_part *part = &piece->diff->parts[i];
        size_t first = side_start(part, side), last = first + side_length(part, side);
        struct str changed, whole = {wrap_text(piece->texts[side]).ptr + first, last - first};
        int at, width;

        first = first < from ? from : first;
        last = last > to ? to : last;
        if (!part->changed || first >= last)
            continue;
        changed = worth_marking((struct str){text.ptr + (first - from), last - first}, whole);
        at = column + text_columns((struct str){text.ptr, (size_t)(changed.ptr - text.ptr)});
        width = text_columns(changed);
        width = at + width > end ? end - at : width;
        if (width <= 0)
            continue;
        draw_role(pen->surface, pen->y, at, width, roles[side]);
        draw_mark(pen->surface, pen->y, at, width, pen->attributes);
    }
}

/* One screen line of a text, between two columns of the screen. */
static void draw_piece(const struct pen *pen, const struct piece *piece, enum pair_side side,
                       size_t line, int column, int end, unsigned style)
{
    const struct wrap *wrap = piece->texts[side];
    size_t source = wrap_source(wrap, line);
    struct str text = wrap_line(wrap, line);

    if (end <= column)
        return;
    if (pen->left && !pen->doc->wrapped) {
        struct wrap_part part = wrap_columns(wrap, source, pen->left, (size_t)(end - column));

        text = part.text;
        column += (int)part.pad;
    }
    if (text.len == 0)
        return;
    if (piece->states[side] && wrap_source_line(wrap, source).len <= LEXED_MOST)
        draw_lexed(pen, piece, side, source, text, column, end);
    else
        draw_text(pen->surface, pen->y, column, end - column, style, text);
    if (piece->diff)
        mark_changes(pen, piece, side, text, column, end);
    mark_matches(pen, column, text);
}

static int end_of(struct pane pane)
{
    return pane.at + pane.width;
}

static struct pane pane_of(const struct pen *pen, enum pair_side side)
{
    return pair_doc_pane(pen->doc->width, side);
}

static bool stacks(const struct pen *pen)
{
    return pair_doc_stacks(pen->doc->width);
}

static void draw_rule(const struct pen *pen)
{
    if (!stacks(pen))
        draw_column(pen->surface, pen->y, pane_of(pen, SIDE_A).width, 1, ROLE_RULE, 0x2502);
}

/* ---- lines of both sides ---- */

static void draw_sign(const struct pen *pen, const struct strip *strip, enum pair_side side)
{
    bool alone = strip->pair.a == LINE_NONE || strip->pair.b == LINE_NONE || stacks(pen);
    const char *sign = !alone ? "~" : side == SIDE_A ? "-" : "+";

    if (strip->changed)
        draw_c(pen->surface, pen->y, pane_of(pen, side).at, roles[side], sign);
}

static void draw_line_of(const struct pen *pen, const struct strip *strip, enum pair_side side,
                         size_t row)
{
    uint32_t source = side == SIDE_A ? strip->pair.a : strip->pair.b;
    size_t first, rows = pair_doc_rows(strip->piece, side, source, &first);
    struct pane pane = pane_of(pen, side);
    struct pen marking = *pen;

    if (row >= rows)
        return;
    /* Of a line that stands alone all differs, which its sign says. */
    if (strip->pair.a != LINE_NONE && strip->pair.b != LINE_NONE)
        marking.attributes = STYLE_UNDERLINE;
    draw_piece(&marking, strip->piece, side, first + row, pane.at + PAIR_GUTTER, end_of(pane),
               ROLE_TEXT);
    if (row == 0)
        draw_sign(pen, strip, side);
}

static void draw_line(const struct pen *pen, const struct strip *strip, size_t row)
{
    size_t first, a;

    if (!stacks(pen)) {
        draw_line_of(pen, strip, SIDE_A, row);
        draw_line_of(pen, strip, SIDE_B, row);
        return;
    }
    a = pair_doc_rows(strip->piece, SIDE_A, strip->pair.a, &first);
    if (row < a)
        draw_line_of(pen, strip, SIDE_A, row);
    else
        draw_line_of(pen, strip, SIDE_B, row - a);
}

/* ---- facts, messages ---- */

static unsigned style_of_fact(const struct strip *strip, enum pair_side side)
{
    const struct sample_fact *fact = strip->facts[side];

    if (fact && fact->mark == MARK_RIGHT)
        return ROLE_RIGHT;
    if (fact && fact->mark == MARK_WRONG)
        return ROLE_WRONG;
    return strip->changed ? ROLE_TEXT : ROLE_DIM;
}

static size_t lines_of_side(const struct strip *strip, enum pair_side side)
{
    const struct wrap *wrap = strip->piece->texts[side];

    return wrap_text(wrap).len ? wrap_count(wrap) : 0;
}

static void draw_bar(const struct pen *pen, const struct sample_fact *fact, int at, int end)
{
    double share = fact ? fact->share : NAN;
    int cells;

    if (isnan(share) || end - at < PAIR_BAR)
        return;
    share = share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
    cells = (int)(share * PAIR_BAR + .5);
    draw_code(pen->surface, pen->y, at, cells, ROLE_BAR, 0x2588);
}

static void draw_value(const struct pen *pen, const struct strip *strip, enum pair_side side,
                       size_t row, int column)
{
    struct pane pane = pane_of(pen, side);

    if (row >= lines_of_side(strip, side))
        return;
    draw_piece(pen, strip->piece, side, row, column, end_of(pane), style_of_fact(strip, side));
    if (row == 0)
        draw_bar(pen, strip->facts[side], column + PAIR_BAR_AT, end_of(pane));
}

static void draw_fact(const struct pen *pen, const struct strip *strip, size_t row)
{
    const struct sample_fact *any =
        strip->facts[SIDE_A] ? strip->facts[SIDE_A] : strip->facts[SIDE_B];
    size_t a = lines_of_side(strip, SIDE_A);

    if (row == 0) {
        draw_text(pen->surface, pen->y, PAIR_GUTTER, strip->indent - PAIR_GUTTER - 1, ROLE_DIM,
                  any->key);
        if (strip->changed)
            draw_c(pen->surface, pen->y, 0, ROLE_HEAD, "~");
    }
    if (!stacks(pen)) {
        draw_value(pen, strip, SIDE_A, row, strip->indent);
        draw_value(pen, strip, SIDE_B, row, pane_of(pen, SIDE_B).at + PAIR_GUTTER);
    } else if (row < a) {
        draw_value(pen, strip, SIDE_A, row, strip->indent);
    } else if (strip->changed || a == 0) {
        draw_value(pen, strip, SIDE_B, row - a, strip->indent);
        if (row == a)
            draw_c(pen->surface, pen->y, strip->indent - 2, roles[SIDE_B], "+");
    }
}

static void draw_message(const struct pen *pen, const struct strip *strip, size_t row)
{
    size_t a = lines_of_side(strip, SIDE_A);

    for (int s = 0; s < SIDES; s++) {
        enum pair_side side = (enum pair_side)s;
        struct pane pane = pane_of(pen, side);
        size_t before = stacks(pen) && side == SIDE_B ? a : 0;

        if (row >= before && row - before < lines_of_side(strip, side))
            draw_piece(pen, strip->piece, side, row - before, pane.at + PAIR_GUTTER, end_of(pane),
                       ROLE_WRONG);
    }
}

/* ---- what is as wide as there is room ---- */

static int draw_state(const struct pen *pen, const struct strip *strip, enum pair_side side, int at)
{
    static const unsigned styles[] = {[TEST_UNKNOWN] = ROLE_UNSCORED,
                                      [TEST_PASSED] = ROLE_RIGHT,
                                      [TEST_FAILED] = ROLE_WRONG | STYLE_BOLD,
                                      [TEST_NOT_RUN] = ROLE_UNSCORED};

    if (!strip->has_state[side])
        return draw_c(pen->surface, pen->y, at, ROLE_UNSCORED, "–");
    return draw_c(pen->surface, pen->y, at, styles[strip->states[side]],
                  sample_test_state_name(strip->states[side]));
}

static void draw_test(const struct pen *pen, const struct strip *strip, size_t row)
{
    if (row == 0) {
        draw_f(pen->surface, pen->y, 0, ROLE_DIM, "%3zu", strip->number);
        draw_state(pen, strip, SIDE_A, 5);
        draw_c(pen->surface, pen->y, 12, ROLE_DIM, "→");
        draw_state(pen, strip, SIDE_B, 14);
    }
    draw_piece(pen, strip->piece, SIDE_A, row, PAIR_TEST_INDENT, pen->surface->rect.width,
               strip->states[SIDE_A] == strip->states[SIDE_B] ? ROLE_DIM : ROLE_TEXT);
}

static void draw_both(const struct pen *pen, const struct strip *strip, size_t row)
{
    size_t count = wrap_count(strip->piece->texts[SIDE_A]);

    if (strip->most && count > strip->most && row + 1 == strip->most)
        draw_f(pen->surface, pen->y, PAIR_GUTTER, ROLE_DIM, "… %zu more lines, whole below",
               count - strip->most + 1);
    else
        draw_piece(pen, strip->piece, SIDE_A, row, PAIR_GUTTER, pen->surface->rect.width,
                   ROLE_TEXT);
}

static void draw_head(const struct pen *pen, const struct strip *strip)
{
    int width = pen->surface->rect.width, used;

    used = draw_c(pen->surface, pen->y, 0, ROLE_HEAD, strip->title) + 1;
    if (strip->aside)
        width -= text_columns(str_of(strip->aside)) + 1;
    draw_code(pen->surface, pen->y, used, width - used, ROLE_RULE, 0x2500);
    if (strip->aside && width > used)
        draw_c(pen->surface, pen->y, width + 1, ROLE_DIM, strip->aside);
}

static void draw_side(const struct pen *pen, enum pair_side side, int y)
{
    const struct pair_head *head = &pen->doc->heads[side];
    struct pane pane = pane_of(pen, side);
    bool here = pen->side == side;
    int at = pane.at, end = end_of(pane), room;

    at += draw_c(pen->surface, y, at, here ? ROLE_CURSOR | STYLE_BOLD : ROLE_HEAD,
                 side == SIDE_A ? " A " : " B ") +
          1;
    /* How it did matters more than what the run is called. */
    room = end - at - 3 - text_columns(str_of(head->text));
    at += draw_middle(pen->surface, y, at, room > NAME_LEAST ? room : NAME_LEAST, ROLE_HEAD,
                      str_of(head->name)) +
          2;
    draw_text(pen->surface, y, at, end - at - 1, head->style, str_of(head->text));
}

static void draw_sides(const struct pen *pen, size_t row)
{
    if (!stacks(pen)) {
        draw_side(pen, SIDE_A, pen->y);
        draw_side(pen, SIDE_B, pen->y);
    } else {
        draw_side(pen, row == 0 ? SIDE_A : SIDE_B, pen->y);
    }
}

/* ---- the whole ---- */

static bool is_parted(const struct strip *strip)
{
    return strip->kind == STRIP_LINE || strip->kind == STRIP_FACT;
}

static void draw_strip(const struct pen *pen, const struct strip *strip, size_t row)
{
    switch (strip->kind) {
    case STRIP_HEAD:
        draw_head(pen, strip);
        break;
    case STRIP_SIDES:
        draw_sides(pen, row);
        draw_rule(pen);
        break;
    case STRIP_BOTH:
        draw_both(pen, strip, row);
        break;
    case STRIP_LINE:
        draw_rule(pen);
        draw_line(pen, strip, row);
        break;
    case STRIP_FACT:
        draw_rule(pen);
        draw_fact(pen, strip, row);
        break;
    case STRIP_TEST:
        draw_test(pen, strip, row);
        break;
    case STRIP_MESSAGE:
        draw_message(pen, strip, row);
        break;
    case STRIP_NOTE:
        draw_text(pen->surface, pen->y, PAIR_GUTTER, pen->surface->rect.width - PAIR_GUTTER,
                  ROLE_WARNING, str_of(strip->title));
        break;
    case STRIP_GAP:
        if (strip > pen->doc->strips && is_parted(&strip[-1]))
            draw_rule(pen);
        break;
    }
}

void pair_doc_draw(const struct pair_doc *doc, const struct surface *surface, size_t top,
                   size_t left, enum pair_side side, const char *needle)
{
    struct text_pattern pattern;
    struct pen pen = {doc, surface, 0, left, side, NULL, 0};
    const struct strip *sides = &doc->strips[doc->sides_at];
    size_t at = pair_doc_strip_at(doc, top), line = top;

    if (needle[0]) {
        text_pattern_set(&pattern, TEXT_CONTAINS, str_of(needle), NULL);
        pen.needle = &pattern;
    }
    /* Who is who stays in sight. */
    for (; sides->first < top && pen.y < (int)sides->lines && pen.y < surface->rect.height;
         pen.y++, line++)
        draw_strip(&pen, sides, (size_t)pen.y);
    for (; pen.y < surface->rect.height && line < doc->lines; pen.y++, line++) {
        while (at + 1 < doc->count && doc->strips[at + 1].first <= line)
            at++;
        draw_strip(&pen, &doc->strips[at], line - doc->strips[at].first);
    }
    if (needle[0])
        text_pattern_release(&pattern);
}
