#include <assay/load/layer_probe_text.h>

#include <assay/load/text_in.h>

#include <math.h>
#include <string.h>

/* "- key: value", with the key of the item it stands below. */
struct item {
    const char *key, *parent; /* without what stands in parentheses; parent "" at the top */
    struct str value;
    uint32_t line;
};

struct text {
    struct layer_load *load;
    uint32_t file;
    struct meta *rest; /* what is no figure */
    size_t claims, ranges;
};

static const char *keep(const struct text *text, struct str s)
{
    return arena_strndup(text->load->scratch, s.ptr, s.len);
}

/* ---- claims ---- */

static void claim_number(struct text *text, const struct item *item, const char *name,
                         struct quantity what, struct str printed)
{
    text->claims +=
        builder_claim_text(text->load->builder, name, what, printed, text->file, item->line);
}

static void claim_text(struct text *text, const struct item *item, const char *name,
                       struct quantity what, const char *printed)
{
    builder_claim(text->load->builder, &(struct claim){
                                           .name = name,
                                           .what = what,
                                           .kind = CLAIM_TEXT,
                                           .value = NAN,
                                           .printed = printed,
                                           .file = text->file,
                                           .line = item->line,
                                       });
    text->claims++;
}

static bool is_number_char(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

/* The first number from `from` on, which moves behind it; empty when there is none. */
static struct str next_number(struct str *from)
{
    size_t start = 0, end;

    while (start < from->len && !(from->ptr[start] >= '0' && from->ptr[start] <= '9') &&
           !(from->ptr[start] == '-' && start + 1 < from->len && from->ptr[start + 1] >= '0' &&
             from->ptr[start + 1] <= '9'))
        start++;
    for (end = start + (start < from->len); end < from->len && is_number_char(from->ptr[end]);)
        end++;
    *from = (struct str){from->ptr + end, from->len - end};
    return (struct str){from->ptr - (end - start), end - start};
}

/* "layer 5, D 0.2146" */
static void claim_place(struct text *text, const struct item *item, const char *layer_metric,
                        const char *value_metric, const char *subject)
{
    struct str rest = item->value;
    struct quantity layer = QUANTITY(layer_metric), value = QUANTITY(value_metric);
    struct arena *arena = text->load->scratch;

    layer.subject = value.subject = subject;
    claim_number(text, item, arena_printf(arena, "%s.layer", item->key), layer, next_number(&rest));
    claim_number(text, item, item->key, value, next_number(&rest));
}

/* The probe in "max_<probe>_acc" and the like, or NULL. */
static const char *probe_in(const struct text *text, const char *key, const char *prefix,
                            const char *suffix)
{
    struct str name = str_of(key);
    size_t around = strlen(prefix) + strlen(suffix);

    if (name.len <= around || !str_starts(name, prefix) || !str_ends(name, suffix))
        return NULL;
    return keep(text, (struct str){name.ptr + strlen(prefix), name.len - around});
}

static bool claim_peaks(struct text *text, const struct item *item)
{
    const char *probe = probe_in(text, item->key, "max_", "_acc");

    if (probe) {
        claim_place(text, item, "probe_best_layer", "probe_best_accuracy", probe);
        return true;
    }
    probe = probe_in(text, item->key, "max_", "_dominance");
    if (probe)
        claim_place(text, item, "dominance_peak_layer", "dominance_peak", probe);
    else if (strcmp(item->key, "peak_dominance") == 0)
        claim_place(text, item, "dominance_peak_layer", "dominance_peak", NULL);
    else if (strcmp(item->key, "peak_conflict_dominance") == 0)
        claim_place(text, item, "dominance_conflict_peak_layer", "dominance_conflict_peak", NULL);
    else
        return false;
    return true;
}

/* "0-35 (36 layers)" */
static void claim_layers(struct text *text, const struct item *item)
{
    struct str rest = item->value, span = item->value;
    const char *open = rest.len ? memchr(rest.ptr, '(', rest.len) : NULL;

    if (open) {
        span.len = (size_t)(open - span.ptr);
        rest = (struct str){open, rest.len - span.len};
        claim_number(text, item, "layers_evaluated.count", QUANTITY("layers_present"),
                     next_number(&rest));
    }
    claim_text(text, item, "layers_evaluated", QUANTITY("layers_spanned"),
               keep(text, str_trim(span)));
}

/* "between layers 14 and 15 (sign change)" */
static void claim_crossing(struct text *text, const struct item *item)
{
    struct str rest = item->value;
    struct str before = next_number(&rest), after = next_number(&rest);

    if (before.len && after.len)
        claim_text(text, item, item->key, QUANTITY("dominance_crossing"),
                   arena_printf(text->load->scratch, "%.*s-%.*s", (int)before.len, before.ptr,
                                (int)after.len, after.ptr));
}

static bool claim_top(struct text *text, const struct item *item)
{
    static const struct {
        const char *key, *metric;
    } numbers[] = {
        {"average_dominance", "dominance_mean"},  {"total_samples", "dataset_samples"},
        {"conflict_samples", "dataset_conflict"}, {"consistent_samples", "dataset_consistent"},
        {"unique_texts", "dataset_texts"},
    };

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        if (strcmp(item->key, numbers[i].key) == 0) {
            claim_number(text, item, item->key, QUANTITY(numbers[i].metric), item->value);
            return true;
        }
    if (strcmp(item->key, "overall_dominant_modality") == 0)
        claim_text(text, item, item->key, QUANTITY("dominant_probe"), keep(text, item->value));
    else if (strcmp(item->key, "layers_evaluated") == 0)
        claim_layers(text, item);
    else if (strcmp(item->key, "dominance_crossing") == 0)
        claim_crossing(text, item);
    else
        return claim_peaks(text, item);
    return true;
}

static const char *path_of(const struct text *text, const struct item *item)
{
    return arena_printf(text->load->scratch, "%s.%s", item->parent, item->key);
}

static bool claim_trend(struct text *text, const struct item *item)
{
    static const char *const parts[] = {"early", "middle", "late"};
    static const char *const metrics[] = {"dominance_early", "dominance_middle", "dominance_late"};

    for (size_t i = 0; i < 3; i++)
        if (strcmp(item->key, parts[i]) == 0)
            claim_number(text, item, path_of(text, item), QUANTITY(metrics[i]), item->value);
    return true;
}

static bool claim_conflict(struct text *text, const struct item *item)
{
    struct quantity what = QUANTITY("probe_conflict_mean");

    if (strcmp(item->key, "dominance") == 0)
        what = QUANTITY("dominance_conflict_mean");
    else
        what.subject = probe_in(text, item->key, "", "_acc");
    if (what.subject || strcmp(item->key, "dominance") == 0)
        claim_number(text, item, path_of(text, item), what, item->value);
    return true;
}

static bool claim_range(struct text *text, const struct item *item)
{
    struct quantity what = QUANTITY("dominance_positive_range");

    what.at = (double)++text->ranges;
    claim_text(text, item, arena_printf(text->load->scratch, "%s.%zu", item->parent, text->ranges),
               what, item->key);
    return true;
}

static bool claim_below(struct text *text, const struct item *item)
{
    const char *probe;

    if (strcmp(item->parent, "layer_trends") == 0)
        return claim_trend(text, item);
    if (strcmp(item->parent, "conflict_subset") == 0)
        return claim_conflict(text, item);
    if (strcmp(item->parent, "dominance_positive_ranges") == 0)
        return claim_range(text, item);
    probe = probe_in(text, item->parent, "", "_distribution");
    if (probe) {
        struct quantity what = QUANTITY("dataset_label");

        what.subject = item->key;
        what.set = probe;
        claim_number(text, item, path_of(text, item), what, item->value);
    }
    return probe != NULL;
}

/* ---- lines ---- */

static struct str without_parentheses(struct str key)
{
    const char *open = key.len ? memchr(key.ptr, '(', key.len) : NULL;

    return str_trim(open ? (struct str){key.ptr, (size_t)(open - key.ptr)} : key);
}

/* False when the line is no item. */
static bool read_item(const struct text *text, struct str line, struct item *item, bool *nested)
{
    struct str trimmed = str_trim(line), key;

    *nested = line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');
    if (!str_starts(trimmed, "- "))
        return false;
    trimmed = (struct str){trimmed.ptr + 2, trimmed.len - 2};
    if (!str_split(&trimmed, ':', &key))
        return false;
    item->key = keep(text, without_parentheses(key));
    item->value = str_trim(trimmed.ptr ? trimmed : str_of(""));
    item->value = str_of(keep(text, item->value));
    return item->key[0] != '\0';
}

static void read_lines(struct text *text, struct str content)
{
    const char *parent = "";
    struct str line;

    for (uint32_t number = 1; str_split(&content, '\n', &line); number++) {
        struct item item = {.line = number};
        bool nested;

        if (!read_item(text, line, &item, &nested))
            continue;
        if (!nested)
            parent = item.key;
        item.parent = nested ? parent : "";
        if (!(nested ? claim_below(text, &item) : claim_top(text, &item)) && item.value.len)
            meta_add_text(text->load->scratch, text->rest, item.key, item.value);
    }
}

/* How many ranges are listed is a claim too: one that is left out would else not be missed. */
static void claim_range_count(struct text *text)
{
    const struct item item = {.key = "dominance_positive_ranges"};

    if (text->ranges)
        claim_number(text, &item, item.key, QUANTITY(item.key),
                     str_of(arena_printf(text->load->scratch, "%zu", text->ranges)));
}

bool layer_read_text(struct layer_load *load, const struct group_file *file, struct err *err)
{
    struct text text = {.load = load};
    enum text_encoding encoding;
    struct str bytes;

    if (!file_read(file->full, DOCUMENT_LIMIT, load->scratch, &bytes, err))
        return false;
    text.file = layer_add_file(load, file);
    text.rest = meta_new(load->scratch, META_MAP);
    read_lines(&text, text_to_utf8(load->scratch, bytes, &encoding));
    claim_range_count(&text);
    if (text.rest->count)
        builder_meta(load->builder, "summary_text", text.rest);
    if (text.claims == 0)
        builder_note(load->builder, NOTE_SKIPPED, text.file, 0, "no figure was recognised in it");
    return true;
}
