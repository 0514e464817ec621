#include <assay/cmd/compare_options.h>

#include <assay/base/str.h>
#include <assay/cmd/compare_groups.h>
#include <assay/session/nearest.h>

#include <math.h>
#include <string.h>

/* With fewer resamples than these the ends of an interval are hardly better than guesses. */
enum { RESAMPLES_LEAST = 100, RESAMPLES_MOST = 10000000 };
#define SEED_MOST 999999999999999999 /* what str_integer reads */

static const struct option option_to = {"to", 't', "NAME",
                                        "Print text, md, json, csv or junit (default text)"};
static const struct option option_metric = {"metric", '\0', "NAME,…",
                                            "Compare these metrics; assay help metrics lists them"};
static const struct option option_by = {
    "by", '\0', "FIELD", "Compare the parts of this field too (default: the splits)"};
static const struct option option_alpha = {
    "alpha", '\0', "X", "Chance of a false alarm; intervals are of level 1 - X (default .05)"};
static const struct option option_margin = {
    "margin", '\0', "X", "A difference of at most X counts as none (default .05)"};
static const struct option option_power = {
    "power", '\0', "X", "Chance to find the differences called detectable (default .8)"};
static const struct option option_resamples = {
    "resamples", '\0', "N",
    "Resamples of bootstrap and randomisation, 100 or more (default 10000)"};
static const struct option option_fail_on = {
    "fail-on", '\0', "WHAT",
    "regression: exit with 4 on one; inconclusive: with 5 on too little data too"};
static const struct option option_max_drop = {
    "max-drop", '\0', "X", "Exit with 4 on a drop of more than X, with 5 unless it is ruled out"};
static const struct option option_policy = {"policy", '\0', "FILE",
                                            "Judge by the rules of this file, assay-policy(5)"};
static const struct option option_all = {
    "all", 'a', NULL, "List every row, unmatched sample and setting that differs"};
static const struct option option_flips = {"flips", '\0', "N",
                                           "List N samples that were fixed or broken, or all"};

const struct option *const compare_option_list[] = {
    &option_to,       &option_json,      &option_output, &option_metric, &option_filter,
    &option_by,       &option_group,     &option_flips,  &option_all,    &option_fail_on,
    &option_max_drop, &option_policy,    &option_alpha,  &option_margin, &option_power,
    &option_seed,     &option_resamples, &option_format, &option_map,    &option_quiet,
    &option_threads,  &option_help,      NULL,
};

/* ---- metrics ---- */

static bool check_metric(const char *name, struct err *err)
{
    struct nearest nearest = nearest_to(str_of(name));
    const struct metric *metric;

    if (metric_find(name))
        return true;
    for (size_t i = 0; (metric = metric_at(i)); i++)
        nearest_try(&nearest, metric->name);
    return err_set(err, ERR_USAGE, "there is no metric \"%s\"; the nearest name is \"%s\"", name,
                   nearest.name);
}

static size_t add_name(const char **names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return count;
    names[count] = name;
    return count + 1;
}

/* Of the whole run and of labels; parts, layers, tasks and curves are compared anyway. */
static size_t add_policy(const char **names, size_t count, const struct policy *policy)
{
    for (size_t i = 0; i < policy->count; i++)
        if (policy->rules[i].family == FAMILY_METRICS || policy->rules[i].family == FAMILY_LABELS)
            count = add_name(names, count, policy->rules[i].metric->name);
    return count;
}

/* Those named, and those of the policy; of neither those the comparison chooses. */
static bool read_metrics(const struct arguments *arguments, const struct policy *policy,
                         struct arena *arena, struct compare_options *options, struct err *err)
{
    struct str rest = str_of(option_value(arguments, &option_metric, "")), part;
    size_t room = rest.len + 1 + (policy ? policy->count : 0);
    const char **names = arena_zalloc(arena, room, sizeof(*names));
    size_t count = policy ? add_policy(names, 0, policy) : 0;

    while (str_split(&rest, ',', &part)) {
        struct str word = str_trim(part);
        const char *name = arena_strndup(arena, word.len ? word.ptr : "", word.len);

        if (name[0] == '\0')
            continue;
        if (!check_metric(name, err))
            return false;
        count = add_name(names, count, name);
    }
    if (option_given(arguments, &option_metric) && count == 0)
        return err_set(err, ERR_USAGE, "--metric names no metric");
    options->metrics = count ? names : NULL;
    options->metric_count = count;
    return true;
}

/* ---- numbers ---- */

#define ALPHA_LEAST 1e-12

static double or_else(double number, double otherwise)
{
    return isnan(number) ? otherwise : number;
}

static bool read_numbers(const struct arguments *arguments, const struct policy *policy,
                         struct compare_options *options, struct err *err)
{
    double alpha = policy ? or_else(policy->alpha, options->alpha) : options->alpha;
    double margin = policy ? or_else(policy->margin, options->margin) : options->margin;
    double power = policy ? or_else(policy->power, options->power) : options->power;
    long long seed, resamples;

    if (!option_share(arguments, &option_alpha, OPTION_INSIDE, alpha, &options->alpha, err) ||
        !option_share(arguments, &option_margin, OPTION_SHARE, margin, &options->margin, err) ||
        !option_share(arguments, &option_power, OPTION_INSIDE, power, &options->power, err) ||
        !option_number(arguments, &option_seed, 0, SEED_MOST, (long long)options->seed, &seed,
                       err) ||
        !option_number(arguments, &option_resamples, RESAMPLES_LEAST, RESAMPLES_MOST,
                       options->resamples, &resamples, err))
        return false;
    if (options->alpha < ALPHA_LEAST)
        return err_set(err, ERR_USAGE, "alpha is at least 1e-12, so that 1 - alpha is a level");
    options->seed = (uint64_t)seed;
    options->resamples = (unsigned)resamples;
    return true;
}

/* ---- gate ---- */

static bool read_mode(const struct arguments *arguments, const struct compare_wanted *wanted,
                      enum gate_mode *mode, struct err *err)
{
    const char *word = option_value(arguments, &option_fail_on, NULL);

    *mode = wanted->policy                              ? GATE_BY_TIER
            : option_given(arguments, &option_max_drop) ? GATE_INCONCLUSIVE_FAILS
                                                        : GATE_OFF;
    if (word && strcmp(word, "regression") == 0)
        *mode = GATE_REGRESSION_FAILS;
    else if (word && strcmp(word, "inconclusive") == 0)
        *mode = GATE_INCONCLUSIVE_FAILS;
    else if (word)
        return err_set(err, ERR_USAGE, "--fail-on takes regression or inconclusive, not \"%s\"",
                       word);
    return true;
}

/* Rules of the command line: the metrics named, else the headline. */
static bool read_rules(const struct arguments *arguments, struct arena *arena,
                       struct compare_wanted *wanted, struct err *err)
{
    double max_drop;

    if (wanted->policy && option_given(arguments, &option_max_drop))
        return err_set(err, ERR_USAGE,
                       "--max-drop and --policy exclude each other; the policy "
                       "has a max-drop of its own");
    if (!option_share(arguments, &option_max_drop, OPTION_SHARE, NAN, &max_drop, err) ||
        !read_mode(arguments, wanted, &wanted->mode, err))
        return false;
    if (!wanted->policy)
        wanted->policy = policy_of_metrics(wanted->options.metrics, wanted->options.metric_count,
                                           max_drop, arena);
    return true;
}

/* ---- output ---- */

static bool read_flips(const struct arguments *arguments, size_t *flips, struct err *err)
{
    const char *text = option_value(arguments, &option_flips, "0");
    long long count;

    *flips = SIZE_MAX;
    if (strcmp(text, "all") == 0)
        return true;
    if (!str_integer(str_of(text), &count) || count < 0)
        return err_set(err, ERR_USAGE, "--flips wants a whole number or all, not \"%s\"", text);
    *flips = (size_t)count;
    return true;
}

static bool read_output(const struct arguments *arguments, struct compare_wanted *wanted,
                        struct err *err)
{
    const char *to = option_value(arguments, &option_to, NULL);

    if (option_given(arguments, &option_json) && to && strcmp(to, "json") != 0)
        return err_set(err, ERR_USAGE, "--json and --to %s exclude each other", to);
    if (!to)
        to = option_given(arguments, &option_json) ? "json" : "text";
    wanted->writer = compare_writer_find(to);
    if (!wanted->writer)
        return err_set(err, ERR_USAGE, "--to takes text, md, json, csv or junit, not \"%s\"", to);
    wanted->all = option_given(arguments, &option_all);
    return read_flips(arguments, &wanted->flips, err);
}

bool compare_options_read(const struct arguments *arguments, struct arena *arena,
                          struct compare_wanted *wanted, struct err *err)
{
    const char *policy = option_value(arguments, &option_policy, NULL);

    *wanted = (struct compare_wanted){.options = compare_options_default()};
    if (policy && !(wanted->policy = policy_read(policy, arena, err)))
        return false;
    wanted->options.filter = option_value(arguments, &option_filter, NULL);
    wanted->options.by =
        option_value(arguments, &option_by, wanted->policy ? wanted->policy->by : NULL);
    return read_metrics(arguments, wanted->policy, arena, &wanted->options, err) &&
           read_numbers(arguments, wanted->policy, &wanted->options, err) &&
           read_rules(arguments, arena, wanted, err) && read_output(arguments, wanted, err);
}
