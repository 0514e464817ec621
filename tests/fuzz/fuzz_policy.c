#include "fuzz.h"

#include <assay/session/policy.h>

#include <math.h>

static bool is_share(double value)
{
    return isnan(value) || (value >= 0.0 && value <= 1.0);
}

/* A policy that is read has rules in range with a text each; each fault has a sentence and a file.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};
    const struct policy *policy =
        policy_parse((struct str){(const char *)data, size}, "fuzz", arena, &err);

    if (!policy)
        FUZZ_HOLDS((err.code == ERR_SYNTAX || err.code == ERR_USAGE) && err.text[0] && err.file[0]);
    else
        FUZZ_HOLDS(policy->count > 0 && is_share(policy->alpha) && is_share(policy->margin));
    for (size_t i = 0; policy && i < policy->count; i++) {
        const struct policy_rule *rule = &policy->rules[i];

        FUZZ_HOLDS(rule->metric && rule->tier < POLICY_TIERS && rule->family < COMPARE_FAMILIES);
        FUZZ_HOLDS(is_share(rule->max_drop) && is_share(rule->margin));
        FUZZ_HOLDS(policy_rule_text(rule, arena)[0]);
    }
    arena_free(arena);
    return 0;
}
