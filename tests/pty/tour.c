#include "tour.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 4096 };

static void broken(const char *path, int line, const char *why, const char *what)
{
    fprintf(stderr, "%s:%d: %s%s\n", path, line, why, what);
    exit(2);
}

static char *copied(const char *text)
{
    char *copy = malloc(strlen(text) + 1);

    if (!copy)
        exit(70);
    return strcpy(copy, text);
}

/* Parts a line into its word and the text behind it, both without blanks around them. */
static char *part(char *line, char **text)
{
    size_t length;

    line += strspn(line, " \t");
    line[strcspn(line, "\r\n")] = '\0';
    for (length = strlen(line); length > 0 && line[length - 1] == ' '; length--)
        line[length - 1] = '\0';
    *text = line + strcspn(line, " \t");
    if (**text)
        *(*text)++ = '\0';
    *text += strspn(*text, " \t");
    return line;
}

static bool add_choice(char **list, const char *text)
{
    size_t n = 0;

    while (list[n])
        n++;
    if (n == TOUR_CHOICES)
        return false;
    list[n] = copied(text);
    return true;
}

static bool add_words(char **list, char *text)
{
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        if (!add_choice(list, word))
            return false;
    return true;
}

static bool take_setting(struct tour *tour, const char *word, char *text)
{
    if (strcmp(word, "size") == 0)
        return add_words(tour->sizes, text);
    if (strcmp(word, "term") == 0)
        return add_words(tour->types, text);
    if (strcmp(word, "locale") == 0)
        return add_words(tour->locales, text);
    if (strcmp(word, "env") == 0)
        return add_choice(tour->env, text);
    if (strcmp(word, "first") == 0)
        return add_choice(tour->first, text);
    if (strcmp(word, "seldom") == 0)
        return tour->seldom = true;
    if (strcmp(word, "program") == 0 && !tour->program) {
        tour->program = copied(text);
        return true;
    }
    if (strcmp(word, "run") != 0 || tour->arguments)
        return false;
    tour->arguments = copied(text);
    return true;
}

static bool take_step(struct tour *tour, const char *word, char *text, int line)
{
    struct tour_step step = {.line = line, .otherwise = strcmp(word, "not") == 0};
    const char *only = NULL;

    if (step.otherwise || strcmp(word, "when") == 0) {
        only = part(text, &text);
        word = part(text, &text);
    }
    step.verb = tour_verb_find(word);
    if (!step.verb || !tour->arguments || tour->step_count == TOUR_STEPS)
        return false;
    step.text = copied(text);
    step.only = only ? copied(only) : NULL;
    tour->steps[tour->step_count++] = step;
    return true;
}

static void fill_defaults(struct tour *tour)
{
    if (!tour->sizes[0])
        add_choice(tour->sizes, "80x24");
    if (!tour->types[0])
        add_choice(tour->types, "xterm-256color");
    if (!tour->locales[0])
        add_choice(tour->locales, "C.UTF-8");
}

/* The line number and a `tour` line read too far live in the tour between calls. */
bool tour_read(FILE *file, const char *path, struct tour *tour)
{
    char buffer[LINE_SIZE], *text;
    int line = tour->line;
    long before = ftell(file);

    *tour = (struct tour){.line = line};
    while (fgets(buffer, sizeof(buffer), file)) {
        char *word = part(buffer, &text);

        line++;
        if (strcmp(word, "tour") == 0 && tour->name) {
            fseek(file, before, SEEK_SET);
            line--;
            break;
        }
        before = ftell(file);
        if (!*word || *word == '#')
            continue;
        if (strcmp(word, "tour") == 0)
            tour->name = copied(text);
        else if (!tour->name)
            broken(path, line, "a tour must be named before this: ", word);
        else if (!take_setting(tour, word, text) && !take_step(tour, word, text, line))
            broken(path, line, "not a setting or step that can stand here: ", word);
    }
    tour->line = line;
    if (tour->name && !tour->arguments)
        broken(path, line, "no `run` in tour ", tour->name);
    if (tour->name)
        fill_defaults(tour);
    return tour->name != NULL;
}

static void free_all(char **list)
{
    for (; *list; list++) {
        free(*list);
        *list = NULL;
    }
}

void tour_release(struct tour *tour)
{
    free(tour->name);
    free(tour->program);
    free(tour->arguments);
    free_all(tour->sizes);
    free_all(tour->types);
    free_all(tour->locales);
    free_all(tour->env);
    free_all(tour->first);
    for (int i = 0; i < tour->step_count; i++) {
        free(tour->steps[i].text);
        free(tour->steps[i].only);
    }
}
