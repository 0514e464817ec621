#include <assay/tui/sample_doc.h>

#include <assay/base/arena.h>
#include <assay/base/fmt.h>
#include <assay/base/wrap.h>
#include <assay/session/text_pattern.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_MOST = 22,
    INDENT = 2,
    BAR_WIDTH = 20,
    LEXED_MOST = 64 << 10 /* bytes of a source line that is lexed for each of its screen lines */
};

enum block_kind {
    BLOCK_HEAD,
    BLOCK_ERROR,
    BLOCK_FACT,
    BLOCK_BAR,
    BLOCK_LAYER_HEAD,
    BLOCK_LAYER,
    BLOCK_TEST,
    BLOCK_MESSAGE, /* what a test that did not pass said */
    BLOCK_TEXT,
    BLOCK_GAP
};

struct block {
    enum block_kind kind;
    const struct sample_section *section;
    size_t index; /* of the fact, layer or test */
    int indent;   /* columns before the wrapped text */
    struct wrap *wrap;
    uint8_t *states; /* of code: what each source line begins with */
    size_t first, lines;
};

struct sample_doc {
    struct block *blocks;
    size_t count, capacity, lines;
    int width;
    bool wrapped, fitted;
};

/* ---- building ---- */

static struct block *add(struct sample_doc *doc, enum block_kind kind,
                         const struct sample_section *section, size_t index)
{
    doc->blocks = array_grow(doc->blocks, &doc->capacity, doc->count + 1, sizeof(*doc->blocks));
    doc->blocks[doc->count] =
        (struct block){.kind = kind, .section = section, .index = index, .lines = 1};
    return &doc->blocks[doc->count++];
}

static void add_text(struct sample_doc *doc, enum block_kind kind,
                     const struct sample_section *section, size_t index, int indent,
                     struct str text)
{
    struct block *block = add(doc, kind, section, index);

    block->indent = indent;
    block->wrap = wrap_new(text);
}

static int key_width(const struct sample_section *section)
{
    int widest = 0;

    for (size_t i = 0; i < section->fact_count; i++) {
        int width = text_columns(section->facts[i].key);

        widest = width > widest ? width : widest;
    }
    return widest > KEY_MOST ? KEY_MOST : widest;
}

static void begin_code(struct block *block)
{
    struct code_span spans[CODE_SPANS_MOST];
    size_t count = wrap_source_count(block->wrap);
    uint8_t state = CODE_STATE_START;

    block->states = xmalloc(count ? count : 1);
    for (size_t i = 0; i < count; i++) {
        block->states[i] = state;
        code_line(block->section->language, wrap_source_line(block->wrap, i), &state, spans,
                  CODE_SPANS_MOST);
    }
}

static void add_body(struct sample_doc *doc, const struct sample_section *section)
{
    int indent = INDENT + key_width(section) + 2;

    for (size_t i = 0; i < section->fact_count; i++)
        add_text(doc, isnan(section->facts[i].share) ? BLOCK_FACT : BLOCK_BAR, section, i, indent,
                 section->facts[i].value);
    if (section->layer_count)
        add(doc, BLOCK_LAYER_HEAD, section, 0);
    for (size_t i = 0; i < section->layer_count; i++)
        add(doc, BLOCK_LAYER, section, i);
    for (size_t i = 0; i < section->test_count; i++) {
        const struct sample_test *test = &section->tests[i];

        add_text(doc, BLOCK_TEST, section, i, INDENT + 9, test->test);
        if (test->message.len && test->state != TEST_PASSED)
            add_text(doc, BLOCK_MESSAGE, section, i, INDENT + 9, test->message);
    }
    if (section->text.len || section->kind >= SECTION_PROSE)
        add_text(doc, BLOCK_TEXT, section, 0, INDENT, section->text);
    if (section->kind == SECTION_CODE || section->kind == SECTION_JSON)
        begin_code(&doc->blocks[doc->count - 1]);
}

static bool belongs(const struct sample_section *section, enum doc_part part)
{
    bool raw = section->kind == SECTION_RAW ||
               (section->kind == SECTION_JSON && strcmp(section->title, "Laid out") == 0);

    switch (part) {
    case DOC_RAW:
        return raw;
    case DOC_FACTS:
        return section->kind <= SECTION_TESTS;
    case DOC_TEXTS:
        return !raw && section->kind > SECTION_TESTS;
    default:
        return !raw;
    }
}

struct sample_doc *sample_doc_new(const struct sample_text *text, enum doc_part part)
{
    struct sample_doc *doc = xcalloc(1, sizeof(*doc));

    for (size_t i = 0; i < text->count; i++) {
        const struct sample_section *section = &text->sections[i];

        if (!belongs(section, part))
            continue;
        add(doc, BLOCK_HEAD, section, 0);
        if (section->err)
            add(doc, BLOCK_ERROR, section, 0);
        else
            add_body(doc, section);
        add(doc, BLOCK_GAP, section, 0);
    }
    return doc;
}

void sample_doc_free(struct sample_doc *doc)
{
    if (!doc)
        return;
    for (size_t i = 0; i < doc->count; i++) {
        wrap_free(doc->blocks[i].wrap);
        free(doc->blocks[i].states);
    }
    free(doc->blocks);
    free(doc);
}

bool sample_doc_is_empty(const struct sample_doc *doc)
{
    return doc->count == 0;
}

void sample_doc_fit(struct sample_doc *doc, int width, bool wrapped)
{
    if (doc->fitted && doc->width == width && doc->wrapped == wrapped)
        return;
    doc->lines = 0;
    for (size_t i = 0; i < doc->count; i++) {
        struct block *block = &doc->blocks[i];

        block->first = doc->lines;
        if (block->wrap) {
            int room = width - block->indent;

            wrap_set(block->wrap, room > 0 ? (size_t)room : 1, wrapped ? WRAP_WORDS : WRAP_NONE);
            block->lines = wrap_count(block->wrap);
        }
        doc->lines += block->lines;
    }
    doc->width = width;
    doc->wrapped = wrapped;
    doc->fitted = true;
}

size_t sample_doc_lines(const struct sample_doc *doc)
{
    return doc->lines;
}

/* The block that holds a line. */
static size_t block_at(const struct sample_doc *doc, size_t line)
{
    size_t low = 0, high = doc->count;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (doc->blocks[middle].first <= line)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- drawing ---- */

struct pen {
    const struct surface *surface;
    int y;
    size_t left;
    const struct text_pattern *needle; /* NULL: none */
};

static void mark_matches(const struct pen *pen, int column, struct str text)
{
    struct str rest = text;
    size_t at;

    if (!pen->needle)
        return;
    while ((at = text_pattern_find(pen->needle, rest)) != SIZE_MAX) {
        struct str before = {text.ptr, (size_t)(rest.ptr - text.ptr) + at};
        struct str match = {rest.ptr + at, pen->needle->text.len};

        draw_role(pen->surface, pen->y, column + text_columns(before), text_columns(match),
                  ROLE_MATCH);
        rest = (struct str){match.ptr + match.len, rest.len - at - match.len};
        if (match.len == 0)
            return;
    }
}

static enum role role_of_code(enum code_kind kind)
{
    static const enum role roles[] = {
        [CODE_PLAIN] = ROLE_TEXT,         [CODE_KEYWORD] = ROLE_CODE_KEYWORD,
        [CODE_STRING] = ROLE_CODE_STRING, [CODE_COMMENT] = ROLE_CODE_COMMENT,
        [CODE_NUMBER] = ROLE_CODE_NUMBER, [CODE_NAME] = ROLE_CODE_NAME,
    };

    return roles[kind];
}

/* The part of the text that this line of the block shows, and the bytes of its source before it. */
static struct str line_of(const struct block *block, size_t line, size_t left, size_t columns,
                          size_t *offset, size_t *pad)
{
    size_t source = wrap_source(block->wrap, line);
    struct str text = wrap_line(block->wrap, line);

    *pad = 0;
    if (left) {
        struct wrap_part part = wrap_columns(block->wrap, source, left, columns);

        text = part.text;
        *pad = part.pad;
    }
    *offset = text.len ? (size_t)(text.ptr - wrap_source_line(block->wrap, source).ptr) : 0;
    return text;
}

static void draw_code_line(const struct pen *pen, const struct block *block, size_t source,
                           int column, struct str text, size_t offset)
{
    struct code_span spans[CODE_SPANS_MOST];
    uint8_t state = block->states[source];
    struct str whole = wrap_source_line(block->wrap, source);
    size_t count = code_line(block->section->language, whole, &state, spans, CODE_SPANS_MOST);
    size_t end = offset + text.len;

    for (size_t i = 0; i < count; i++) {
        size_t from = spans[i].start, to = from + spans[i].length;

        from = from < offset ? offset : from;
        to = to > end ? end : to;
        if (from < to)
            column +=
                draw_text(pen->surface, pen->y, column, pen->surface->rect.width - column,
                          role_of_code(spans[i].kind), (struct str){whole.ptr + from, to - from});
    }
}

static bool is_lexed(const struct block *block, size_t line)
{
    return wrap_source_line(block->wrap, wrap_source(block->wrap, line)).len <= LEXED_MOST;
}

static void draw_wrapped(const struct pen *pen, const struct block *block, size_t line,
                         unsigned style)
{
    size_t room =
        (size_t)(pen->surface->rect.width > block->indent ? pen->surface->rect.width - block->indent
                                                          : 1);
    size_t offset, pad;
    struct str text = line_of(block, line, pen->left, room, &offset, &pad);
    int column = block->indent + (int)pad;

    if (block->states && is_lexed(block, line))
        draw_code_line(pen, block, wrap_source(block->wrap, line), column, text, offset);
    else
        draw_text(pen->surface, pen->y, column, pen->surface->rect.width - column, style, text);
    mark_matches(pen, column, text);
}

static unsigned style_of_mark(enum sample_mark mark)
{
    return mark == MARK_RIGHT ? ROLE_RIGHT : mark == MARK_WRONG ? ROLE_WRONG : ROLE_TEXT;
}

static void draw_bar(const struct pen *pen, const struct block *block, double share)
{
    int at = block->indent + 8, cells;

    /* A file may call anything a probability. */
    share = share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
    cells = (int)(share * BAR_WIDTH + .5);
    draw_code(pen->surface, pen->y, at, cells, ROLE_BAR, 0x2588);
}

static void draw_fact(const struct pen *pen, const struct block *block, size_t line)
{
    const struct sample_fact *fact = &block->section->facts[block->index];

    if (line == 0)
        draw_text(pen->surface, pen->y, INDENT, block->indent - INDENT - 1, ROLE_DIM, fact->key);
    draw_wrapped(pen, block, line, style_of_mark(fact->mark));
    if (block->kind == BLOCK_BAR && line == 0)
        draw_bar(pen, block, fact->share);
}

static void draw_test(const struct pen *pen, const struct block *block, size_t line)
{
    static const unsigned styles[] = {[TEST_UNKNOWN] = ROLE_UNSCORED,
                                      [TEST_PASSED] = ROLE_RIGHT,
                                      [TEST_FAILED] = ROLE_WRONG | STYLE_BOLD,
                                      [TEST_NOT_RUN] = ROLE_UNSCORED};
    const struct sample_test *test = &block->section->tests[block->index];

    if (line == 0)
        draw_c(pen->surface, pen->y, INDENT, styles[test->state],
               sample_test_state_name(test->state));
    draw_wrapped(pen, block, line, ROLE_TEXT);
}

enum { LAYER_NUMBER = 8, READING_WIDTH = 14 };

/* Truth and prediction of each probe, side by side. */
static void draw_layer_head(const struct pen *pen, const struct block *block)
{
    int at = LAYER_NUMBER + 2;

    draw_right(pen->surface, pen->y, LAYER_NUMBER, LAYER_NUMBER, ROLE_HEAD, STR("layer"));
    for (size_t i = 0; i < block->section->probe_count; i++, at += READING_WIDTH + 2)
        draw_text(pen->surface, pen->y, at, READING_WIDTH, ROLE_HEAD,
                  str_of(block->section->probes[i]));
}

static void draw_layer(const struct pen *pen, const struct block *block)
{
    const struct sample_layer *layer = &block->section->layers[block->index];
    int at = LAYER_NUMBER + 2;

    draw_f(pen->surface, pen->y, INDENT, ROLE_TEXT, "%6u", layer->layer);
    for (size_t i = 0; i < block->section->probe_count; i++, at += READING_WIDTH + 2) {
        const struct sample_reading *reading = &layer->readings[i];

        draw_text(pen->surface, pen->y, at, READING_WIDTH, style_of_mark(reading->mark),
                  reading->prediction);
        if (reading->mark == MARK_WRONG)
            draw_code(pen->surface, pen->y, at + READING_WIDTH, 1, ROLE_WRONG, 0x2717);
    }
}

static void draw_block(const struct pen *pen, const struct block *block, size_t line)
{
    int used;

    switch (block->kind) {
    case BLOCK_HEAD:
        used = draw_c(pen->surface, pen->y, 0, ROLE_HEAD, block->section->title) + 1;
        draw_code(pen->surface, pen->y, used, pen->surface->rect.width - used - 1, ROLE_RULE,
                  0x2500);
        if (block->section->cut)
            draw_right(pen->surface, pen->y, pen->surface->rect.width, 24, ROLE_WARNING,
                       STR(" goes on in the file "));
        break;
    case BLOCK_ERROR:
        draw_c(pen->surface, pen->y, INDENT, ROLE_ERROR, block->section->err);
        break;
    case BLOCK_FACT:
    case BLOCK_BAR:
        draw_fact(pen, block, line);
        break;
    case BLOCK_LAYER_HEAD:
        draw_layer_head(pen, block);
        break;
    case BLOCK_LAYER:
        draw_layer(pen, block);
        break;
    case BLOCK_TEST:
        draw_test(pen, block, line);
        break;
    case BLOCK_MESSAGE:
        draw_wrapped(pen, block, line, ROLE_WARNING);
        break;
    case BLOCK_TEXT:
        draw_wrapped(pen, block, line, ROLE_TEXT);
        break;
    case BLOCK_GAP:
        break;
    }
}

void sample_doc_draw(const struct sample_doc *doc, const struct surface *surface, size_t top,
                     size_t left, const char *needle)
{
    struct text_pattern pattern;
    struct pen pen = {surface, 0, doc->wrapped ? 0 : left, NULL};
    size_t block = doc->count ? block_at(doc, top) : 0, line = top;

    if (needle[0]) {
        text_pattern_set(&pattern, TEXT_CONTAINS, str_of(needle), NULL);
        pen.needle = &pattern;
    }
    for (; pen.y < surface->rect.height && line < doc->lines; pen.y++, line++) {
        while (block + 1 < doc->count && doc->blocks[block + 1].first <= line)
            block++;
        draw_block(&pen, &doc->blocks[block], line - doc->blocks[block].first);
    }
    if (needle[0])
        text_pattern_release(&pattern);
}

/* ---- finding ---- */

static bool block_holds(const struct block *block, size_t line, const struct text_pattern *pattern)
{
    if (block->kind == BLOCK_HEAD)
        return text_pattern_match(pattern, str_of(block->section->title));
    if (block->wrap && text_pattern_match(pattern, wrap_line(block->wrap, line)))
        return true;
    return line == 0 && (block->kind == BLOCK_FACT || block->kind == BLOCK_BAR) &&
           text_pattern_match(pattern, block->section->facts[block->index].key);
}

size_t sample_doc_find(const struct sample_doc *doc, const char *needle, size_t from, bool forward)
{
    struct text_pattern pattern;
    size_t found = SIZE_MAX, line = from;

    text_pattern_set(&pattern, TEXT_CONTAINS, str_of(needle), NULL);
    for (size_t i = 0; i < doc->lines && found == SIZE_MAX; i++) {
        const struct block *block;

        line = forward ? (line + 1) % doc->lines : (line + doc->lines - 1) % doc->lines;
        block = &doc->blocks[block_at(doc, line)];
        if (block_holds(block, line - block->first, &pattern))
            found = line;
    }
    text_pattern_release(&pattern);
    return found;
}
