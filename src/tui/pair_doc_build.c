#include "pair_doc_internal.h"

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- strips ---- */

struct strip *pair_doc_add(struct pair_doc *doc, enum strip_kind kind)
{
    doc->strips = array_grow(doc->strips, &doc->capacity, doc->count + 1, sizeof(*doc->strips));
    doc->strips[doc->count] = (struct strip){.kind = kind, .lines = 1};
    return &doc->strips[doc->count++];
}

static void add_head(struct pair_doc *doc, const char *title, const char *aside)
{
    struct strip *strip = pair_doc_add(doc, STRIP_HEAD);

    strip->title = title;
    strip->aside = aside;
}

static void add_note(struct pair_doc *doc, const char *text)
{
    pair_doc_add(doc, STRIP_NOTE)->title = text;
}

static struct piece *new_piece(struct pair_doc *doc)
{
    struct piece *piece = arena_zalloc(doc->arena, 1, sizeof(*piece));

    piece->next = doc->pieces;
    doc->pieces = piece;
    return piece;
}

static uint8_t *code_states(const struct wrap *wrap, enum code_language language)
{
    struct code_span spans[CODE_SPANS_MOST];
    size_t count = wrap_source_count(wrap);
    uint8_t *states = xmalloc(count + 1), state = CODE_STATE_START;

    for (size_t i = 0; i < count; i++) {
        states[i] = state;
        code_line(language, wrap_source_line(wrap, i), &state, spans, CODE_SPANS_MOST);
    }
    return states;
}

/* ---- texts ---- */

static struct piece *piece_of(struct pair_doc *doc, const struct couple *couple, bool both)
{
    struct piece *piece = new_piece(doc);

    for (int side = 0; side < (both ? 1 : SIDES); side++) {
        const struct sample_section *section = couple->sections[side];

        piece->texts[side] = wrap_new(section ? section->text : STR(""));
        piece->language = couple_any(couple)->language;
        if (couple_any(couple)->kind == SECTION_CODE || couple_any(couple)->kind == SECTION_JSON)
            piece->states[side] = code_states(piece->texts[side], piece->language);
    }
    return piece;
}

void pair_doc_add_both(struct pair_doc *doc, const struct couple *couple, size_t most)
{
    struct strip *strip;

    add_head(doc, couple->title, "the same in both");
    strip = pair_doc_add(doc, STRIP_BOTH);
    strip->piece = piece_of(doc, couple, true);
    strip->most = most;
    pair_doc_add(doc, STRIP_GAP);
}

static void add_lines(struct pair_doc *doc, struct piece *piece)
{
    struct line_pairs pairs = line_pairs_new(
        wrap_text(piece->texts[SIDE_A]), wrap_text(piece->texts[SIDE_B]), piece->diff, doc->arena);

    for (size_t i = 0; i < pairs.count; i++) {
        struct strip *strip = pair_doc_add(doc, STRIP_LINE);

        strip->piece = piece;
        strip->pair = pairs.pairs[i];
        strip->changed = pairs.pairs[i].changed;
    }
}

static void add_lone(struct pair_doc *doc, struct piece *piece, enum pair_side side)
{
    size_t count = wrap_source_count(piece->texts[side]);

    for (size_t i = 0; i < count; i++) {
        struct strip *strip = pair_doc_add(doc, STRIP_LINE);

        strip->piece = piece;
        strip->pair.a = side == SIDE_A ? (uint32_t)i : LINE_NONE;
        strip->pair.b = side == SIDE_B ? (uint32_t)i : LINE_NONE;
    }
}

static void add_text(struct pair_doc *doc, const struct couple *couple)
{
    enum pair_side only = couple->sections[SIDE_A] ? SIDE_A : SIDE_B;
    bool lone = !couple->sections[SIDE_A] || !couple->sections[SIDE_B];
    struct piece *piece;

    if (couple->same) {
        pair_doc_add_both(doc, couple, 0);
        return;
    }
    piece = piece_of(doc, couple, false);
    piece->lone = lone;
    add_head(doc, couple->title, !lone ? NULL : only == SIDE_A ? "only A" : "only B");
    if (lone) {
        add_lone(doc, piece, only);
    } else {
        piece->diff =
            word_diff(wrap_text(piece->texts[SIDE_A]), wrap_text(piece->texts[SIDE_B]), doc->arena);
        if (piece->diff->coarse)
            add_note(doc,
                     "too much to compare word by word: what was not compared is shown as changed");
        else if (piece->diff->count <= 1 && !(piece->diff->count && piece->diff->parts[0].changed))
            add_note(doc, "they differ in tabs, line ends or bytes that look the same");
        add_lines(doc, piece);
    }
    pair_doc_add(doc, STRIP_GAP);
}

/* ---- facts ---- */

static const struct sample_fact *fact_of(const struct sample_section *section, struct str key)
{
    for (size_t i = 0; section && i < section->fact_count; i++)
        if (str_eq(section->facts[i].key, key))
            return &section->facts[i];
    return NULL;
}

/* Where a record stands is another place in another run, which tells nothing. */
static bool is_place(struct str key)
{
    return str_eq_c(key, "record") || str_eq_c(key, "response");
}

static void add_fact(struct pair_doc *doc, const struct sample_fact *a, const struct sample_fact *b,
                     int key_width)
{
    struct strip *strip = pair_doc_add(doc, STRIP_FACT);
    struct piece *piece = new_piece(doc);

    for (int side = 0; side < SIDES; side++)
        piece->texts[side] =
            wrap_new(side == SIDE_A ? (a ? a->value : STR("")) : (b ? b->value : STR("")));
    strip->piece = piece;
    strip->facts[SIDE_A] = a;
    strip->facts[SIDE_B] = b;
    strip->indent = PAIR_GUTTER + key_width + 1;
    strip->changed = !is_place((a ? a : b)->key) && doc->has[SIDE_A] && doc->has[SIDE_B] &&
                     !(a && b && str_eq(a->value, b->value));
}

static int key_width(const struct couple *couple)
{
    int widest = 0;

    for (int side = 0; side < SIDES; side++)
        for (size_t i = 0; couple->sections[side] && i < couple->sections[side]->fact_count; i++) {
            int width = text_columns(couple->sections[side]->facts[i].key);

            widest = width > widest ? width : widest;
        }
    return widest > PAIR_KEY_MOST ? PAIR_KEY_MOST : widest;
}

/* In B's order, then what only A has. */
static void add_facts(struct pair_doc *doc, const struct couple *couple)
{
    const struct sample_section *a = couple->sections[SIDE_A], *b = couple->sections[SIDE_B];
    int width = key_width(couple);

    for (size_t i = 0; b && i < b->fact_count; i++)
        add_fact(doc, fact_of(a, b->facts[i].key), &b->facts[i], width);
    for (size_t i = 0; a && i < a->fact_count; i++)
        if (!fact_of(b, a->facts[i].key))
            add_fact(doc, &a->facts[i], NULL, width);
}

/* ---- layers: a fact each ---- */

static void add_reading(struct buf *out, const struct sample_reading *reading)
{
    if (reading->prediction.len == 0)
        return;
    buf_add_c(out, out->len ? "  " : "");
    buf_add_str(out, reading->prediction);
    if (reading->mark == MARK_WRONG)
        buf_add_c(out, " ✗");
}

static const struct sample_section *layers_as_facts(const struct sample_section *section,
                                                    struct arena *arena)
{
    struct sample_section *facts;
    struct sample_fact *items;
    struct buf out = {.ptr = NULL};

    if (!section)
        return NULL;
    facts = arena_zalloc(arena, 1, sizeof(*facts));
    items = arena_zalloc(arena, section->layer_count + 1, sizeof(*items));
    for (size_t i = 0; i < section->layer_count; i++) {
        buf_clear(&out);
        for (size_t p = 0; p < section->probe_count; p++)
            add_reading(&out, &section->layers[i].readings[p]);
        items[i] = (struct sample_fact){
            .key = str_of(arena_printf(arena, "layer %u", section->layers[i].layer)),
            .value = {arena_strndup(arena, out.ptr ? out.ptr : "", out.len), out.len},
            .share = NAN};
    }
    *facts = (struct sample_section){.title = section->title,
                                     .kind = SECTION_FACTS,
                                     .facts = items,
                                     .fact_count = section->layer_count};
    buf_release(&out);
    return facts;
}

/* ---- tests ---- */

static const struct sample_test *test_of(const struct sample_section *section, size_t index)
{
    return section && index < section->test_count ? &section->tests[index] : NULL;
}

static struct str message_of(const struct sample_test *test)
{
    return test && test->state != TEST_PASSED ? test->message : STR("");
}

static void add_test(struct pair_doc *doc, const struct couple *couple, size_t index)
{
    const struct sample_test *tests[SIDES] = {test_of(couple->sections[SIDE_A], index),
                                              test_of(couple->sections[SIDE_B], index)};
    const struct sample_test *any = tests[SIDE_A] ? tests[SIDE_A] : tests[SIDE_B];
    struct strip *strip = pair_doc_add(doc, STRIP_TEST);

    strip->number = index + 1;
    strip->piece = new_piece(doc);
    strip->piece->texts[SIDE_A] = wrap_new(any->test);
    for (int side = 0; side < SIDES; side++) {
        strip->has_state[side] = tests[side] != NULL;
        strip->states[side] = tests[side] ? tests[side]->state : TEST_UNKNOWN;
    }
    if (message_of(tests[SIDE_A]).len + message_of(tests[SIDE_B]).len == 0)
        return;
    strip = pair_doc_add(doc, STRIP_MESSAGE);
    strip->piece = new_piece(doc);
    for (int side = 0; side < SIDES; side++)
        strip->piece->texts[side] = wrap_new(message_of(tests[side]));
}

static void add_tests(struct pair_doc *doc, const struct couple *couple)
{
    size_t count = 0;

    for (int side = 0; side < SIDES; side++)
        if (couple->sections[side] && couple->sections[side]->test_count > count)
            count = couple->sections[side]->test_count;
    for (size_t i = 0; i < count; i++)
        add_test(doc, couple, i);
}

/* ---- couples ---- */

static void add_error(struct pair_doc *doc, const struct couple *couple)
{
    struct strip *strip = pair_doc_add(doc, STRIP_MESSAGE);

    strip->piece = new_piece(doc);
    for (int side = 0; side < SIDES; side++) {
        const struct sample_section *section = couple->sections[side];

        strip->piece->texts[side] =
            wrap_new(section && section->err ? str_of(section->err) : STR(""));
    }
}

void pair_doc_add_couple(struct pair_doc *doc, struct couple *couple)
{
    bool failed = (couple->sections[SIDE_A] && couple->sections[SIDE_A]->err) ||
                  (couple->sections[SIDE_B] && couple->sections[SIDE_B]->err);

    if (couple_is_text(couple)) {
        add_text(doc, couple);
        return;
    }
    add_head(doc, couple->title, NULL);
    if (failed)
        add_error(doc, couple);
    if (couple_any(couple)->layer_count)
        for (int side = 0; side < SIDES; side++)
            couple->sections[side] = layers_as_facts(couple->sections[side], doc->arena);
    add_facts(doc, couple);
    add_tests(doc, couple);
    pair_doc_add(doc, STRIP_GAP);
}
