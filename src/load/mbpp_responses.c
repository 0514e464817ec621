#include "mbpp_internal.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum field {
    FIELD_ID,
    FIELD_TASK,
    FIELD_SPLIT,
    FIELD_TIMESTAMP,
    FIELD_CREATED,
    FIELD_TOKENS,
    FIELD_FINISH,
    FIELD_CONTENT,
    FIELD_RESPONSE,
    FIELD_MODEL,
    FIELD_COUNT
};

static const char *const fields[FIELD_COUNT] = {
    [FIELD_ID] = "mbpp_id",
    [FIELD_TASK] = "problem.task_id",
    [FIELD_SPLIT] = "split",
    [FIELD_TIMESTAMP] = "timestamp",
    [FIELD_CREATED] = "model_response.created",
    [FIELD_TOKENS] = "model_response.usage.total_tokens",
    [FIELD_FINISH] = "model_response.choices.0.finish_reason",
    [FIELD_CONTENT] = "model_response.choices.0.message.content",
    [FIELD_RESPONSE] = "response",
    [FIELD_MODEL] = "model_name",
};

/* Longer codes are not looked for in the response: no model's program is that long. */
enum { CODE_LIMIT = 1 << 20 };

/* What the responses of one split add up to. */
struct tally {
    const char *split; /* NULL: none known */
    const char *path;
    uint64_t responses, answered, with_tokens, tokens;
};

struct join {
    struct mbpp_load *load;
    const struct group_file *file;
    uint32_t number; /* of the file */
    const char *file_split;
    struct arena *arena;
    struct tally *tallies;
    size_t tally_count, tally_capacity;
    uint8_t *met; /* a row: 1 when some response is of its problem */
    int evaluation_fd;
    uint64_t strangers, repeated, compared, foreign_code;
    bool splits_joined;
    struct str first_foreign; /* id */
};

/* ---- does the evaluated code come from the response? ---- */

static bool read_at(int fd, uint64_t offset, size_t length, struct buf *out)
{
    char part[8192];

    buf_clear(out);
    while (out->len < length) {
        size_t want = length - out->len < sizeof(part) ? length - out->len : sizeof(part);
        ssize_t got = pread(fd, part, want, (off_t)(offset + out->len));

        if (got <= 0)
            return false;
        buf_add(out, part, (size_t)got);
    }
    return true;
}

/* Every line of the code stands in the text, in the same order, indentation aside. */
static bool lines_stand_in(struct str code, struct str text)
{
    struct str wanted, line;

    while (str_split(&code, '\n', &wanted)) {
        bool found = str_trim(wanted).len == 0;

        while (!found && str_split(&text, '\n', &line))
            found = str_eq(str_trim(line), str_trim(wanted));
        if (!found)
            return false;
    }
    return true;
}

/*
 * The evaluator takes the code out of the response's fenced blocks, one after the other, so its
 * lines are the response's with some left out.
 */
static bool comes_from(struct mbpp_load *load, const struct json_value *code,
                       const struct json_value *content)
{
    buf_clear(&load->left);
    json_value_text(content, &load->left);
    buf_clear(&load->right);
    json_value_text(code, &load->right);
    return lines_stand_in(buf_str(&load->right), buf_str(&load->left));
}

static void compare_code(struct join *join, size_t row, const struct json_value *content)
{
    const struct record_ref *record = &sample_writer_record(join->load->writer)[row];
    struct buf text = {NULL, 0, 0};
    struct json_value code;

    if (join->evaluation_fd < 0 || content->kind != JSON_STRING)
        return;
    if (read_at(join->evaluation_fd, record->offset, record->length, &text)) {
        code = json_raw_find(buf_str(&text), "generated_code");
        if (code.kind == JSON_STRING && code.raw.len < CODE_LIMIT) {
            join->compared++;
            if (!comes_from(join->load, &code, content) && join->foreign_code++ == 0) {
                struct str id = mbpp_rows_id(join->load->rows, row);

                join->first_foreign =
                    (struct str){arena_strndup(join->arena, id.ptr, id.len), id.len};
            }
        }
    }
    buf_release(&text);
}

/* ---- one response ---- */

static struct tally *tally_of(struct join *join, const char *split)
{
    struct tally *tally;

    for (size_t i = 0; i < join->tally_count; i++)
        if (split == join->tallies[i].split ||
            (split && join->tallies[i].split && strcmp(split, join->tallies[i].split) == 0))
            return &join->tallies[i];
    join->tallies = array_grow(join->tallies, &join->tally_capacity, join->tally_count + 1,
                               sizeof(*join->tallies));
    tally = &join->tallies[join->tally_count++];
    *tally = (struct tally){
        .split = split ? arena_strdup(join->arena, split) : NULL,
        .path = join->file->path,
    };
    return tally;
}

static double number_of(const struct json_value *value)
{
    double number;

    return json_value_number(value, &number) ? number : NAN;
}

static void fill_row(struct join *join, size_t row, const struct json_record *record,
                     const char *split)
{
    struct sample_writer *writer = join->load->writer;
    const struct json_value *values = record->values;
    double tokens = number_of(&values[FIELD_TOKENS]);
    double seconds = number_of(&values[FIELD_TIMESTAMP]) - number_of(&values[FIELD_CREATED]);

    sample_writer_response(writer)[row] =
        (struct record_ref){record->offset, (uint32_t)record->length, join->number};
    if (tokens >= 0 && tokens < UINT32_MAX)
        sample_writer_tokens(writer)[row] = (uint32_t)tokens;
    if (seconds >= 0)
        sample_writer_seconds(writer)[row] = (float)seconds;
    if (values[FIELD_FINISH].kind == JSON_STRING)
        sample_writer_finish(writer)[row] = json_value_is(&values[FIELD_FINISH], STR("length"));
    if (split && join->load->split_origin != MBPP_SPLIT_RECORD) {
        sample_writer_split(writer)[row] = builder_split(join->load->builder, str_of(split));
        join->splits_joined = true;
    }
}

static void add_to_tally(struct tally *tally, const struct json_value *content, double tokens)
{
    tally->responses++;
    tally->answered += content->kind == JSON_STRING && content->raw.len > 0;
    if (tokens >= 0 && tokens < 1e15) {
        tally->tokens += (uint64_t)tokens;
        tally->with_tokens++;
    }
}

static void read_response(struct join *join, const struct json_record *record)
{
    const struct json_value *values = record->values;
    const struct json_value *content = values[FIELD_CONTENT].kind == JSON_STRING
                                           ? &values[FIELD_CONTENT]
                                           : &values[FIELD_RESPONSE];
    const struct json_value *id =
        values[FIELD_ID].kind == JSON_ABSENT ? &values[FIELD_TASK] : &values[FIELD_ID];
    const char *split = join->file_split;
    struct buf *scratch = &join->load->left;
    struct str text;
    size_t row;

    if (values[FIELD_SPLIT].kind == JSON_STRING && values[FIELD_SPLIT].raw.len) {
        text = mbpp_id_text(&values[FIELD_SPLIT], scratch);
        split = arena_strndup(join->arena, text.ptr, text.len);
    }
    add_to_tally(tally_of(join, split), content, number_of(&values[FIELD_TOKENS]));
    row = mbpp_rows_find(join->load->rows, mbpp_id_text(id, scratch));
    if (row == SIZE_MAX) {
        join->strangers++;
        return;
    }
    join->repeated += join->met[row];
    if (join->met[row])
        return;
    join->met[row] = 1;
    fill_row(join, row, record, split);
    compare_code(join, row, content);
}

/* ---- what came of it ---- */

static void push_fact(struct join *join, const struct tally *tally, const char *metric,
                      double value, uint64_t n)
{
    builder_fact(join->load->builder,
                 &(struct fact){
                     .what = {.metric = metric, .split = tally->split, .at = NAN},
                     .kind = CLAIM_NUMBER,
                     .value = value,
                     .n = n,
                     .how = tally->path ? arena_printf(builder_arena(join->load->builder),
                                                       "counted in %s", tally->path)
                                        : "counted in the files of responses",
                 });
}

static void push_facts(struct join *join, const struct tally *tally)
{
    double responses = (double)tally->responses, answered = (double)tally->answered;

    push_fact(join, tally, "responses", answered, tally->responses);
    push_fact(join, tally, "responses_failed", responses - answered, tally->responses);
    if (tally->responses)
        push_fact(join, tally, "response_rate", answered / responses, tally->responses);
    if (tally->with_tokens == 0)
        return;
    push_fact(join, tally, "total_tokens", (double)tally->tokens, tally->with_tokens);
    push_fact(join, tally, "average_tokens", (double)tally->tokens / (double)tally->with_tokens,
              tally->with_tokens);
}

static void push_all_facts(struct join *join)
{
    struct tally all = {.split = NULL};

    for (size_t i = 0; i < join->tally_count; i++) {
        const struct tally *tally = &join->tallies[i];

        all.responses += tally->responses;
        all.answered += tally->answered;
        all.with_tokens += tally->with_tokens;
        all.tokens += tally->tokens;
        if (tally->split)
            push_facts(join, tally);
    }
    if (join->tally_count)
        push_facts(join, &all);
}

static void note_integrity(struct join *join)
{
    struct run_builder *builder = join->load->builder;
    size_t rows = join->load->rows->count, unmet = 0;

    for (size_t i = 0; i < rows; i++)
        unmet += !join->met[join->load->rows->row_of_id[join->load->rows->id_of_row[i]]];
    if (unmet)
        builder_note_count(builder, NOTE_ODD, join->load->evaluation, 0, unmet,
                           "%zu of %zu evaluated records have no response in the run's files",
                           unmet, rows);
    if (join->strangers)
        builder_note_count(builder, NOTE_ODD, FILE_NONE, 0, join->strangers,
                           "%llu responses are of problems that were not evaluated",
                           (unsigned long long)join->strangers);
    if (join->repeated)
        builder_note_count(builder, NOTE_ODD, FILE_NONE, 0, join->repeated,
                           "%llu responses repeat a problem: the first one counts",
                           (unsigned long long)join->repeated);
    if (join->foreign_code)
        builder_note_count(builder, NOTE_ODD, join->load->evaluation, 0, join->foreign_code,
                           "generated_code of %llu records does not come from the response "
                           "(first: problem %s)",
                           (unsigned long long)join->foreign_code, join->first_foreign.ptr);
    if (join->compared)
        builder_fact(builder, &(struct fact){
                                  .what = QUANTITY("code_from_response"),
                                  .kind = CLAIM_NUMBER,
                                  .value = (double)(join->compared - join->foreign_code),
                                  .n = join->compared,
                                  .how = "records whose code stands in the response",
                              });
}

/* ---- the files ---- */

static void read_file(struct join *join)
{
    const struct json_spec spec = {
        .fields = fields, .field_count = FIELD_COUNT, .control = group_control(join->load->group)};
    struct run_builder *builder = join->load->builder;
    struct err err;
    struct json_reader *reader = json_reader_open(join->file->full, &spec, &err);
    struct json_record record;
    enum json_status status = JSON_ERROR;
    size_t broken = 0;

    while (reader && (status = json_reader_next(reader, &record, &err)) != JSON_END &&
           status != JSON_ERROR) {
        if (status == JSON_RECORD)
            read_response(join, &record);
        else
            mbpp_note_broken(builder, join->number, &record, status, &broken);
        if (status == JSON_CUT)
            break;
    }
    if (status == JSON_ERROR)
        builder_note(builder, NOTE_BROKEN, join->number, 0, "%s", err.text);
    if (reader)
        mbpp_note_oddities(builder, join->number, reader, broken);
    json_reader_close(reader);
    group_progress(join->load->group, join->file->path, join->file->bytes, join->file->bytes);
}

void mbpp_read_responses(struct mbpp_load *load)
{
    const struct group_file *evaluation = group_file(load->group, &mbpp_evaluation, 0);
    struct join join = {.load = load, .arena = arena_new()};

    join.met = xcalloc(load->rows->count, 1);
    join.evaluation_fd = open(evaluation->full, O_RDONLY | O_CLOEXEC);
    for (size_t i = 0; (join.file = group_file(load->group, &mbpp_responses, i)); i++) {
        join.number =
            builder_file(load->builder, join.file->path, mbpp_responses.name, join.file->bytes);
        join.file_split = mbpp_split_of_name(join.file->path, join.arena);
        read_file(&join);
    }
    if (join.evaluation_fd >= 0)
        close(join.evaluation_fd);
    push_all_facts(&join);
    note_integrity(&join);
    if (join.splits_joined)
        load->split_origin = MBPP_SPLIT_RESPONSE;
    arena_free(join.arena);
    free(join.tallies);
    free(join.met);
}
