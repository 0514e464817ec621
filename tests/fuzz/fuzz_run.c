#include "fuzz.h"

#include <assay/load/discover.h>
#include <assay/report/json_report.h>
#include <assay/report/text_audit.h>
#include <assay/report/text_show.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The way of a file through the program: the first byte chooses its name, the rest is its content.
 * It is discovered, loaded, computed, audited, and written by every report writer; what comes out
 * must hold no control byte but newlines and tabs.
 */
static const char *const names[] = {
    "predictions.csv",  "predictions.jsonl",
    "predictions.json", "confusion_matrix.csv",
    "metrics.csv",      "classification_report.json",
    "metrics.json",     "confusion_matrix.json",
    "report.csv",       "README.md",
    "results.json",     "metrics_per_layer.csv",
    "predictions.tsv",  "classification_report.txt",
    "evaluation.json",  "predictions_per_layer.csv",
};

enum { NAME_COUNT = sizeof(names) / sizeof(names[0]) };

static const char *folder(void)
{
    static char path[96];
    const char *temp = getenv("TMPDIR");

    if (path[0] == '\0') {
        snprintf(path, sizeof(path), "%.70s/assay-fuzz-XXXXXX", temp ? temp : "/tmp");
        FUZZ_HOLDS(mkdtemp(path) != NULL);
    }
    return path;
}

static void must_be_safe(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        FUZZ_HOLDS((unsigned char)text.ptr[i] >= 0x20 || strchr("\n\t\r", text.ptr[i]));
}

/*
 * Workbooks and pictures are of bytes of all kinds, and take ten times as long as all other reports
 * together. What a workbook makes of texts is fuzz_text's; a picture is drawn from what SVG is.
 */
static bool is_binary(const struct report_writer *writer)
{
    static const char *const binary[] = {"xlsx", "png", "pdf"};

    for (size_t i = 0; i < sizeof(binary) / sizeof(binary[0]); i++)
        if (strcmp(writer->name, binary[i]) == 0)
            return true;
    return false;
}

static void write_all(const struct assessed *input)
{
    struct arena *arena = arena_new();
    struct report_files files = {.arena = arena};
    struct buf audit = {.ptr = NULL};

    for (size_t i = 0; report_registry[i]; i++)
        if (!is_binary(report_registry[i]))
            report_write_run(report_registry[i], input, &files, NULL);
    for (size_t i = 0; i < files.count; i++)
        must_be_safe(buf_str(&files.files[i].text));
    text_audit(input, AUDIT_ALL, &audit);
    must_be_safe(buf_str(&audit));
    buf_release(&audit);
    report_files_release(&files);
    arena_free(arena);
}

static void check_run(const struct run *run)
{
    struct arena *arena = arena_new();
    struct results *results = results_new(run, NULL, arena);
    struct assessed input = {run, results, audit_run(results, arena)};
    size_t sum = 0;

    for (int v = 0; v < VERDICT_COUNT; v++)
        sum += input.audit->tally[v];
    FUZZ_HOLDS(sum == input.audit->count);
    write_all(&input);
    arena_free(arena);
}

static void load_all(const struct discovery *found)
{
    for (size_t i = 0; i < found->count; i++) {
        struct run_list runs = {.runs = NULL};
        struct err err = {.code = ERR_NONE};

        if (!discovered_load(&found->groups[i], &runs, &err))
            FUZZ_HOLDS(err.code != ERR_NONE && err.text[0] != '\0');
        for (size_t r = 0; r < runs.count; r++)
            check_run(runs.runs[r]);
        run_list_release(&runs);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct run_hints hints = {.format = NULL};
    static const struct load_progress quiet = {.threads = 1};
    struct arena *arena = arena_new();
    struct discovery found;
    char path[160];
    FILE *file;

    if (size == 0)
        data = (const uint8_t *)"\0", size = 1;
    snprintf(path, sizeof(path), "%s/%s", folder(), names[data[0] % NAME_COUNT]);
    file = fopen(path, "wb");
    FUZZ_HOLDS(file && fwrite(data + 1, 1, size - 1, file) == size - 1 && fclose(file) == 0);
    if (discover(path, &hints, &quiet, arena, &found, NULL))
        load_all(&found);
    unlink(path);
    rmdir(folder());
    mkdir(folder(), 0700);
    arena_free(arena);
    return 0;
}
