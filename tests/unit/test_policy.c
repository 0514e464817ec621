#include "check.h"
#include "temp_dir.h"

#include <assay/session/policy.h>

#include <math.h>
#include <string.h>

struct parsed {
    struct arena *arena;
    struct policy *policy;
    struct err err;
};

static struct parsed parsed(const char *text)
{
    struct parsed p = {.arena = arena_new()};

    p.policy = policy_parse(str_of(text), "gate.yaml", p.arena, &p.err);
    return p;
}

static void parsed_free(struct parsed *p)
{
    arena_free(p->arena);
}

static void check_refused(const char *text, const char *words, const char *place)
{
    struct parsed p = parsed(text);

    CHECK(!p.policy);
    if (!CHECK(strstr(p.err.text, words) != NULL))
        CHECK_STR(p.err.text, words);
    CHECK_STR(p.err.place, place);
    CHECK_STR(p.err.file, "gate.yaml");
    parsed_free(&p);
}

TEST(rules_take_what_the_defaults_say_unless_they_say_it)
{
    struct parsed p = parsed("rules:\n"
                             "  - metric: accuracy\n"
                             "  - metric: ece\n"
                             "    tier: critical\n"
                             "    max-drop: .1\n"
                             "defaults:\n"
                             "  tier: advisory\n"
                             "  max-drop: .02\n");

    if (!CHECK(p.policy && p.policy->count == 2))
        return;
    CHECK_INT(p.policy->rules[0].tier, TIER_ADVISORY);
    CHECK_NEAR(p.policy->rules[0].max_drop, .02, 0);
    CHECK_INT(p.policy->rules[1].tier, TIER_CRITICAL);
    CHECK_NEAR(p.policy->rules[1].max_drop, .1, 0);
    CHECK_STR(p.policy->rules[1].metric->name, "ece");
    CHECK(isnan(p.policy->rules[0].margin) && isnan(p.policy->alpha));
    parsed_free(&p);
}

TEST(rules_without_a_tier_are_critical)
{
    struct parsed p = parsed("rules: [{metric: accuracy}]");

    CHECK(p.policy && p.policy->rules[0].tier == TIER_CRITICAL);
    parsed_free(&p);
}

TEST(keys_say_which_rows_a_rule_is_about)
{
    struct parsed p = parsed("by: difficulty\n"
                             "rules:\n"
                             "  - {metric: recall, label: sad}\n"
                             "  - {metric: probe_accuracy, probe: prosody, layer: 14}\n"
                             "  - {metric: task_accuracy, each: task}\n"
                             "  - {metric: accuracy, part: 0}\n"
                             "  - {metric: curve_mean_loss, position: 8000, direction: higher}\n");
    static const char *const texts[] = {"recall of sad", "probe_accuracy of prosody at 14",
                                        "task_accuracy of each task", "accuracy of 0",
                                        "curve_mean_loss of position 8000"};
    static const enum compare_family families[] = {FAMILY_LABELS, FAMILY_LAYERS, FAMILY_TASKS,
                                                   FAMILY_PARTS, FAMILY_CURVE};

    if (!CHECK(p.policy && p.policy->count == 5))
        return;
    CHECK_STR(p.policy->by, "difficulty");
    for (size_t i = 0; i < 5; i++) {
        CHECK_INT(p.policy->rules[i].family, families[i]);
        CHECK_STR(policy_rule_text(&p.policy->rules[i], p.arena), texts[i]);
    }
    CHECK(p.policy->rules[4].directed && p.policy->rules[4].better == BETTER_HIGHER);
    CHECK(!p.policy->rules[0].directed);
    parsed_free(&p);
}

TEST(mistakes_in_a_policy_are_told_with_their_line)
{
    check_refused("rules:\n  - metric: acuracy\n",
                  "there is no metric \"acuracy\"; the nearest name "
                  "is \"accuracy\"",
                  "line 2");
    check_refused("rules:\n  - metric: accuracy\n    max_drop: 1\n",
                  "unknown key \"max_drop\"; the nearest is \"max-drop\"", "line 3");
    check_refused("rule: []\n", "unknown key \"rule\"; the nearest is \"rules\"", "line 1");
    check_refused("rules:\n  - metric: accuracy\n    max-drop: 2\n",
                  "max-drop wants a share from 0 to 1, not \"2\"", "line 3");
    check_refused("rules:\n  - metric: accuracy\n    max-drop: .nan\n", "max-drop wants a share",
                  "line 3");
    check_refused("rules:\n  - metric: accuracy\n    tier: fatal\n",
                  "tier wants critical, supporting or advisory, not \"fatal\"", "line 3");
    check_refused("rules:\n  - metric: accuracy\n    direction: up\n",
                  "direction wants higher or lower", "line 3");
    check_refused("rules:\n  - metric: recall\n    label: [a]\n",
                  "label wants a name, not \"a list\"", "line 3");
    check_refused("rules:\n  - metric: recall\n    label: sad\n    task: x\n",
                  "task does not go with a rule about labels", "line 4");
    check_refused("rules:\n  - tier: critical\n", "a rule wants a metric", "line 2");
    check_refused("rules:\n  - accuracy\n", "a rule is a map", "line 2");
    check_refused("rules: 3\n", "rules wants a list of rules", "line 1");
    check_refused("rules: []\n", "holds no rules", "");
    check_refused("alpha: 1\nrules: [{metric: f1}]\n", "alpha wants a number between 0 and 1",
                  "line 1");
    check_refused("alpha: .05\nalpha: .1\nrules: [{metric: f1}]\n", "alpha is given twice",
                  "line 2");
    check_refused("defaults: {metric: f1}\nrules: [{metric: f1}]\n", "unknown key \"metric\"",
                  "line 1");
    check_refused("just words\n", "is to be a map with a list of rules", "");
    check_refused("rules: [\n", "is not valid YAML", "line 2");
}

TEST(a_policy_that_is_not_there_is_named)
{
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};

    CHECK(!policy_read("no/such/policy.yaml", arena, &err));
    CHECK_STR(err.file, "no/such/policy.yaml");
    arena_free(arena);
}

TEST(the_example_policy_is_one)
{
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};
    struct policy *policy = policy_read("share/policies/example.yaml", arena, &err);

    CHECK_STR(err.text, "");
    CHECK(policy && policy->count == 4);
    arena_free(arena);
}

TEST(metrics_of_the_command_line_are_critical_rules)
{
    struct arena *arena = arena_new();
    static const char *const names[] = {"accuracy", "ece"};
    struct policy *two = policy_of_metrics(names, 2, .03, arena);
    struct policy *none = policy_of_metrics(NULL, 0, NAN, arena);

    CHECK_INT(two->count, 2);
    CHECK_STR(two->rules[1].metric->name, "ece");
    CHECK_INT(two->rules[1].tier, TIER_CRITICAL);
    CHECK_NEAR(two->rules[1].max_drop, .03, 0);
    CHECK_INT(none->count, 1);
    CHECK(!none->rules[0].metric && isnan(none->rules[0].max_drop));
    CHECK_STR(policy_rule_text(&none->rules[0], arena), "headline");
    arena_free(arena);
}
