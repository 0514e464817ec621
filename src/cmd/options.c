#include <assay/cmd/options.h>

#include <assay/base/str.h>

#include <string.h>

const struct option option_json = {"json", '\0', NULL, "Print JSON, described by a schema"};
const struct option option_format = {"format", 'f', "NAME",
                                     "Read the paths as this format instead of by their content"};
const struct option option_map = {"map", 'm', "ROLE=COLUMN,…",
                                  "Name the columns for truth, pred, id, score, split and group"};
const struct option option_quiet = {"quiet", 'q', NULL, "Show no progress and no notes"};
const struct option option_output = {"output", 'o', "PATH", "Write there instead of on stdout"};
const struct option option_threads = {
    "threads", 'j', "N", "Use up to N threads (default: the number of processors, at most 8)"};
const struct option option_filter = {"filter", 'w', "FILTER",
                                     "Take only samples that the filter takes"};
const struct option option_help = {"help", 'h', NULL, "Show what the command takes"};
const struct option option_seed = {"seed", 's', "N", "Seed of the random choice (default 1)"};

struct parser {
    const struct option *const *known;
    int argc, at;
    char *const *argv;
    const char **paths;
    const struct option **options;
    const char **values;
    size_t path_count, option_count;
    struct err *err;
};

static bool starts_with(const char *text, const char *prefix, size_t length)
{
    return strncmp(text, prefix, length) == 0;
}

static const struct option *find_long(struct parser *p, const char *name, size_t length)
{
    const struct option *found = NULL;

    for (size_t i = 0; p->known[i]; i++) {
        const struct option *option = p->known[i];

        if (!starts_with(option->name, name, length))
            continue;
        if (option->name[length] == '\0')
            return option;
        if (found) {
            err_set(p->err, ERR_USAGE, "--%.*s could be --%s or --%s", (int)length, name,
                    found->name, option->name);
            return NULL;
        }
        found = option;
    }
    if (!found)
        err_set(p->err, ERR_USAGE, "unknown option --%.*s", (int)length, name);
    return found;
}

static const struct option *find_letter(struct parser *p, char letter)
{
    for (size_t i = 0; p->known[i]; i++)
        if (p->known[i]->letter == letter)
            return p->known[i];
    err_set(p->err, ERR_USAGE, "unknown option -%c", letter);
    return NULL;
}

/* No path is empty: a shell's variable that was never set is. */
static bool add(struct parser *p, const struct option *option, const char *value)
{
    if (value && !*value && strcmp(option->value, "PATH") == 0)
        return err_set(p->err, ERR_USAGE, "--%s names no path", option->name);
    p->options[p->option_count] = option;
    p->values[p->option_count++] = value;
    return true;
}

/* The value that follows as a word of its own. */
static bool add_with_next(struct parser *p, const struct option *option)
{
    if (p->at + 1 >= p->argc)
        return err_set(p->err, ERR_USAGE, "--%s wants %s", option->name, option->value);
    return add(p, option, p->argv[++p->at]);
}

static bool parse_long(struct parser *p, const char *word)
{
    size_t length = strcspn(word, "=");
    const struct option *option = find_long(p, word, length);

    if (!option)
        return false;
    if (!option->value && word[length] == '=')
        return err_set(p->err, ERR_USAGE, "--%s takes no value", option->name);
    if (!option->value || word[length] == '=')
        return add(p, option, option->value ? word + length + 1 : NULL);
    return add_with_next(p, option);
}

static bool parse_letters(struct parser *p, const char *letters)
{
    for (; *letters; letters++) {
        const struct option *option = find_letter(p, *letters);

        if (!option)
            return false;
        if (!option->value) {
            if (!add(p, option, NULL))
                return false;
            continue;
        }
        if (letters[1] == '\0')
            return add_with_next(p, option);
        return add(p, option, letters + 1);
    }
    return true;
}

static bool parse_word(struct parser *p, bool *options_end)
{
    const char *word = p->argv[p->at];

    if (!*word)
        return err_set(p->err, ERR_USAGE, "a path is empty");
    if (*options_end || word[0] != '-' || word[1] == '\0') {
        p->paths[p->path_count++] = word;
        return true;
    }
    if (strcmp(word, "--") == 0) {
        *options_end = true;
        return true;
    }
    return word[1] == '-' ? parse_long(p, word + 2) : parse_letters(p, word + 1);
}

bool options_parse(const struct option *const *known, int argc, char *const *argv,
                   struct arena *arena, struct arguments *out, struct err *err)
{
    size_t letters = 1;
    struct parser p = {.known = known, .argc = argc, .argv = argv, .err = err};
    bool options_end = false;

    for (int i = 0; i < argc; i++)
        letters += strlen(argv[i]) + 1;
    p.paths = arena_zalloc(arena, letters, sizeof(*p.paths));
    p.options = arena_zalloc(arena, letters, sizeof(*p.options));
    p.values = arena_zalloc(arena, letters, sizeof(*p.values));
    for (p.at = 0; p.at < argc; p.at++)
        if (!parse_word(&p, &options_end))
            return false;
    *out = (struct arguments){p.paths, p.path_count, p.options, p.values, p.option_count};
    return true;
}

bool option_given(const struct arguments *arguments, const struct option *option)
{
    for (size_t i = 0; i < arguments->option_count; i++)
        if (arguments->options[i] == option)
            return true;
    return false;
}

const char *option_value(const struct arguments *arguments, const struct option *option,
                         const char *otherwise)
{
    for (size_t i = arguments->option_count; i-- > 0;)
        if (arguments->options[i] == option)
            return arguments->values[i];
    return otherwise;
}

bool option_number(const struct arguments *arguments, const struct option *option, long long least,
                   long long most, long long otherwise, long long *number, struct err *err)
{
    const char *text = option_value(arguments, option, NULL);

    *number = otherwise;
    if (!text)
        return true;
    if (!str_integer(str_of(text), number) || *number < least || *number > most)
        return err_set(err, ERR_USAGE, "--%s wants a whole number from %lld to %lld, not \"%s\"",
                       option->name, least, most, text);
    return true;
}

bool option_share(const struct arguments *arguments, const struct option *option,
                  enum option_range range, double otherwise, double *share, struct err *err)
{
    const char *text = option_value(arguments, option, NULL);
    double number = 0.0;

    *share = otherwise;
    if (!text)
        return true;
    if (!str_number(str_of(text), &number, NULL) || !(number >= 0.0 && number <= 1.0) ||
        (range == OPTION_INSIDE && (number == 0.0 || number == 1.0)))
        return err_set(err, ERR_USAGE, "--%s wants a number %s, not \"%s\"", option->name,
                       range == OPTION_INSIDE ? "between 0 and 1" : "from 0 to 1", text);
    *share = number;
    return true;
}
