/*
 * Reads the MBPP records of one file the way the loader will: six fields of each record, and every
 * test output.
 *
 * usage: json_count FILE [PATH [WINDOW [plain]]]
 * PATH: best, portable, sse2, avx2, avx512. plain: do not look into test_outputs.
 * Prints records, passed, outputs that PASS, bytes of code, broken records.
 */
#include <assay/load/json_scan.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum json_path path_of(const char *name)
{
    for (int p = 0; p < JSON_PATH_COUNT; p++)
        if (strcmp(name, json_path_name((enum json_path)p)) == 0)
            return (enum json_path)p;
    return JSON_PATH_BEST;
}

static unsigned long long passes(const struct json_value *outputs)
{
    struct json_iter it = json_iter_of(outputs);
    struct json_value value;
    unsigned long long count = 0;

    while (json_iter_next(&it, NULL, &value))
        count += value.raw.len > 12 && memcmp(value.raw.ptr + 8, "PASS", 4) == 0;
    return count;
}

int main(int argc, char **argv)
{
    static const char *const fields[] = {"mbpp_id",      "passed",         "error",
                                         "test_outputs", "generated_code", "test_cases"};
    struct json_spec spec = {.fields = fields, .field_count = 6};
    unsigned long long records = 0, passed = 0, pass = 0, code = 0, bad = 0;
    struct json_record record;
    struct json_reader *reader;
    enum json_status status;
    struct err err;

    spec.path = argc > 2 ? path_of(argv[2]) : JSON_PATH_BEST;
    spec.window = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
    reader = argc > 1 ? json_reader_open(argv[1], &spec, &err) : NULL;
    if (!reader)
        return 1;
    while ((status = json_reader_next(reader, &record, &err)) == JSON_RECORD ||
           status == JSON_BROKEN) {
        if (status == JSON_BROKEN) {
            bad++;
            continue;
        }
        records++;
        passed += record.values[1].kind == JSON_TRUE;
        code += record.values[4].raw.len;
        if (argc < 5)
            pass += passes(&record.values[3]);
    }
    printf("%llu records, %llu passed, %llu PASS, %llu bytes of code, %llu broken, ended %d\n",
           records, passed, pass, code, bad, (int)status);
    json_reader_close(reader);
    return 0;
}
