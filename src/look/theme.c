#include <assay/look/theme.h>

#include <assay/base/path.h>
#include <assay/load/text_in.h>
#include <assay/load/yaml_in.h>

#include <assay/look/theme_embedded.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { USER_THEMES_MOST = 200, THEME_BYTES_MOST = 1 << 20 };

/* ---- reading ---- */

struct attribute_name {
    const char *name;
    unsigned bit;
};

static const struct attribute_name attribute_names[] = {
    {"bold", STYLE_BOLD},
    {"dim", STYLE_DIM},
    {"reverse", STYLE_REVERSE},
    {"underline", STYLE_UNDERLINE},
};

struct reader {
    struct theme *theme;
    struct arena *arena;
    struct err *err;
    bool has_background;
    bool seen[ROLE_COUNT];
    bool has_fg[ROLE_COUNT], has_bg[ROLE_COUNT];
    uint32_t lines[ROLE_COUNT];
};

__attribute__((format(printf, 3, 4))) static bool fault(struct reader *reader, uint32_t line,
                                                        const char *format, ...)
{
    struct buf text = {.ptr = NULL};
    va_list args;

    va_start(args, format);
    buf_vaddf(&text, format, args);
    va_end(args);
    err_set(reader->err, ERR_SYNTAX, "%s", text.ptr);
    if (line)
        err_place(reader->err, "line %u", (unsigned)line);
    buf_release(&text);
    return false;
}

static bool read_attributes(struct reader *reader, const struct meta *list, enum role role)
{
    unsigned *attributes = &reader->theme->styles[role].attributes;

    if (list->kind != META_LIST)
        return fault(reader, list->line, "attributes of %s is to be a list", role_name(role));
    for (const struct meta *node = list->first; node; node = node->next) {
        unsigned bit = 0;

        for (size_t i = 0; i < sizeof(attribute_names) / sizeof(attribute_names[0]); i++)
            if (str_eq_c(node->text, attribute_names[i].name))
                bit = attribute_names[i].bit;
        if (!bit)
            return fault(reader, node->line, "%s has the unknown attribute \"%.40s\"",
                         role_name(role), meta_scalar(node).ptr);
        *attributes |= bit;
    }
    return true;
}

static bool read_colour(struct reader *reader, const struct meta *node, enum role role, bool back)
{
    struct role_style *style = &reader->theme->styles[role];
    struct str text =
        node->kind == META_TEXT || node->kind == META_NUMBER ? node->text : str_of(NULL);

    if (!colour_parse(text, back ? &style->bg : &style->fg))
        return fault(reader, node->line, "%s of %s is no colour: \"%.40s\"", back ? "bg" : "fg",
                     role_name(role), text.ptr ? text.ptr : "");
    *(back ? &reader->has_bg[role] : &reader->has_fg[role]) = true;
    return true;
}

static bool read_role(struct reader *reader, const struct meta *map)
{
    enum role role = role_find(map->key);

    if (role == ROLE_COUNT)
        return fault(reader, map->line, "unknown role \"%.40s\"", map->key);
    if (reader->seen[role])
        return fault(reader, map->line, "the role %s stands there twice", map->key);
    if (map->kind != META_MAP)
        return fault(reader, map->line, "the role %s is to be a map", map->key);
    reader->seen[role] = true;
    reader->lines[role] = map->line;
    for (const struct meta *node = map->first; node; node = node->next) {
        bool done;

        if (strcmp(node->key, "fg") == 0 || strcmp(node->key, "bg") == 0)
            done = read_colour(reader, node, role, node->key[0] == 'b');
        else if (strcmp(node->key, "attributes") == 0)
            done = read_attributes(reader, node, role);
        else
            done =
                fault(reader, node->line, "%s has the unknown key \"%.40s\"", map->key, node->key);
        if (!done)
            return false;
    }
    return true;
}

static bool read_roles(struct reader *reader, const struct meta *map)
{
    if (map->kind != META_MAP)
        return fault(reader, map->line, "roles is to be a map");
    for (const struct meta *node = map->first; node; node = node->next)
        if (!read_role(reader, node))
            return false;
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!reader->seen[role])
            return fault(reader, map->line, "the role %s is missing", role_name((enum role)role));
        if (reader->has_bg[role] && !reader->has_fg[role])
            return fault(reader, reader->lines[role], "%s has a background and no foreground",
                         role_name((enum role)role));
    }
    return true;
}

static bool read_background(struct reader *reader, const struct meta *node)
{
    const char *text = meta_text(node, "");

    reader->has_background = true;
    reader->theme->dark = strcmp(text, "dark") == 0;
    return reader->theme->dark || strcmp(text, "light") == 0 ||
           fault(reader, node->line, "background is to be dark or light");
}

static bool read_word(struct reader *reader, const struct meta *node, const char **word)
{
    if (node->kind != META_TEXT)
        return fault(reader, node->line, "%s is to be a text", node->key);
    *word = arena_strdup(reader->arena, node->text.ptr);
    return true;
}

static bool read_theme(struct reader *reader, const struct meta *root)
{
    struct theme *theme = reader->theme;

    if (root->kind != META_MAP)
        return fault(reader, 0, "is to be a map");
    for (const struct meta *node = root->first; node; node = node->next) {
        bool done;

        if (strcmp(node->key, "name") == 0)
            done = read_word(reader, node, &theme->name);
        else if (strcmp(node->key, "summary") == 0)
            done = read_word(reader, node, &theme->summary);
        else if (strcmp(node->key, "background") == 0)
            done = read_background(reader, node);
        else if (strcmp(node->key, "roles") == 0)
            done = read_roles(reader, node);
        else
            done = fault(reader, node->line, "unknown key \"%.40s\"", node->key);
        if (!done)
            return false;
    }
    if (!theme->name || !theme->summary || !reader->has_background || !reader->seen[0])
        return fault(reader, 0, "lacks name, summary, background or roles");
    return true;
}

/* What a role leaves out of its colours it has from the role text. */
static void inherit(struct reader *reader)
{
    struct role_style *styles = reader->theme->styles;

    for (int role = 0; role < ROLE_COUNT; role++) {
        if (!reader->has_fg[role])
            styles[role].fg = styles[ROLE_TEXT].fg;
        if (!reader->has_bg[role])
            styles[role].bg = styles[ROLE_TEXT].bg;
    }
}

static struct theme *parse(struct str text, const char *file, struct arena *arena, struct err *err)
{
    struct arena *scratch = arena_new();
    struct reader reader = {
        .theme = arena_zalloc(arena, 1, sizeof(struct theme)),
        .arena = arena,
        .err = err,
    };
    const struct meta *root = yaml_parse(scratch, text, err);
    bool done = root && read_theme(&reader, root);

    if (done)
        inherit(&reader);
    else
        err_in_file(err, file);
    arena_free(scratch);
    return done ? reader.theme : NULL;
}

/* ---- without colours ---- */

static const struct theme_embedded *find_embedded(const char *name)
{
    for (size_t i = 0; theme_embedded[i].name; i++)
        if (strcmp(theme_embedded[i].name, name) == 0)
            return &theme_embedded[i];
    return NULL;
}

static struct str embedded_text(const struct theme_embedded *embedded)
{
    return (struct str){(const char *)embedded->text, embedded->length};
}

static bool same_colour(struct colour a, struct colour b)
{
    return a.kind == b.kind && a.index == b.index && a.red == b.red && a.green == b.green &&
           a.blue == b.blue;
}

static bool has_colour(const struct theme *theme, int role)
{
    const struct role_style *text = &theme->styles[ROLE_TEXT], *style = &theme->styles[role];

    return !same_colour(style->fg, text->fg) || !same_colour(style->bg, text->bg);
}

/* Roles told by colour alone are told by the attributes of the theme mono. */
static void fill_mono(struct theme *theme, struct arena *arena)
{
    const struct theme_embedded *embedded = find_embedded("mono");
    const struct theme *mono =
        embedded ? parse(embedded_text(embedded), "mono", arena, NULL) : NULL;

    for (int role = 0; role < ROLE_COUNT; role++) {
        theme->mono[role] = theme->styles[role].attributes;
        if (mono && !theme->mono[role] && has_colour(theme, role))
            theme->mono[role] = mono->styles[role].attributes;
    }
}

const struct theme *theme_parse(const char *text, size_t length, const char *file,
                                struct arena *arena, struct err *err)
{
    struct theme *theme = parse((struct str){text, length}, file, arena, err);

    if (theme)
        fill_mono(theme, arena);
    return theme;
}

/* ---- finding ---- */

static const char *user_folder(struct arena *arena)
{
    const char *folder = path_xdg(arena, "CONFIG");

    return folder ? path_join(arena, folder, "themes") : NULL;
}

/* A name is no path: it cannot lead out of the folder. */
static bool is_name(const char *name)
{
    return name[0] && name[0] != '.' && !strchr(name, '/');
}

static const char *user_file(const char *name, struct arena *arena)
{
    const char *folder = user_folder(arena);
    const char *path = NULL;

    if (folder && is_name(name))
        path = path_join(arena, folder, arena_printf(arena, "%s.yaml", name));
    return path && path_exists(path) ? path : NULL;
}

static bool complain_of_name(const char *name, struct arena *arena, struct err *err)
{
    struct theme_list list = theme_names(arena);
    struct buf text = {.ptr = NULL};

    for (size_t i = 0; i < list.count; i++)
        buf_addf(&text, "%s%s", i ? ", " : "", list.names[i]);
    err_set(err, ERR_USAGE, "there is no theme \"%.60s\"; there are %s", name, text.ptr);
    buf_release(&text);
    return false;
}

static const struct theme *parse_embedded(const struct theme_embedded *embedded,
                                          struct arena *arena, struct err *err)
{
    struct str text = embedded_text(embedded);

    return theme_parse(text.ptr, text.len, embedded->name, arena, err);
}

const struct theme *theme_load(const char *name, struct arena *arena, struct err *err)
{
    const char *path = user_file(name, arena);
    const struct theme_embedded *embedded = path ? NULL : find_embedded(name);
    struct arena *scratch;
    const struct theme *theme = NULL;
    struct str text;

    if (embedded)
        return parse_embedded(embedded, arena, err);
    if (!path) {
        complain_of_name(name, arena, err);
        return NULL;
    }
    scratch = arena_new();
    if (file_read(path, THEME_BYTES_MOST, scratch, &text, err))
        theme = theme_parse(text.ptr, text.len, path, arena, err);
    arena_free(scratch);
    return theme;
}

const struct theme *theme_load_sound(const char *name, struct arena *arena)
{
    const struct theme *theme = theme_load(name, arena, NULL);
    const struct theme_embedded *embedded = theme ? NULL : find_embedded(name);

    return embedded ? parse_embedded(embedded, arena, NULL) : theme;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the user's files, sorted; at most USER_THEMES_MOST. */
static size_t add_user_names(struct arena *arena, const char **names)
{
    const char *folder = user_folder(arena);
    DIR *directory = folder ? opendir(folder) : NULL;
    const struct dirent *entry;
    size_t count = 0;

    if (!directory)
        return 0;
    while (count < USER_THEMES_MOST && (entry = readdir(directory)))
        if (is_name(entry->d_name) && strcmp(path_suffix(arena, entry->d_name), "yaml") == 0)
            names[count++] = arena_strdup(arena, path_stem(arena, entry->d_name));
    closedir(directory);
    qsort(names, count, sizeof(*names), compare_names);
    return count;
}

static bool is_listed(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

struct theme_list theme_names(struct arena *arena)
{
    size_t embedded = 0, users, count;
    const char **names;

    while (theme_embedded[embedded].name)
        embedded++;
    names = arena_zalloc(arena, embedded + USER_THEMES_MOST, sizeof(*names));
    count = users = add_user_names(arena, names);
    for (size_t i = 0; i < embedded; i++)
        if (!is_listed(names, users, theme_embedded[i].name))
            names[count++] = theme_embedded[i].name;
    return (struct theme_list){names, count};
}

/* ---- showing ---- */

static const int palette_size[] = {
    [DEPTH_MONO] = 0, [DEPTH_8] = 8, [DEPTH_16] = 16, [DEPTH_256] = 256, [DEPTH_RGB] = 0,
};

/* What the terminal's own background is taken for. */
static struct colour behind(const struct theme *theme, struct colour background)
{
    uint8_t part = theme->dark ? 0 : 255;

    return background.kind == COLOUR_DEFAULT ? colour_of_rgb(part, part, part) : background;
}

/* On few colours each side of the diverging scale keeps its hue, not the lightness of its steps. */
static struct colour reduce_background(struct colour bg, enum role role, int count)
{
    bool diverges = role >= ROLE_DIVERGE_0 && role <= ROLE_DIVERGE_8;

    return colour_of_index(diverges && count <= 16 ? colour_nearest_hue(bg, count)
                                                   : colour_nearest(bg, count));
}

static void reduce(const struct theme *theme, enum role role, int count, struct role_style *style)
{
    if (style->bg.kind != COLOUR_DEFAULT)
        style->bg = reduce_background(style->bg, role, count);
    if (style->fg.kind == COLOUR_DEFAULT)
        return;
    if (count == 8 && style->bg.kind == COLOUR_DEFAULT && colour_is_grey(style->fg)) {
        style->fg = (struct colour){.kind = COLOUR_DEFAULT};
        style->attributes |= theme->mono[role];
        return;
    }
    style->fg = colour_of_index(colour_nearest_on(style->fg, behind(theme, style->bg), count));
}

struct role_style theme_style(const struct theme *theme, unsigned style, enum colour_depth depth)
{
    enum role role = STYLE_ROLE(style) < ROLE_COUNT ? STYLE_ROLE(style) : ROLE_TEXT;
    struct role_style shown = theme->styles[role];

    if (depth == DEPTH_MONO)
        shown = (struct role_style){.attributes = theme->mono[role]};
    else if (depth != DEPTH_RGB)
        reduce(theme, role, palette_size[depth], &shown);
    shown.attributes |= style & ~0xffu;
    return shown;
}
