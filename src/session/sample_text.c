#include <assay/session/sample_text.h>

#include <assay/base/quote.h>
#include <assay/session/json_pretty.h>
#include <assay/session/sample_field.h>
#include <assay/session/sample_record.h>
#include <assay/session/sample_sections.h>

#include <math.h>
#include <stdio.h>

enum { SECTIONS_BESIDE = 32 }; /* those that are no text of the record's own keys */

struct building {
    struct arena *arena;
    const struct sample_record *record;
    struct sample_section *items;
    size_t count;
};

const char *sample_test_state_name(enum sample_test_state state)
{
    static const char *const names[] = {
        [TEST_UNKNOWN] = "?",
        [TEST_PASSED] = "pass",
        [TEST_FAILED] = "FAIL",
        [TEST_NOT_RUN] = "not run",
    };

    return names[state];
}

/* ---- texts ---- */

static void add_text(struct building *building, const char *title, enum sample_section_kind kind,
                     struct str text)
{
    struct sample_section *section = &building->items[building->count];

    if (str_trim(text).len == 0)
        return;
    *section = (struct sample_section){.title = title, .kind = kind, .text = text};
    if (kind == SECTION_CODE)
        section->language = CODE_PYTHON;
    else if (kind == SECTION_JSON)
        section->language = CODE_JSON;
    building->count++;
}

static const struct {
    const char *title;
    enum sample_section_kind kind;
    enum record_slot slot;
} texts_before[] =
    {
        {"Problem", SECTION_PROSE, SLOT_PROBLEM},
        {"Prompt", SECTION_PROSE, SLOT_PROMPT},
},
  texts_after[] = {
      {"Error", SECTION_PROSE, SLOT_ERROR},
      {"Code", SECTION_CODE, SLOT_CODE},
      {"Response", SECTION_PROSE, SLOT_RESPONSE},
      {"Reasoning", SECTION_PROSE, SLOT_REASONING},
      {"Reference code", SECTION_CODE, SLOT_REFERENCE},
      {"Set-up of the tests", SECTION_CODE, SLOT_SETUP},
};

static struct str slot_of(const struct building *building, enum record_slot slot)
{
    struct str text = building->record->slots[slot];

    return text.ptr ? text : STR("");
}

/* Behind the line that opens a fenced block, up to the one that closes it; empty: there is none. */
static struct str fenced(struct str text)
{
    struct str line, rest = text;
    const char *begin = NULL;

    while (str_split(&rest, '\n', &line)) {
        if (!str_starts(str_trim(line), "```"))
            continue;
        if (begin)
            return (struct str){begin, (size_t)(line.ptr - begin)};
        begin = line.ptr + line.len + (line.ptr + line.len < text.ptr + text.len);
    }
    return begin ? (struct str){begin, (size_t)(text.ptr + text.len - begin)} : STR("");
}

static struct str join_lines(const struct record_strings *lines, struct arena *arena)
{
    struct buf out = {.ptr = NULL};
    struct str kept;

    for (size_t i = 0; i < lines->count; i++) {
        buf_add_str(&out, lines->items[i]);
        buf_add_char(&out, '\n');
    }
    kept = (struct str){arena_strndup(arena, out.ptr ? out.ptr : "", out.len), out.len};
    buf_release(&out);
    return kept;
}

static void add_known_texts(struct building *building)
{
    const struct sample_record *record = building->record;

    for (size_t i = 0; i < sizeof(texts_before) / sizeof(texts_before[0]); i++)
        add_text(building, texts_before[i].title, texts_before[i].kind,
                 slot_of(building, texts_before[i].slot));
    if (sample_tests_section(record, building->arena, &building->items[building->count]))
        building->count++;
    for (size_t i = 0; i < sizeof(texts_after) / sizeof(texts_after[0]); i++) {
        if (texts_after[i].slot == SLOT_CODE && !record->slots[SLOT_CODE].ptr)
            add_text(building, "Code in the response", SECTION_CODE,
                     fenced(slot_of(building, SLOT_RESPONSE)));
        add_text(building, texts_after[i].title, texts_after[i].kind,
                 slot_of(building, texts_after[i].slot));
    }
    if (record->lists[LIST_CHALLENGE].count)
        add_text(building, "Challenge tests", SECTION_CODE,
                 join_lines(&record->lists[LIST_CHALLENGE], building->arena));
}

static void add_other_texts(struct building *building)
{
    const struct record_pairs *texts = &building->record->texts;

    for (size_t i = 0; i < texts->count; i++)
        add_text(building, texts->items[i].key.ptr,
                 texts->items[i].json ? SECTION_JSON : SECTION_PROSE, texts->items[i].value);
}

/* ---- records ---- */

static void add_pairs(struct building *building, const struct record_source *source,
                      const char *title)
{
    if (sample_pairs_section(&source->facts, source->more, title, building->arena,
                             &building->items[building->count]))
        building->count++;
}

static void add_record(struct building *building, const struct record_source *source,
                       const char *laid_out, const char *raw)
{
    struct buf out = {.ptr = NULL};

    if (source->json && source->bytes.len) {
        json_pretty(&out, source->bytes);
        add_text(building, laid_out, SECTION_JSON,
                 (struct str){arena_strndup(building->arena, out.ptr, out.len), out.len});
        building->items[building->count - 1].cut = source->cut;
        buf_release(&out);
    }
    if (source->bytes.len) {
        building->items[building->count++] = (struct sample_section){
            .title = raw, .kind = SECTION_RAW, .text = source->bytes, .cut = source->cut};
    }
}

static void add_error(struct building *building, const struct record_source *source,
                      const char *title)
{
    if (source->err)
        building->items[building->count++] =
            (struct sample_section){.title = title, .kind = SECTION_PROSE, .err = source->err};
}

const struct sample_text *sample_text_build(const struct run *run, size_t set, size_t row,
                                            struct arena *arena)
{
    const struct samples *samples = run_samples(run, set);
    const struct sample_record *record = sample_record_read(run, samples, row, arena);
    struct building b = {.arena = arena, .record = record};
    struct sample_text *text = arena_zalloc(arena, 1, sizeof(*text));

    b.items = arena_zalloc(arena, SECTIONS_BESIDE + record->texts.count, sizeof(*b.items));
    b.count += sample_facts_section(run, samples, row, record, arena, &b.items[b.count]);
    b.count += sample_bars_section(samples, row, arena, &b.items[b.count]);
    b.count += sample_layers_section(run, set, row, arena, &b.items[b.count]);
    add_error(&b, &record->evaluated, "Record");
    add_error(&b, &record->response, "Response record");
    add_known_texts(&b);
    add_other_texts(&b);
    add_pairs(&b, &record->evaluated, "Other fields");
    add_pairs(&b, &record->response, "Other fields of the response");
    add_record(&b, &record->evaluated, "Record, laid out", "Record, raw");
    add_record(&b, &record->response, "Response record, laid out", "Response record, raw");
    text->sections = b.items;
    text->count = b.count;
    return text;
}

/* ---- copies ---- */

static void json_member(struct buf *out, const char *name, struct str value)
{
    if (out->ptr[out->len - 1] != '{')
        buf_add_char(out, ',');
    quote_json(out, str_of(name));
    buf_add_char(out, ':');
    buf_add_str(out, value);
}

static void json_text(struct buf *out, const char *name, struct str text)
{
    struct buf quoted = {.ptr = NULL};

    if (text.len) {
        quote_json(&quoted, text);
        json_member(out, name, buf_str(&quoted));
    }
    buf_release(&quoted);
}

static void json_cells(struct buf *out, const char *name, const struct record_pairs *cells)
{
    struct buf object = {.ptr = NULL};

    buf_add_char(&object, '{');
    for (size_t i = 0; i < cells->count; i++)
        json_text(&object, cells->items[i].key.ptr, cells->items[i].value);
    buf_add_char(&object, '}');
    json_member(out, name, buf_str(&object));
    buf_release(&object);
}

static void json_record(struct buf *out, const char *name, const struct record_source *source)
{
    struct buf copy = {.ptr = NULL};

    if (source->err || source->bytes.len == 0)
        return;
    if (source->cells.count)
        json_cells(out, name, &source->cells);
    else if (source->json && !source->cut && json_safe_copy(&copy, source->bytes))
        json_member(out, name, buf_str(&copy));
    else
        json_text(out, name, source->bytes);
    buf_release(&copy);
}

static void json_probabilities(struct buf *out, const struct samples *samples, size_t row)
{
    struct buf object = {.ptr = NULL};

    if (!samples->probabilities || samples->labels.count == 0)
        return;
    buf_add_char(&object, '{');
    for (size_t k = 0; k < samples->labels.count; k++) {
        double share = (double)samples->probabilities[row * samples->labels.count + k];
        char number[32];

        snprintf(number, sizeof(number), "%.7g", share);
        json_member(&object, samples->labels.names[k],
                    isfinite(share) ? str_of(number) : STR("null"));
    }
    buf_add_char(&object, '}');
    json_member(out, "probabilities", buf_str(&object));
    buf_release(&object);
}

void sample_json(struct buf *out, const struct run *run, size_t set, size_t row)
{
    const struct samples *samples = run_samples(run, set);
    struct arena *arena = arena_new();
    const struct sample_record *record = sample_record_read(run, samples, row, arena);
    struct buf object = {.ptr = NULL};
    char room[SAMPLE_FIELD_ROOM];

    buf_add_char(&object, '{');
    json_text(&object, "run", str_of(run_id(run)));
    json_text(&object, "set", str_of(samples->name));
    for (const struct sample_field *field = sample_fields; field->name; field++)
        json_text(&object, field->name, field->text(run, samples, row, room));
    json_probabilities(&object, samples, row);
    json_record(&object, "record", &record->evaluated);
    json_record(&object, "response", &record->response);
    buf_add_char(&object, '}');
    buf_add_str(out, buf_str(&object));
    buf_release(&object);
    arena_free(arena);
}
