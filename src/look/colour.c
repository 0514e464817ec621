#include <assay/look/colour.h>

#include <math.h>

enum { NAMED = 16, CUBE_END = 232 };

/* Less colourful than this counts as grey, a and b taken together. */
static const double least_chroma = 15.0;

/* What reads as text on a background: WCAG's bound for large text, all that few colours can give.
 */
static const double least_contrast = 3.0;

static const struct {
    const char *name;
    uint8_t red, green, blue;
} named[NAMED] = {
    {"black", 0, 0, 0},
    {"red", 205, 0, 0},
    {"green", 0, 205, 0},
    {"yellow", 205, 205, 0},
    {"blue", 0, 0, 238},
    {"magenta", 205, 0, 205},
    {"cyan", 0, 205, 205},
    {"white", 229, 229, 229},
    {"bright-black", 127, 127, 127},
    {"bright-red", 255, 0, 0},
    {"bright-green", 0, 255, 0},
    {"bright-yellow", 255, 255, 0},
    {"bright-blue", 92, 92, 255},
    {"bright-magenta", 255, 0, 255},
    {"bright-cyan", 0, 255, 255},
    {"bright-white", 255, 255, 255},
};

static uint8_t cube_level(int step)
{
    return (uint8_t)(step ? 55 + 40 * step : 0);
}

struct colour colour_of_index(uint8_t index)
{
    struct colour colour = {.kind = COLOUR_INDEX, .index = index};

    if (index < NAMED) {
        colour.red = named[index].red;
        colour.green = named[index].green;
        colour.blue = named[index].blue;
    } else if (index < CUBE_END) {
        colour.red = cube_level((index - NAMED) / 36);
        colour.green = cube_level((index - NAMED) / 6 % 6);
        colour.blue = cube_level((index - NAMED) % 6);
    } else {
        colour.red = colour.green = colour.blue = (uint8_t)(8 + 10 * (index - CUBE_END));
    }
    return colour;
}

struct colour colour_of_rgb(uint8_t red, uint8_t green, uint8_t blue)
{
    return (struct colour){.kind = COLOUR_RGB, .red = red, .green = green, .blue = blue};
}

/* ---- text ---- */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool parse_hex(struct str text, struct colour *colour)
{
    uint8_t parts[3] = {0, 0, 0};

    if (text.len != 7)
        return false;
    for (size_t i = 0; i < 6; i++) {
        int digit = hex_digit(text.ptr[1 + i]);

        if (digit < 0)
            return false;
        parts[i / 2] = (uint8_t)(parts[i / 2] * 16 + digit);
    }
    *colour = colour_of_rgb(parts[0], parts[1], parts[2]);
    return true;
}

bool colour_parse(struct str text, struct colour *colour)
{
    long long number;

    if (str_eq_c(text, "default")) {
        *colour = (struct colour){.kind = COLOUR_DEFAULT};
        return true;
    }
    if (str_starts(text, "#"))
        return parse_hex(text, colour);
    for (uint8_t i = 0; i < NAMED; i++)
        if (str_eq_c(text, named[i].name)) {
            *colour = colour_of_index(i);
            return true;
        }
    if (!str_integer(text, &number) || number < 0 || number > 255)
        return false;
    *colour = colour_of_index((uint8_t)number);
    return true;
}

/* ---- measures ---- */

static double linear(uint8_t part)
{
    double share = part / 255.0;

    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

double colour_contrast(struct colour a, struct colour b)
{
    double of_a = luminance(a) + 0.05, of_b = luminance(b) + 0.05;

    return of_a > of_b ? of_a / of_b : of_b / of_a;
}

static double lab_curve(double t)
{
    const double delta = 6.0 / 29.0;

    return t > delta * delta * delta ? cbrt(t) : t / (3 * delta * delta) + 4.0 / 29.0;
}

struct colour_lab colour_lab(struct colour colour)
{
    double r = linear(colour.red), g = linear(colour.green), b = linear(colour.blue);
    /* sRGB to XYZ, each over the white point D65. */
    double x = lab_curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    double y = lab_curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
    double z = lab_curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);

    return (struct colour_lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double lab_distance(struct colour_lab a, struct colour_lab b)
{
    return sqrt((a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b));
}

double colour_distance(struct colour a, struct colour b)
{
    return lab_distance(colour_lab(a), colour_lab(b));
}

/* ---- reducing ---- */

static bool same_values(struct colour a, struct colour b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static bool lab_is_grey(struct colour_lab lab)
{
    return lab.a * lab.a + lab.b * lab.b < least_chroma * least_chroma;
}

bool colour_is_grey(struct colour colour)
{
    return lab_is_grey(colour_lab(colour));
}

/*
 * Among few colours hue comes before all else, since it carries the meaning: the distance of the
 * directions of (a, b), and lightness with little weight. By plain distance a dark blue would
 * become magenta and a light one white.
 */
static double hue_distance(struct colour_lab a, struct colour_lab b, double lightness)
{
    double of_a = hypot(a.a, a.b), of_b = hypot(b.a, b.b);

    return hypot(hypot(a.a / of_a - b.a / of_b, a.b / of_a - b.b / of_b), (a.l - b.l) / lightness);
}

/* Lightness that counts as much as a change of the hue by 60 degrees. */
enum { LIGHTNESS_READ = 25, LIGHTNESS_BACKGROUND = 200 };

/* background: what the colour is to be read on, NULL for a background itself. */
static uint8_t nearest(struct colour colour, const struct colour *background, int count)
{
    struct colour_lab wanted = colour_lab(colour);
    bool coloured = background && count <= NAMED && !lab_is_grey(wanted);
    double least = INFINITY;
    int best = 0;

    for (int i = count == 256 ? NAMED : 0; i < count; i++) {
        struct colour entry = colour_of_index((uint8_t)i);
        double distance;

        if (background && colour_contrast(entry, *background) < least_contrast)
            continue;
        if (coloured && colour_is_grey(entry))
            continue;
        if (same_values(entry, colour))
            return (uint8_t)i;
        distance = coloured ? hue_distance(colour_lab(entry), wanted, LIGHTNESS_READ)
                            : lab_distance(colour_lab(entry), wanted);
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return (uint8_t)best;
}

uint8_t colour_nearest_hue(struct colour colour, int count)
{
    struct colour_lab wanted = colour_lab(colour);
    double least = INFINITY;
    int best = 0;

    if (lab_is_grey(wanted))
        return colour_nearest(colour, count);
    for (int i = 0; i < count; i++) {
        struct colour entry = colour_of_index((uint8_t)i);
        double distance;

        if (colour_is_grey(entry))
            continue;
        distance = hue_distance(colour_lab(entry), wanted, LIGHTNESS_BACKGROUND);
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return (uint8_t)best;
}

uint8_t colour_nearest(struct colour colour, int count)
{
    if (colour.kind == COLOUR_INDEX && colour.index < count)
        return colour.index;
    return nearest(colour, NULL, count);
}

uint8_t colour_nearest_on(struct colour colour, struct colour background, int count)
{
    if (colour.kind == COLOUR_INDEX && colour.index < count &&
        colour_contrast(colour, background) >= least_contrast)
        return colour.index;
    return nearest(colour, &background, count);
}
