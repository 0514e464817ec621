#include <assay/report/denominators.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>

#include <string.h>

static void add_lower(struct buf *out, const char *title)
{
    for (const char *c = title; *c; c++)
        buf_add_char(out, *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c);
}

void denominators_text(const struct assessed *input, struct buf *out)
{
    struct arena *arena = arena_new();
    size_t count;
    const struct denominator *list = denominators_of(input, arena, &count);

    for (size_t i = 0; i < count; i++) {
        bool begins = i == 0 || strcmp(list[i].set, list[i - 1].set) != 0;

        if (begins) {
            buf_add_c(out, i ? "\n  counted: " : "  counted: ");
            utf8_make_safe(out, str_of(list[i].set));
            buf_add_c(out, list[i].set[0] ? ": " : "");
        } else {
            buf_add_c(out, ", ");
        }
        add_lower(out, list[i].metric->title);
        buf_addf(out, " %s", fmt_count(arena, (uint64_t)list[i].figure.value));
    }
    if (count)
        buf_add_char(out, '\n');
    arena_free(arena);
}

void denominators_json(struct json_out *json, const struct assessed *input)
{
    struct arena *arena = arena_new();
    size_t count;
    const struct denominator *list = denominators_of(input, arena, &count);

    json_out_open(json, "denominators", '[');
    for (size_t i = 0; i < count; i++) {
        json_out_open(json, NULL, '{');
        json_out_text(json, "set", list[i].set);
        json_out_text(json, "metric", list[i].metric->name);
        json_out_count(json, "value", (uint64_t)list[i].figure.value);
        json_out_count(json, "n", list[i].figure.n);
        json_out_text(json, "how", list[i].figure.how);
        json_out_close(json);
    }
    json_out_close(json);
    arena_free(arena);
}
