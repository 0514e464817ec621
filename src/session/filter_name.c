#include <assay/session/filter_name.h>

#include <assay/session/nearest.h>

const char *const filter_prefixes[FILTER_PREFIXES] = {"is", "has", "text"};

bool filter_has_prefix(const struct filter_vocabulary *vocabulary, enum filter_prefix prefix)
{
    if (prefix == FILTER_PREFIX_IS)
        return vocabulary->state_count > 0;
    return prefix == FILTER_PREFIX_HAS || vocabulary->records;
}

static char plain(char c)
{
    if (c == '_' || c == '-')
        return ' ';
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool same_name(struct str a, struct str b)
{
    for (size_t i = 0; a.len == b.len && i < a.len; i++)
        if (plain(a.ptr[i]) != plain(b.ptr[i]))
            return false;
    return a.len == b.len;
}

static bool has_alias(const struct filter_field *field, struct str name)
{
    struct str rest = str_of(field->aliases), alias;

    while (str_split(&rest, ' ', &alias))
        if (same_name(alias, name))
            return true;
    return false;
}

size_t filter_find_field(const struct filter_vocabulary *vocabulary, struct str name)
{
    for (size_t i = 0; i < vocabulary->field_count; i++)
        if (same_name(str_of(vocabulary->fields[i].name), name))
            return i;
    for (size_t i = 0; i < vocabulary->field_count; i++)
        if (has_alias(&vocabulary->fields[i], name))
            return i;
    return SIZE_MAX;
}

const char *filter_nearest_field(const struct filter_vocabulary *vocabulary, struct str name)
{
    struct nearest nearest = nearest_to(name);

    for (size_t i = 0; i < vocabulary->field_count; i++)
        nearest_try(&nearest, vocabulary->fields[i].name);
    for (enum filter_prefix i = 0; i < FILTER_PREFIXES; i++)
        if (filter_has_prefix(vocabulary, i))
            nearest_try(&nearest, filter_prefixes[i]);
    return nearest.name;
}

const char *filter_nearest_state(const struct filter_vocabulary *vocabulary, struct str name)
{
    struct nearest nearest = nearest_to(name);

    for (size_t i = 0; i < vocabulary->state_count; i++)
        nearest_try(&nearest, vocabulary->states[i].name);
    return nearest.name;
}
