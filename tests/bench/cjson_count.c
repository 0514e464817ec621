/*
 * Baseline: cJSON reads a whole file into a tree, then counts records and those that passed.
 *
 *     cjson_count FILE        an array of records, or one record a line (each parsed by itself)
 */
#include <cjson/cJSON.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long long records, passed;

static void count(const cJSON *record)
{
    records++;
    passed += cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(record, "passed")) ? 1 : 0;
}

static int count_array(const char *text, size_t length)
{
    cJSON *tree = cJSON_ParseWithLength(text, length);
    const cJSON *record;

    if (!tree)
        return 1;
    cJSON_ArrayForEach(record, tree) count(record);
    cJSON_Delete(tree);
    return 0;
}

static int count_lines(const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        cJSON *tree = cJSON_ParseWithLength(text, (size_t)((stop ? stop : end) - text));

        if (!tree)
            return 1;
        count(tree);
        cJSON_Delete(tree);
        text = stop ? stop + 1 : end;
    }
    return 0;
}

int main(int argc, char **argv)
{
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    char *text;
    long length = 0;
    int failed;

    if (!file || fseek(file, 0, SEEK_END) != 0 || (length = ftell(file)) < 0)
        return 1;
    rewind(file);
    text = malloc((size_t)length + 1);
    if (!text || fread(text, 1, (size_t)length, file) != (size_t)length)
        return 1;
    fclose(file);
    text[length] = '\0';
    failed = text[0] == '{' ? count_lines(text, (size_t)length) : count_array(text, (size_t)length);
    printf("%llu records, %llu passed\n", records, passed);
    free(text);
    return failed;
}
