#include "mbpp_internal.h"

enum { BROKEN_TOLD = 10 };

struct str mbpp_id_text(const struct json_value *value, struct buf *scratch)
{
    if (value->kind == JSON_ABSENT || value->kind == JSON_NULL)
        return STR("");
    if (value->kind != JSON_STRING || !value->escaped)
        return value->raw;
    buf_clear(scratch);
    json_value_text(value, scratch);
    return buf_str(scratch);
}

void mbpp_note_broken(struct run_builder *builder, uint32_t file, const struct json_record *record,
                      enum json_status status, size_t *broken)
{
    if (status == JSON_CUT) {
        builder_note(
            builder, NOTE_BROKEN, file, 0,
            "the file ends in the middle, behind record %llu at byte %llu: %s; what stands "
            "before is used",
            (unsigned long long)record->number, (unsigned long long)record->offset,
            json_cause_text(record->cause));
        return;
    }
    if (++*broken > BROKEN_TOLD)
        return;
    builder_note(builder, NOTE_BROKEN, file, 0,
                 "record %llu at byte %llu is left out: %s (byte %llu)",
                 (unsigned long long)record->number, (unsigned long long)record->offset,
                 json_cause_text(record->cause), (unsigned long long)record->fault);
}

static void note_if(struct run_builder *builder, uint32_t file, uint64_t count, const char *what)
{
    if (count)
        builder_note_count(builder, NOTE_ODD, file, 0, count, "%s", what);
}

void mbpp_note_oddities(struct run_builder *builder, uint32_t file,
                        const struct json_reader *reader, size_t broken)
{
    const struct json_oddities *odd = json_reader_oddities(reader);

    if (broken > BROKEN_TOLD)
        builder_note_count(builder, NOTE_BROKEN, file, 0, broken - BROKEN_TOLD,
                           "%zu more records are broken and left out", broken - BROKEN_TOLD);
    note_if(builder, file, odd->missing_commas, "no comma between records");
    note_if(builder, file, odd->extra_commas, "a comma too many");
    if (odd->text_after_end)
        builder_note(builder, NOTE_ODD, file, 0, "text behind the end, at byte %llu, is not read",
                     (unsigned long long)odd->after_end);
}
