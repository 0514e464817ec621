#include <assay/session/policy.h>

#include <assay/load/yaml_in.h>
#include <assay/session/nearest.h>

#include <string.h>

enum { QUOTED_MOST = 40 }; /* bytes of a wrong word that a sentence quotes */

struct reader {
    struct arena *arena;
    struct err *err;
};

/* A key of a map and how its value is read into the struct it belongs to. */
struct policy_key {
    const char *name;
    bool (*read)(struct reader *reader, const struct meta *node, void *into);
};

/* ---- values ---- */

static bool refuse(struct reader *reader, const struct meta *node, const char *wants)
{
    struct str text = node->kind == META_LIST  ? STR("a list")
                      : node->kind == META_MAP ? STR("a map")
                                               : meta_scalar(node);

    return err_set(reader->err, ERR_USAGE, "%s wants %s, not \"%.*s\"", node->key, wants,
                   (int)(text.len < QUOTED_MOST ? text.len : QUOTED_MOST), text.ptr);
}

static bool read_share(struct reader *reader, const struct meta *node, double *share)
{
    double number = meta_number(node);

    if (!(number >= 0.0 && number <= 1.0))
        return refuse(reader, node, "a share from 0 to 1");
    *share = number;
    return true;
}

/* Strictly between 0 and 1. */
static bool read_chance(struct reader *reader, const struct meta *node, double *chance)
{
    double number = meta_number(node);

    if (!(number > 0.0 && number < 1.0))
        return refuse(reader, node, "a number between 0 and 1");
    *chance = number;
    return true;
}

/* A name; numbers and truth words are names too, as they are printed. */
static bool read_name(struct reader *reader, const struct meta *node, const char **name)
{
    struct str text = meta_scalar(node);

    if (node->kind == META_LIST || node->kind == META_MAP || node->kind == META_NULL ||
        text.len == 0)
        return refuse(reader, node, "a name");
    *name = arena_strndup(reader->arena, text.ptr, text.len);
    return true;
}

/* The index of a word in a list that ends in NULL; SIZE_MAX. */
static size_t word_index(const struct meta *node, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (node->kind == META_TEXT && str_eq_c(node->text, words[i]))
            return i;
    return SIZE_MAX;
}

/* ---- keys of a rule ---- */

static bool read_metric(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;
    struct nearest nearest;
    const struct metric *metric;
    const char *name;

    if (!read_name(reader, node, &name))
        return false;
    rule->metric = metric_find(name);
    if (rule->metric)
        return true;
    nearest = nearest_to(str_of(name));
    for (size_t i = 0; (metric = metric_at(i)); i++)
        nearest_try(&nearest, metric->name);
    return err_set(reader->err, ERR_USAGE,
                   "there is no metric \"%.*s\"; the nearest name is \"%s\"", QUOTED_MOST, name,
                   nearest.name);
}

static bool read_direction(struct reader *reader, const struct meta *node, void *into)
{
    static const char *const words[] = {"higher", "lower", NULL};
    struct policy_rule *rule = into;
    size_t word = word_index(node, words);

    if (word == SIZE_MAX)
        return refuse(reader, node, "higher or lower");
    rule->directed = true;
    rule->better = word == 0 ? BETTER_HIGHER : BETTER_LOWER;
    return true;
}

static const char *const tiers[] = {"critical", "supporting", "advisory", NULL};

static bool read_tier(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;
    size_t word = word_index(node, tiers);

    if (word == SIZE_MAX)
        return refuse(reader, node, "critical, supporting or advisory");
    rule->tier = (enum policy_tier)word;
    return true;
}

static bool read_max_drop(struct reader *reader, const struct meta *node, void *into)
{
    return read_share(reader, node, &((struct policy_rule *)into)->max_drop);
}

static bool read_rule_margin(struct reader *reader, const struct meta *node, void *into)
{
    return read_share(reader, node, &((struct policy_rule *)into)->margin);
}

/* A rule is about one family: the whole run until a key says otherwise. */
static bool set_family(struct reader *reader, const struct meta *node, struct policy_rule *rule,
                       enum compare_family family)
{
    if (rule->family != FAMILY_METRICS && rule->family != family)
        return err_set(reader->err, ERR_USAGE, "%s does not go with a rule about %s", node->key,
                       compare_family_name(rule->family));
    rule->family = family;
    return true;
}

static bool read_label(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;

    return set_family(reader, node, rule, FAMILY_LABELS) && read_name(reader, node, &rule->subject);
}

static bool read_task(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;

    return set_family(reader, node, rule, FAMILY_TASKS) && read_name(reader, node, &rule->subject);
}

static bool read_probe(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;

    return set_family(reader, node, rule, FAMILY_LAYERS) && read_name(reader, node, &rule->subject);
}

static bool read_part(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;

    return set_family(reader, node, rule, FAMILY_PARTS) && read_name(reader, node, &rule->part);
}

static bool read_place(struct reader *reader, const struct meta *node, double *at)
{
    double number = meta_number(node);

    if (!(number >= 0.0 && number < 1e15))
        return refuse(reader, node, "a number from 0");
    *at = number;
    return true;
}

static bool read_layer(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;

    return set_family(reader, node, rule, FAMILY_LAYERS) && read_place(reader, node, &rule->at);
}

static bool read_position(struct reader *reader, const struct meta *node, void *into)
{
    struct policy_rule *rule = into;

    return set_family(reader, node, rule, FAMILY_CURVE) && read_place(reader, node, &rule->at);
}

static bool read_each(struct reader *reader, const struct meta *node, void *into)
{
    static const char *const words[] = {"part", "label", "layer", "task", "position", NULL};
    static const enum compare_family families[] = {FAMILY_PARTS, FAMILY_LABELS, FAMILY_LAYERS,
                                                   FAMILY_TASKS, FAMILY_CURVE};
    size_t word = word_index(node, words);

    if (word == SIZE_MAX)
        return refuse(reader, node, "part, label, layer, task or position");
    return set_family(reader, node, into, families[word]);
}

/* The first DEFAULT_KEYS may also stand in the defaults. */
enum { DEFAULT_KEYS = 3 };
static const struct policy_key rule_keys[] = {
    {"tier", read_tier},     {"max-drop", read_max_drop},   {"margin", read_rule_margin},
    {"metric", read_metric}, {"direction", read_direction}, {"part", read_part},
    {"label", read_label},   {"task", read_task},           {"probe", read_probe},
    {"layer", read_layer},   {"position", read_position},   {"each", read_each},
};
enum { RULE_KEYS = sizeof(rule_keys) / sizeof(rule_keys[0]) };

/* ---- maps ---- */

static bool unknown_key(struct reader *reader, const struct meta *node,
                        const struct policy_key *keys, size_t key_count)
{
    struct nearest nearest = nearest_to(str_of(node->key));

    for (size_t i = 0; i < key_count; i++)
        nearest_try(&nearest, keys[i].name);
    return err_set(reader->err, ERR_USAGE, "unknown key \"%.*s\"; the nearest is \"%s\"",
                   QUOTED_MOST, node->key, nearest.name);
}

static bool is_given_before(const struct meta *map, const struct meta *node)
{
    for (const struct meta *other = map->first; other != node; other = other->next)
        if (strcmp(other->key, node->key) == 0)
            return true;
    return false;
}

static bool read_member(struct reader *reader, const struct meta *map, const struct meta *node,
                        const struct policy_key *keys, size_t key_count, void *into)
{
    if (is_given_before(map, node))
        return err_set(reader->err, ERR_USAGE, "%.*s is given twice", QUOTED_MOST, node->key);
    for (size_t i = 0; i < key_count; i++)
        if (strcmp(keys[i].name, node->key) == 0)
            return keys[i].read(reader, node, into);
    return unknown_key(reader, node, keys, key_count);
}

/* The innermost place is kept. */
static bool at_line(struct reader *reader, const struct meta *node)
{
    if (reader->err && reader->err->place[0] == '\0')
        err_place(reader->err, "line %u", (unsigned)node->line);
    return false;
}

static bool read_map(struct reader *reader, const struct meta *map, const struct policy_key *keys,
                     size_t key_count, void *into)
{
    for (const struct meta *node = map->first; node; node = node->next)
        if (!read_member(reader, map, node, keys, key_count, into))
            return at_line(reader, node);
    return true;
}

/* ---- the file ---- */

struct policy_reading {
    struct policy *policy;
    const struct meta *defaults, *rules;
};

static bool read_alpha(struct reader *reader, const struct meta *node, void *into)
{
    return read_chance(reader, node, &((struct policy_reading *)into)->policy->alpha);
}

static bool read_margin(struct reader *reader, const struct meta *node, void *into)
{
    return read_share(reader, node, &((struct policy_reading *)into)->policy->margin);
}

static bool read_power(struct reader *reader, const struct meta *node, void *into)
{
    return read_chance(reader, node, &((struct policy_reading *)into)->policy->power);
}

static bool read_by(struct reader *reader, const struct meta *node, void *into)
{
    return read_name(reader, node, &((struct policy_reading *)into)->policy->by);
}

static bool read_defaults(struct reader *reader, const struct meta *node, void *into)
{
    if (node->kind != META_MAP)
        return refuse(reader, node, "a map of keys");
    ((struct policy_reading *)into)->defaults = node;
    return true;
}

static bool read_rules(struct reader *reader, const struct meta *node, void *into)
{
    if (node->kind != META_LIST)
        return refuse(reader, node, "a list of rules");
    ((struct policy_reading *)into)->rules = node;
    return true;
}

static const struct policy_key file_keys[] = {
    {"alpha", read_alpha}, {"margin", read_margin},     {"power", read_power},
    {"by", read_by},       {"defaults", read_defaults}, {"rules", read_rules},
};

static bool read_rule(struct reader *reader, const struct meta *node, struct policy_rule *rule)
{
    rule->line = node->line;
    if (node->kind != META_MAP)
        return err_set(reader->err, ERR_USAGE, "a rule is a map of keys, metric first");
    if (!read_map(reader, node, rule_keys, RULE_KEYS, rule))
        return false;
    return rule->metric || err_set(reader->err, ERR_USAGE, "a rule wants a metric");
}

static struct policy_rule standard_rule(void)
{
    return (struct policy_rule){.at = NAN, .max_drop = NAN, .margin = NAN};
}

static bool read_each_rule(struct reader *reader, const struct policy_reading *file)
{
    struct policy_rule standard = standard_rule();
    struct policy_rule *rules = arena_zalloc(reader->arena, file->rules->count, sizeof(*rules));
    size_t count = 0;

    if (file->defaults && !read_map(reader, file->defaults, rule_keys, DEFAULT_KEYS, &standard))
        return false;
    for (const struct meta *node = file->rules->first; node; node = node->next) {
        rules[count] = standard;
        if (!read_rule(reader, node, &rules[count++]))
            return at_line(reader, node);
    }
    file->policy->rules = rules;
    file->policy->count = count;
    return true;
}

static bool read_root(struct reader *reader, const struct meta *root, struct policy *policy)
{
    struct policy_reading file = {.policy = policy};

    if (root->kind != META_MAP)
        return err_set(reader->err, ERR_USAGE, "is to be a map with a list of rules");
    if (!read_map(reader, root, file_keys, sizeof(file_keys) / sizeof(file_keys[0]), &file))
        return false;
    if (!file.rules || file.rules->count == 0)
        return err_set(reader->err, ERR_USAGE, "holds no rules");
    return read_each_rule(reader, &file);
}

/* Takes NULL, of a file that is no YAML. */
static struct policy *from_root(const struct meta *root, const char *file, struct arena *arena,
                                struct err *err)
{
    struct policy *policy = arena_zalloc(arena, 1, sizeof(*policy));
    struct reader reader = {.arena = arena, .err = err};

    policy->file = arena_strdup(arena, file);
    policy->alpha = policy->margin = policy->power = NAN;
    if (root && read_root(&reader, root, policy))
        return policy;
    if (err)
        err_in_file(err, file);
    return NULL;
}

struct policy *policy_parse(struct str text, const char *file, struct arena *arena, struct err *err)
{
    return from_root(yaml_parse(arena, text, err), file, arena, err);
}

struct policy *policy_read(const char *path, struct arena *arena, struct err *err)
{
    return from_root(yaml_read(arena, path, err), path, arena, err);
}

/* ---- asked of a policy ---- */

struct policy *policy_of_metrics(const char *const *metrics, size_t count, double max_drop,
                                 struct arena *arena)
{
    struct policy *policy = arena_zalloc(arena, 1, sizeof(*policy));
    struct policy_rule *rules = arena_zalloc(arena, count + 1, sizeof(*rules));

    for (size_t i = 0; i <= count; i++) {
        rules[i] = standard_rule();
        rules[i].metric = i < count ? metric_find(metrics[i]) : NULL;
        rules[i].max_drop = max_drop;
    }
    *policy = (struct policy){
        .rules = rules, .count = count ? count : 1, .alpha = NAN, .margin = NAN, .power = NAN};
    return policy;
}

const char *policy_tier_name(enum policy_tier tier)
{
    return tiers[tier];
}

static const char *of_subject(const struct policy_rule *rule, struct arena *arena)
{
    if (!isnan(rule->at) && rule->subject)
        return arena_printf(arena, "%s at %.0f", rule->subject, rule->at);
    if (!isnan(rule->at))
        return arena_printf(arena, "%s %.0f", rule->family == FAMILY_CURVE ? "position" : "layer",
                            rule->at);
    return rule->subject ? rule->subject : rule->part;
}

const char *policy_rule_text(const struct policy_rule *rule, struct arena *arena)
{
    static const char *const each[COMPARE_FAMILIES] = {
        [FAMILY_PARTS] = "part", [FAMILY_LABELS] = "label",   [FAMILY_LAYERS] = "layer",
        [FAMILY_TASKS] = "task", [FAMILY_CURVE] = "position",
    };
    const char *subject = of_subject(rule, arena);

    if (!rule->metric)
        return "headline";
    if (subject)
        return arena_printf(arena, "%s of %s", rule->metric->name, subject);
    if (each[rule->family])
        return arena_printf(arena, "%s of each %s", rule->metric->name, each[rule->family]);
    return rule->metric->name;
}
