#include "generate_io.h"
#include "generate_parts.h"

#include <string.h>

/*
 * One result of 24 samples in four dialects: same ids, truths, predictions, scores, texts.
 * Labels are German, with an umlaut each, so that a wrong code page shows.
 */
enum { ROWS = 24, KINDS = 4 };

static const char *const kinds[KINDS] = {"fröhlich", "müde", "zornig", "übrig"};

struct row {
    int truth, pred, score; /* score in hundredths */
    const char *text;
};

static const struct row rows[ROWS] = {
    {0, 0, 97, "Das ist ja großartig!"},
    {1, 1, 88, "Ich will nur noch schlafen"},
    {2, 2, 91, "So geht das nicht;\nso nicht!"},
    {3, 3, 64, "Mir ist es gleich"},
    {0, 0, 93, "Wie schön, dass du da bist"},
    {1, 3, 55, "Lass mich, bitte"},
    {2, 2, 89, "Er sagte \"niemals\" und ging"},
    {3, 0, 48, "Na gut"},
    {0, 0, 99, "Wir haben gewonnen!\nWir haben wirklich gewonnen!"},
    {1, 1, 83, "Noch ein Kaffee, sonst falle ich um"},
    {2, 0, 51, "Ach, wie reizend von dir"},
    {3, 3, 70, "Kann sein, kann auch nicht sein"},
    {0, 2, 52, "Das darf doch nicht wahr sein"},
    {1, 1, 90, "Gähn; wie spät ist es?"},
    {2, 2, 95, "Raus hier!"},
    {3, 3, 58, "Es regnet"},
    {0, 0, 86, "Danke, danke, danke"},
    {1, 1, 77, "Die Nacht war kurz"},
    {2, 2, 81, "Zum \"letzten\" Mal: nein"},
    {3, 1, 60, "Mag sein"},
    {0, 0, 94, "Morgen fahren wir ans Meer"},
    {1, 1, 92, "Ich kann nicht mehr"},
    {2, 2, 84, "Wer hat das erlaubt?"},
    {3, 3, 66, "Wie du willst"},
};

static void put_quoted(FILE *f, const char *s, const char *line_end)
{
    fputc('"', f);
    for (; *s; s++) {
        if (*s == '"')
            fputc('"', f);
        if (*s == '\n')
            fputs(line_end, f);
        else
            fputc(*s, f);
    }
    fputc('"', f);
}

/* How a CSV file is laid out; empty strings where a dialect has no such thing. */
struct dialect {
    const char *dir, *prologue, *separator, *line_end;
};

static void write_table(FILE *f, const struct dialect *d)
{
    static const char *const head[] = {"sample_id", "y_true", "y_pred", "score", "text"};

    fputs(d->prologue, f);
    for (int k = 0; k < 5; k++)
        fprintf(f, "%s%s", k ? d->separator : "", head[k]);
    fputs(d->line_end, f);
    for (int i = 0; i < ROWS; i++) {
        fprintf(f, "u%02d%s%s%s%s%s%.2f%s", i + 1, d->separator, kinds[rows[i].truth], d->separator,
                kinds[rows[i].pred], d->separator, rows[i].score / 100.0, d->separator);
        put_quoted(f, rows[i].text, d->line_end);
        fputs(d->line_end, f);
    }
}

/* The code points of Latin-1 are the same bytes in Windows-1252; nothing else occurs here. */
static void put_windows_1252(FILE *f, const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;

        if (c < 0x80)
            fputc(c, f);
        else
            fputc((c & 3) << 6 | (*++s & 0x3f), f);
    }
}

static void write_windows_1252(const char *root)
{
    FILE *f = out_open(root, "classification/dialects/windows_1252/predictions.csv");

    fputs("sample_id,y_true,y_pred,score,text\n", f);
    for (int i = 0; i < ROWS; i++) {
        const char *text = rows[i].text;

        fprintf(f, "u%02d,", i + 1);
        put_windows_1252(f, kinds[rows[i].truth]);
        fputc(',', f);
        put_windows_1252(f, kinds[rows[i].pred]);
        fprintf(f, ",%.2f,\"", rows[i].score / 100.0);
        for (const char *p = text; *p; p++) {
            char one[3] = {*p, '\0', '\0'};

            if ((unsigned char)*p >= 0x80)
                one[1] = *++p;
            put_windows_1252(f, *one == '"' ? "\"\"" : one);
        }
        fputs("\"\n", f);
    }
    out_close(f);
}

static void write_array(const char *root)
{
    FILE *f = out_open(root, "classification/dialects/json_array/predictions.json");
    struct json j = json_start(f, 2);

    json_open(&j, NULL, '[');
    for (int i = 0; i < ROWS; i++) {
        char id[8];

        snprintf(id, sizeof id, "u%02d", i + 1);
        json_open(&j, NULL, '{');
        json_text(&j, "sample_id", id);
        json_text(&j, "y_true", kinds[rows[i].truth]);
        json_text(&j, "y_pred", kinds[rows[i].pred]);
        json_real(&j, "score", rows[i].score / 100.0);
        json_text(&j, "text", rows[i].text);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    out_close(f);
}

void write_dialects(const char *root)
{
    static const struct dialect dialects[] = {
        {"semicolon", "\xef\xbb\xbf# evaluation of 2026-02-01\r\n# 24 utterances; 4 labels\r\n",
         ";", "\r\n"},
        {"quoted", "", ",", "\n"},
    };

    for (size_t i = 0; i < sizeof dialects / sizeof dialects[0]; i++) {
        FILE *f = out_open(root, "classification/dialects/%s/predictions.csv", dialects[i].dir);

        write_table(f, &dialects[i]);
        out_close(f);
    }
    write_windows_1252(root);
    write_array(root);
}
