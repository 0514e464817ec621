/*
 * Screens as text, for tests of views: a run that a test writes, opened in a frame of its own.
 *
 *     struct shown *shown = shown_new("predictions.csv", "id,truth,prediction\n…");
 *     CHECK(strstr(shown_keys(shown, "confusion", "j l <enter>", 24, 80), "1 sample"));
 *     shown_free(shown);
 */
#ifndef ASSAY_TESTS_SHOWN_H
#define ASSAY_TESTS_SHOWN_H

struct shown;

struct shown *shown_new(const char *file, const char *text);
/* Open the view, press the keys, draw; the text lives until the next call. */
const char *shown_keys(struct shown *shown, const char *view, const char *keys, int height,
                       int width);
void shown_free(struct shown *shown);

#endif
