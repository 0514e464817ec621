/*
 * One file of records in sections, for reading with several threads.
 *
 *     count = json_split(path, &spec, threads, sections, err);
 *     each thread: reader = json_reader_open_section(path, &spec, &sections[k], err); read on to
 * the end; joined[k] = json_reader_joined(reader) all joined: the sections together are what one
 * reader would give, in their order else:       throw all away and read the file with one reader
 *
 * Where a section begins is a guess from the text alone: a line that begins like the first records
 * do. It was right if the reader of the section before, who knows the brackets, comes to begin a
 * record at exactly that place; then it has joined. A raw newline is never inside a string, so the
 * guess is wrong only for records nested in records with the same indentation and first key, and
 * for broken files. Broken records do not hinder joining.
 *
 * Only records that begin lines of their own are split; other files are one section. Record numbers
 * count from 1 in each section; add those of the sections before. Oddities are to be added up too.
 */
#ifndef ASSAY_LOAD_JSON_SPLIT_H
#define ASSAY_LOAD_JSON_SPLIT_H

#include <assay/load/json_resync.h>
#include <assay/load/json_scan.h>

struct json_section {
    uint64_t begin; /* offset of the bracket of its first record; 0: the file's beginning */
    uint64_t end;   /* where the next begins; UINT64_MAX: to the end of the file */
    bool array;
    bool member;
    struct json_head head;
};

/* The number of sections, 1 to `most`, in order; 0 with an error when the file cannot be opened. */
size_t json_split(const char *path, const struct json_spec *spec, size_t most,
                  struct json_section *sections, struct err *err);
struct json_reader *json_reader_open_section(const char *path, const struct json_spec *spec,
                                             const struct json_section *section, struct err *err);
/* After JSON_END (in the last section: or JSON_CUT): does the next section begin where this ended?
 */
bool json_reader_joined(const struct json_reader *reader);

#endif
