#include "fuzz.h"

#include <assay/load/json_value.h>
#include <assay/model/run_builder.h>
#include <assay/session/json_pretty.h>
#include <assay/session/sample_text.h>

#include <string.h>
#include <unistd.h>

/* The input as the record of one sample, in a file of its own that the run names. */
static struct run *make_run(const char *path, size_t size)
{
    struct run_builder *b = run_builder_new("fuzz", path, "mbpp");
    uint32_t file = builder_file(b, "fuzz", "evaluation", size);
    struct sample_writer *w = builder_samples(b, "");

    sample_writer_add(w, 1);
    sample_writer_id(w, STR("1"));
    sample_writer_outcome(w)[0] = OUTCOME_FAIL;
    sample_writer_record(w)[0] = (struct record_ref){0, (uint32_t)size, file};
    return run_builder_finish(b);
}

static bool write_file(char *path, const uint8_t *data, size_t size)
{
    int fd = mkstemp(path);
    bool written = fd >= 0 && write(fd, data, size) == (ssize_t)size;

    if (fd >= 0)
        close(fd);
    return written;
}

/* Every section has a title, and texts that can be read to their ends. */
static void check_sections(const struct sample_text *text)
{
    size_t bytes = 0;

    FUZZ_HOLDS(text->count > 0);
    for (size_t i = 0; i < text->count; i++) {
        const struct sample_section *section = &text->sections[i];

        FUZZ_HOLDS(section->title != NULL);
        for (size_t k = 0; k < section->text.len; k++)
            bytes += (unsigned char)section->text.ptr[k];
        for (size_t k = 0; k < section->fact_count; k++)
            bytes += section->facts[k].key.len + strlen(section->facts[k].value.ptr);
        for (size_t k = 0; k < section->test_count; k++)
            bytes += section->tests[k].message.len;
    }
    FUZZ_HOLDS(bytes > 0);
}

static size_t count_inked(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += !json_is_blank(text.ptr[i]);
    return count;
}

/* Laying out loses nothing; a strict copy is copied as it is. */
static void check_json(struct str text)
{
    struct buf pretty = {.ptr = NULL}, copy = {.ptr = NULL}, again = {.ptr = NULL};

    json_pretty(&pretty, text);
    FUZZ_HOLDS(count_inked(text) == count_inked(buf_str(&pretty)));
    if (json_safe_copy(&copy, text)) {
        FUZZ_HOLDS(json_safe_copy(&again, buf_str(&copy)));
        FUZZ_HOLDS(str_eq(buf_str(&copy), buf_str(&again)));
        FUZZ_HOLDS(!memchr(copy.ptr, '\n', copy.len) && !memchr(copy.ptr, '\033', copy.len));
    }
    buf_release(&pretty);
    buf_release(&copy);
    buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *folder = getenv("TMPDIR");
    struct arena *arena = arena_new();
    char *path = arena_printf(arena, "%s/assay-fuzz-XXXXXX", folder ? folder : "/tmp");
    struct buf out = {.ptr = NULL};

    check_json((struct str){(const char *)data, size});
    if (size && write_file(path, data, size)) {
        struct run *run = make_run(path, size);

        check_sections(sample_text_build(run, 0, 0, arena));
        sample_json(&out, run, 0, 0);
        FUZZ_HOLDS(!memchr(out.ptr, '\n', out.len) && !memchr(out.ptr, '\033', out.len));
        run_free(run);
    }
    unlink(path);
    buf_release(&out);
    arena_free(arena);
    return 0;
}
